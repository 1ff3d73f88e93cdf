// Things of an answer and what links them, in the same picture as on the page of dependencies.

import { draw } from "../src/pa_graph/web/static/graph.js";
import { message, rowsOf, tools } from "./answers.js";
import { short } from "./prefixes.js";

const MOST = 5000;
const DATA = "https://w3id.org/pa-graph/id/";
const KINDS = { party: "party", gemeente: "party", aim: "aim", document: "document", agreement: "document" };

export class Network {
  priority = 4;

  constructor(yasr) {
    this.yasr = yasr;
    this.label = tools.say.graph;
  }

  canHandleResults() {
    return Boolean(this.yasr.results?.getBindings()?.length);
  }

  draw() {
    const { names, rows } = rowsOf(this.yasr);
    const isTriples = this.yasr.results.getType() === "ttl";
    const things = isTriples
      ? [0, 2]
      : names.map((_, i) => i).filter((i) => rows.some((row) => row[i]?.type === "uri")).slice(0, 2);
    if (things.length < 2) {
      this.yasr.resultsEl.append(message(tools.say.nograph));
      return;
    }
    const box = document.querySelector("#picture").content.firstElementChild.cloneNode(true);
    this.yasr.resultsEl.append(box);
    draw(box, { ...linked(rows.slice(0, MOST), things, isTriples), grouped: false });
  }
}

function linked(rows, things, isTriples) {
  const known = new Map();
  const nodes = [];
  const edges = [];
  const node = (term) => {
    if (!known.has(term.value)) {
      known.set(term.value, nodes.length);
      nodes.push({ label: short(term.value, tools.prefixes), kind: kind(term.value), holds: 1, href: page(term.value), around: "", verdict: "" });
    }
    return known.get(term.value);
  };
  for (const row of rows) {
    const [from, to] = things.map((i) => row[i]);
    if (from && to) edges.push([node(from), node(to), "", 1, isTriples ? short(row[1].value, tools.prefixes) : ""]);
  }
  return { nodes, edges };
}

function kind(iri) {
  if (iri.includes("/commitment/")) return "commitment";
  return KINDS[iri.match(/\/(party|gemeente|aim|document|agreement)\//)?.[1]] || "place";
}

function page(iri) {
  return iri.startsWith(DATA) ? `${tools.root}/id/${iri.slice(DATA.length)}` : "";
}
