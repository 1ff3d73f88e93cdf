// An answer of the SPARQL endpoint as table, chart or network. Everything goes in as text.

import { draw } from "./graph.js";

const SHOWN = 500;
const BARS = 40;
const OURS = "https://w3id.org/pa-graph/";
const DATA = `${OURS}id/`;
const SVG = "http://www.w3.org/2000/svg";

export async function show(box, found, tools) {
  const kind = found.headers.get("content-type") || "";
  if (kind.includes("n-triples")) {
    const rows = triples(await found.text());
    present(box, ["subject", "predicate", "object"], rows, tools, [0, 2]);
    return;
  }
  const json = await found.json();
  if ("boolean" in json) {
    box.replaceChildren(element("p", { className: "lead", textContent: tools.say(json.boolean ? "yes" : "no") }));
    return;
  }
  const names = order(json);
  const rows = json.results.bindings.map((row) => names.map((name) => row[name] || null));
  present(box, names, rows, tools, null);
}

// Some engines give the names in the order of the alphabet; people want their own.
function order(json) {
  const query = document.querySelector("[data-editor] textarea").value;
  const place = (name) => {
    const at = query.search(new RegExp(`[?$]${name}\\b`));
    return at < 0 ? Infinity : at;
  };
  return [...json.head.vars].sort((a, b) => place(a) - place(b));
}

function triples(text) {
  const part = /(<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>)?)/g;
  return text.split("\n").filter(Boolean).map((line) =>
    line.match(part).slice(0, 3).map((term) => {
      if (term.startsWith("<")) return { type: "uri", value: term.slice(1, -1) };
      if (term.startsWith("_:")) return { type: "bnode", value: term };
      const value = term.match(/^"((?:[^"\\]|\\.)*)"/)[1];
      return { type: "literal", value: JSON.parse(`"${value.replace(/\\'/g, "'").replace(/\\U([0-9A-F]{8})/g, (_, h) => String.fromCodePoint(parseInt(h, 16)))}"`) };
    }),
  );
}

function present(box, names, rows, tools, ends) {
  if (!rows.length) {
    box.replaceChildren(element("p", { className: "note", textContent: tools.say("none") }));
    return;
  }
  const views = {
    table: () => table(names, rows, tools),
    chart: () => chart(names, rows, tools),
    graph: (place) => network(names, rows, tools, ends, place),
  };
  const tabs = element("div", { className: "tabs" });
  tabs.setAttribute("role", "tablist");
  const panel = element("div", { id: "answer-panel" });
  panel.setAttribute("role", "tabpanel");
  const buttons = Object.keys(views).map((name) => {
    const button = element("button", { type: "button", textContent: tools.say(name), id: `tab-${name}` });
    button.setAttribute("role", "tab");
    button.setAttribute("aria-controls", panel.id);
    button.addEventListener("click", () => choose(name));
    return button;
  });
  tabs.append(...buttons);
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const now = buttons.indexOf(document.activeElement);
    const next = buttons[(now + step + buttons.length) % buttons.length];
    next.focus();
    next.click();
  });
  function choose(name) {
    for (const button of buttons) {
      const mine = button.id === `tab-${name}`;
      button.setAttribute("aria-selected", String(mine));
      button.tabIndex = mine ? 0 : -1;
    }
    panel.setAttribute("aria-labelledby", `tab-${name}`);
    panel.replaceChildren();
    const made = views[name](panel);
    if (made) panel.append(made);
  }
  const part = rows.length > SHOWN ? ` (${SHOWN} ${tools.say("shown")})` : "";
  box.replaceChildren(element("p", { textContent: `${rows.length} ${tools.say("rows")}${part}` }), tabs, panel);
  choose("table");
}

function table(names, rows, tools) {
  const scroll = element("div", { className: "scroll", tabIndex: 0 });
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", tools.say("table"));
  const made = element("table");
  const head = made.createTHead().insertRow();
  for (const name of names) head.append(element("th", { scope: "col", textContent: name }));
  const body = made.createTBody();
  for (const row of rows.slice(0, SHOWN)) {
    const line = body.insertRow();
    for (const term of row) {
      const cell = line.insertCell();
      if (!term) continue;
      if (term.type === "uri") cell.append(link(term.value, tools));
      else cell.textContent = term.value;
      if (number(term)) cell.className = "n";
    }
  }
  scroll.append(made);
  return scroll;
}

function link(iri, { prefixes, root }) {
  const made = element("a", { textContent: short(iri, prefixes) });
  if (iri.startsWith(OURS)) made.href = `${root}/${iri.slice(OURS.length)}`;
  else if (/^https?:/.test(iri)) {
    made.href = iri;
    made.rel = "noreferrer";
  }
  return made;
}

function short(iri, prefixes) {
  let best = "";
  let name = "";
  for (const [prefix, base] of prefixes) {
    if (iri.startsWith(base) && base.length > best.length) [best, name] = [base, prefix];
  }
  return best ? `${name}:${iri.slice(best.length)}` : iri;
}

const number = (term) => term?.type === "literal" && term.value.trim() !== "" && Number.isFinite(Number(term.value));

function chart(names, rows, tools) {
  const value = names.findIndex((_, i) => rows.some((row) => row[i]) && rows.every((row) => !row[i] || number(row[i])));
  if (value < 0) return element("p", { className: "note", textContent: tools.say("nochart") });
  const label = names.findIndex((_, i) => i !== value);
  const shown = rows.slice(0, BARS);
  const most = Math.max(...shown.map((row) => Number(row[value]?.value || 0)), 1e-9);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 800 ${shown.length * 26 + 10}`);
  svg.setAttribute("class", "chart");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${names[value]} / ${label < 0 ? "" : names[label]}`);
  shown.forEach((row, i) => {
    const amount = Number(row[value]?.value || 0);
    const text = label < 0 ? String(i + 1) : row[label] ? short(row[label].value, tools.prefixes) : "–";
    piece(svg, "text", { x: 290, y: i * 26 + 20, "text-anchor": "end" }, text.length > 40 ? `…${text.slice(-39)}` : text);
    piece(svg, "rect", { x: 300, y: i * 26 + 7, width: Math.max(1, (420 * Math.max(0, amount)) / most), height: 18, class: "fill", rx: 2 });
    piece(svg, "text", { x: 306 + (420 * Math.max(0, amount)) / most, y: i * 26 + 20 }, String(amount));
  });
  return svg;
}

function piece(svg, name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  svg.append(made);
}

function network(names, rows, tools, ends, place) {
  const things = ends || names.map((_, i) => i).filter((i) => rows.some((row) => row[i]?.type === "uri")).slice(0, 2);
  if (things.length < 2) return element("p", { className: "note", textContent: tools.say("nograph") });
  const known = new Map();
  const nodes = [];
  const edges = [];
  const node = (term) => {
    if (!known.has(term.value)) {
      known.set(term.value, nodes.length);
      const kind = term.value.match(/\/(party|gemeente|commitment|aim|document|agreement)\//)?.[1];
      const href = term.value.startsWith(DATA) ? `${tools.root}/id/${term.value.slice(DATA.length)}` : "";
      nodes.push({
        label: short(term.value, tools.prefixes),
        kind: term.value.includes("/commitment/") ? "commitment" : { party: "party", gemeente: "party", aim: "aim", document: "document", agreement: "document" }[kind] || "place",
        holds: 1, href, around: "", verdict: "",
      });
    }
    return known.get(term.value);
  };
  for (const row of rows.slice(0, 5000)) {
    const [a, b] = things.map((i) => row[i]);
    if (a && b) edges.push([node(a), node(b), "", 1, ends ? short(row[1].value, tools.prefixes) : ""]);
  }
  const box = document.querySelector("#picture").content.firstElementChild.cloneNode(true);
  place.append(box);
  draw(box, { nodes, edges, grouped: false });
  return null;
}

function element(name, values = {}) {
  return Object.assign(document.createElement(name), values);
}
