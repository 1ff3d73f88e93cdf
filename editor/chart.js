// Numbers of an answer as bars: the first column that holds only numbers, named by the others.

import { isNumber, message, rowsOf, tools } from "./answers.js";
import { short } from "./prefixes.js";

const BARS = 40;
const SVG = "http://www.w3.org/2000/svg";

export class Chart {
  priority = 5;

  constructor(yasr) {
    this.yasr = yasr;
    this.label = tools.say.chart;
  }

  canHandleResults() {
    return Boolean(this.yasr.results?.getBindings()?.length);
  }

  draw() {
    const { names, rows } = rowsOf(this.yasr);
    this.yasr.resultsEl.append(chart(names, rows));
  }
}

function chart(names, rows) {
  const { say } = tools;
  const value = names.findIndex((_, i) => rows.some((row) => row[i]) && rows.every((row) => !row[i] || isNumber(row[i])));
  if (value < 0) return message(say.nochart);
  const labels = names.map((_, i) => i).filter((i) => !rows.every((row) => !row[i] || isNumber(row[i])));
  const shown = rows.slice(0, BARS);
  const amounts = shown.map((row) => Number(row[value]?.value || 0));
  const most = Math.max(...amounts, 1e-9);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 800 ${shown.length * 26 + 10}`);
  svg.setAttribute("class", "chart");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", [names[value], ...labels.map((i) => names[i])].join(" / "));
  shown.forEach((row, i) => {
    const words = labels.length ? labels.map((at) => name(row[at])).join(" · ") : String(i + 1);
    const width = (420 * Math.max(0, amounts[i])) / most;
    piece(svg, "text", { x: 290, y: i * 26 + 20, "text-anchor": "end" }, words.length > 44 ? `…${words.slice(-43)}` : words);
    piece(svg, "rect", { x: 300, y: i * 26 + 7, width: Math.max(1, width), height: 18, class: "fill", rx: 2 });
    piece(svg, "text", { x: 306 + width, y: i * 26 + 20 }, String(amounts[i]));
  });
  const figure = document.createElement("figure");
  figure.append(svg);
  if (rows.length > BARS) figure.append(message(`${BARS} ${say.of} ${rows.length} ${say.rows}`));
  return figure;
}

// A thing goes by the end of its name, which tells the bars apart.
function name(term) {
  if (!term) return "–";
  return term.type === "uri" ? short(term.value, tools.prefixes).replace(/^.*[/:](?=.)/, "") : term.value;
}

function piece(svg, name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  svg.append(made);
}
