// YASR's table in the language of the page; things of ours lead to their page here.

import Yasr from "@zazuko/yasr";
import { isNumber, tools } from "./answers.js";
import { short } from "./prefixes.js";

const OURS = "https://w3id.org/pa-graph/";
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text) => String(text).replace(/[&<>"']/g, (sign) => SIGNS[sign]);

export class Table extends Yasr.plugins.table {
  helpReference = undefined;
  // Without language tags and datatypes, and with the whole text of a cell, until somebody asks.
  persistentConfig = { compact: true, isEllipsed: false };

  constructor(yasr) {
    super(yasr);
    const { say } = tools;
    this.label = say.table;
    this.config = {
      ...this.config,
      tableConfig: {
        ...this.config.tableConfig,
        language: {
          emptyTable: say.none,
          zeroRecords: say.nomatch,
          info: `_START_–_END_ ${say.of} _TOTAL_`,
          infoEmpty: "",
          infoFiltered: "",
          paginate: { first: "«", previous: "‹", next: "›", last: "»" },
          aria: {
            orderable: `: ${say.sort}`,
            orderableReverse: `: ${say.reverse}`,
            orderableRemove: `: ${say.unsort}`,
            paginate: { first: say.first, previous: say.previous, next: say.next, last: say.last },
          },
        },
      },
    };
  }

  // What is searched and sorted becomes HTML as well on its way, so that goes in escaped too.
  getColumns() {
    return super.getColumns().map((column) => ({
      ...column,
      render: (data, type, ...rest) => {
        if (typeof data !== "object" || type === "display" || type === "type") return column.render(data, type, ...rest);
        if (type === "sort" && isNumber(data)) return Number(data.value);
        return escaped(data.type === "uri" ? short(data.value, tools.prefixes) : data.value);
      },
    }));
  }

  // All text goes in escaped; these strings become HTML.
  getUriLinkFromBinding(binding) {
    const words = escaped(short(binding.value, tools.prefixes));
    if (binding.value.startsWith(OURS)) {
      return `<a class="iri" href="${escaped(`${tools.root}/${binding.value.slice(OURS.length)}`)}">${words}</a>`;
    }
    if (!/^https?:/.test(binding.value)) return words;
    return `<a class="iri" rel="noreferrer" href="${escaped(binding.value)}">${words}</a>`;
  }

  formatLiteral(binding) {
    const words = escaped(binding.value);
    if (this.persistentConfig.compact) return isNumber(binding) ? `<span class="n">${words}</span>` : words;
    if (binding["xml:lang"]) return `${words} <sup>@${escaped(binding["xml:lang"])}</sup>`;
    return binding.datatype ? `${words} <sup>${escaped(short(binding.datatype, tools.prefixes))}</sup>` : words;
  }

  draw(persistentConfig) {
    super.draw(persistentConfig);
    const scroll = this.tableEl.closest(".dt-layout-table");
    scroll?.setAttribute("role", "region");
    scroll?.setAttribute("aria-label", tools.say.table);
    scroll?.setAttribute("tabindex", "0");
    this.yasr.resultsEl.querySelector(".dt-paging nav")?.setAttribute("aria-label", tools.say.pages);
  }

  drawControls() {
    super.drawControls();
    const { say } = tools;
    // Cut-off texts open with a mouse only, so they are not cut off.
    this.tableEllipseSwitch.closest(".switch").parentElement.remove();
    this.tableCompactSwitch.previousSibling.textContent = say.simple;
    this.tableFilterField.placeholder = say.filter;
    this.tableFilterField.setAttribute("aria-label", say.filter);
    this.tableSizeField.previousSibling.textContent = `${say.perpage} `;
    this.tableSizeField.setAttribute("aria-label", say.perpage);
    this.tableSizeField.lastElementChild.textContent = say.all;
    this.tableFilterField.type = "search";
    this.tableControls.classList.toggle("few", (this.yasr.results.getBindings() || []).length <= 10);
  }
}
