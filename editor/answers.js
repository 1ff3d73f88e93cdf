// The answer: YASR with its own table, and a chart, a network and the answer to a yes/no question
// of ours. What YASR says in English only is said in the language of the page.

import Yasr, { Parser } from "@zazuko/yasr";
import { Chart } from "./chart.js";
import { Network } from "./network.js";
import { Table } from "./table.js";

// Words, prefixes and the address of the server, for YASR and its plugins, which make themselves.
export let tools;

export class Answers extends Yasr {
  constructor(place, given) {
    tools = given;
    Yasr.plugins = { table: Table, chart: Chart, graph: Network, boolean: YesOrNo };
    const plugins = Object.fromEntries(Object.keys(Yasr.plugins).map((name) => [name, { enabled: true }]));
    Yasr.defaults.plugins = plugins;
    Yasr.defaults.pluginOrder = Object.keys(plugins);
    super(place, { persistenceId: null, prefixes: Object.fromEntries(given.prefixes) });
    this.rootEl.hidden = true;
  }

  // Show an answer: rows and yes or no as JSON, triples as N-Triples.
  show(text, kind, query, milliseconds) {
    this.results = new Parser({ data: text, contentType: kind }, Math.round(milliseconds));
    if (kind.includes("json")) {
      // Read here: YASR fills in what looks like {{name}} in a text, and words must stay as they are.
      const found = JSON.parse(text);
      if (found.head.vars) found.head.vars = inOrder(found.head.vars, query);
      Object.assign(this.results, { json: found, type: "json" });
    }
    this.rootEl.hidden = false;
    this.draw();
  }

  hide() {
    this.rootEl.hidden = true;
  }

  drawPluginSelectors() {
    super.drawPluginSelectors();
    const group = this.headerEl.querySelector(".yasr_btnGroup");
    group.setAttribute("aria-label", tools.say.views);
    for (const button of group.querySelectorAll("button")) button.removeAttribute("aria-label");
  }

  updatePluginSelectors(enabled) {
    super.updatePluginSelectors(enabled);
    for (const button of this.headerEl.querySelectorAll(".yasr_btnGroup button")) {
      const name = button.className.match(/select_(\w+)/)[1];
      button.setAttribute("aria-pressed", String(name === (this.results ? this.drawnPlugin : this.getSelectedPluginName())));
      button.hidden = Boolean(enabled) && !enabled.includes(name);
    }
  }

  updateResponseInfo() {
    const rows = this.results?.getBindings();
    this.dataElement.setAttribute("role", "status");
    this.dataElement.textContent = !rows ? "" : rows.length ? `${rows.length} ${tools.say.rows}` : tools.say.none;
  }

  // A yes/no question has no table: that needs no explanation.
  fillFallbackBox() {}

  // Files come from the server, which makes them of the whole answer; help is on the page itself.
  drawDownloadIcon() {}
  drawDocumentationButton() {}
  updateHelpButton() {}
}

// Some engines give the names in the order of the alphabet; people want their own.
function inOrder(names, query) {
  const place = (name) => {
    const at = query.search(new RegExp(`[?$]${name}\\b`));
    return at < 0 ? Infinity : at;
  };
  return [...names].sort((a, b) => place(a) - place(b));
}

class YesOrNo {
  priority = 20;
  hideFromSelection = true;

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    return this.yasr.results?.getBoolean() !== undefined;
  }

  draw() {
    const p = document.createElement("p");
    p.className = "lead";
    p.textContent = this.yasr.results.getBoolean() ? tools.say.yes : tools.say.no;
    this.yasr.resultsEl.append(p);
  }
}

// Rows as lists of terms in the order of the names; nothing where a row has no value.
export function rowsOf(yasr) {
  const names = yasr.results?.getVariables() || [];
  const rows = (yasr.results?.getBindings() || []).map((row) => names.map((name) => row[name] || null));
  return { names, rows };
}

export function message(words) {
  return Object.assign(document.createElement("p"), { className: "note", textContent: words });
}

export const isNumber = (term) =>
  Boolean(term) && /literal/.test(term.type) && term.value.trim() !== "" && Number.isFinite(Number(term.value));
