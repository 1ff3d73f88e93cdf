// Completion: terms of our ontology and codes by name or by what they mean, variables of the
// question, and the words of SPARQL. Terms and codes are asked of this server, once.

import { distance } from "./advice.js";
import { bare } from "./prefixes.js";

const KEYWORDS = [
  "SELECT", "DISTINCT", "WHERE", "OPTIONAL", "FILTER", "FILTER NOT EXISTS", "UNION", "GRAPH", "VALUES", "BIND",
  "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "OFFSET", "COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE",
  "GROUP_CONCAT", "CONTAINS", "LCASE", "STR", "LANG", "REGEX", "CONSTRUCT", "ASK", "DESCRIBE", "PREFIX", "MINUS",
];
const MOST = 12;

export function completion(Yasqe, editor, { form, prefixes, say }) {
  let terms = null;
  const load = () => (terms ??= read(form, prefixes));

  function word() {
    const cursor = editor.getDoc().getCursor();
    const before = editor.getDoc().getLine(cursor.line).slice(0, cursor.ch);
    return { cursor, typed: before.match(/[?$]?[\w:\\/-]*$/)[0] };
  }

  async function hints() {
    const isVariable = /^[?$]/.test(word().typed);
    const known = isVariable ? [] : await load();
    // Somebody may have typed on while the terms came.
    const { cursor, typed } = word();
    const found = isVariable ? variables(editor.getValue(), typed) : [...known, ...usual(prefixes)];
    const data = {
      list: best(found, typed).map((item) => ({ text: item.text, render: (line) => fill(line, item) })),
      from: { line: cursor.line, ch: cursor.ch - typed.length },
      to: cursor,
    };
    Yasqe.on(data, "shown", () => document.querySelector(".CodeMirror-hints")?.setAttribute("aria-label", say.completions));
    return data;
  }

  function open() {
    editor.showHint({ hint: hints, completeSingle: false, closeCharacters: /[\s()[\]{};,]/ });
  }

  editor.on("inputRead", () => {
    if (/^(?:pa|pac):|^[?$]\w/.test(word().typed) && !editor.state.completionActive) open();
  });

  // Terms of ours in a question that the ontology does not have, each with the likeliest meant.
  async function unknown(query) {
    const known = (await load()).map((item) => item.text).filter((text) => text.startsWith("pa:"));
    if (!known.length) return [];
    const used = new Set(bare(query).match(/(?<![\w?$:])pa:\w+/g) || []);
    return [...used]
      .filter((term) => !known.includes(term))
      .map((term) => {
        const far = (other) => (other.startsWith(term) ? 0 : distance(term, other));
        return [term, [...known].sort((a, b) => far(a) - far(b) || (a < b ? -1 : 1))[0]];
      });
  }

  return { open, unknown };
}

async function read(form, prefixes) {
  const [ontology, codes] = await Promise.allSettled([
    fetch(form.dataset.terms).then((found) => found.text()),
    fetch(form.dataset.endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: "text/csv" },
      body: `PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT DISTINCT ?code ?label WHERE { ?code skos:inScheme ?scheme ; skos:prefLabel ?label
        FILTER(LANG(?label) = "${document.documentElement.lang}") } ORDER BY ?code`,
    }).then((found) => (found.ok ? found.text() : "")),
  ]);
  const found = rows(ontology.value).slice(1).map(([text, , label, meaning]) => ({ text, about: `${label} – ${meaning}` }));
  const base = prefixes.get("pac");
  for (const [iri, about] of rows(codes.value).slice(1)) {
    if (iri.startsWith(base)) found.push({ text: `pac:${iri.slice(base.length).replaceAll("/", "\\/")}`, about });
  }
  return found;
}

function usual(prefixes) {
  const named = [...prefixes].map(([name, iri]) => ({ text: `${name}:`, about: iri }));
  return [...KEYWORDS.map((text) => ({ text, about: "" })), ...named];
}

function variables(query, typed) {
  const names = new Set(query.match(/[?$]\w+/g));
  names.delete(typed);
  return [...names].map((text) => ({ text, about: "" }));
}

// The likeliest first: what begins so, what holds it, what means it.
function best(found, typed) {
  const wanted = typed.toLowerCase().replaceAll("\\", "");
  const rank = (item) => {
    const text = item.text.toLowerCase().replaceAll("\\", "");
    if (!wanted || text.startsWith(wanted)) return 0;
    if (text.includes(wanted)) return 1;
    return item.about.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return found
    .map((item) => ({ item, order: rank(item) }))
    .filter(({ order, item }) => order < 3 && item.text !== typed)
    .sort((a, b) => a.order - b.order || a.item.text.length - b.item.text.length || (a.item.text < b.item.text ? -1 : 1))
    .slice(0, MOST)
    .map(({ item }) => item);
}

function fill(line, item) {
  const code = Object.assign(document.createElement("code"), { textContent: item.text });
  const about = Object.assign(document.createElement("span"), { textContent: item.about });
  line.append(code, about);
}

// Rows of CSV, with quotes.
function rows(text = "") {
  const found = [[""]];
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    const row = found[found.length - 1];
    if (quoted && sign === '"' && text[i + 1] === '"') { row[row.length - 1] += '"'; i++; }
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === ",") row.push("");
    else if (!quoted && sign === "\n") found.push([""]);
    else if (quoted || sign !== "\r") row[row.length - 1] += sign;
  }
  return found.filter((row) => row.length > 1);
}
