// Completion in a text field: terms of the ontology and codes by name or by what they mean,
// variables of the question, and the words of SPARQL.

const KEYWORDS = [
  "SELECT", "DISTINCT", "WHERE", "OPTIONAL", "FILTER", "FILTER NOT EXISTS", "UNION", "GRAPH", "VALUES", "BIND",
  "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "OFFSET", "COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE",
  "GROUP_CONCAT", "CONTAINS", "LCASE", "STR", "LANG", "REGEX", "CONSTRUCT", "ASK", "DESCRIBE", "PREFIX", "MINUS",
];
const MOST = 12;

export function complete(form, field, prefixes) {
  const list = document.createElement("ul");
  list.className = "complete";
  list.id = "complete";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  field.parentElement.append(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  let terms = null;
  let shown = [];
  let at = 0;

  async function load() {
    terms ??= read();
    return terms;
  }

  async function read() {
    const found = [];
    const [ontology, codes] = await Promise.allSettled([
      fetch(form.dataset.terms).then((found) => found.text()),
      fetch(form.action, {
        method: "POST",
        headers: { "Content-Type": "application/sparql-query", Accept: "text/csv" },
        body: `PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
          SELECT DISTINCT ?code ?label WHERE { ?code skos:inScheme ?scheme ; skos:prefLabel ?label
          FILTER(LANG(?label) = "${document.documentElement.lang}") } ORDER BY ?code`,
      }).then((found) => (found.ok ? found.text() : "")),
    ]);
    for (const [term, kind, label, meaning] of rows(ontology.value).slice(1)) {
      found.push({ text: term, about: `${label} – ${meaning}`, kind });
    }
    for (const [iri, label] of rows(codes.value).slice(1)) {
      const base = prefixes.get("pac");
      if (iri.startsWith(base)) found.push({ text: `pac:${iri.slice(base.length).replaceAll("/", "\\/")}`, about: label });
    }
    return found;
  }

  function word() {
    const before = field.value.slice(0, field.selectionStart);
    return before.match(/[?$]?[\w:\\/-]*$/)[0];
  }

  async function open() {
    const all = /^[?$]/.test(word()) ? [] : await load();
    // Somebody may have typed on while the terms came.
    const typed = word();
    const wanted = typed.toLowerCase().replace(/\\/g, "");
    let found;
    if (/^[?$]/.test(typed)) {
      const names = new Set(field.value.match(/[?$]\w+/g));
      names.delete(typed);
      found = [...names].map((text) => ({ text, about: "" }));
    } else {
      const keys = KEYWORDS.map((text) => ({ text, about: "" }));
      const named = [...prefixes].map(([name, iri]) => ({ text: `${name}:`, about: iri }));
      found = [...all, ...keys, ...named];
    }
    const rank = (item) => {
      const text = item.text.toLowerCase().replace(/\\/g, "");
      if (!wanted || text.startsWith(wanted)) return 0;
      if (text.includes(wanted)) return 1;
      return item.about.toLowerCase().includes(wanted) ? 2 : 3;
    };
    shown = found
      .map((item) => ({ item, order: rank(item) }))
      .filter(({ order, item }) => order < 3 && item.text !== typed)
      .sort((a, b) => a.order - b.order || a.item.text.length - b.item.text.length || (a.item.text < b.item.text ? -1 : 1))
      .slice(0, MOST)
      .map(({ item }) => item);
    at = 0;
    paint();
  }

  function paint() {
    list.hidden = !shown.length;
    field.toggleAttribute("aria-activedescendant", false);
    if (!shown.length) return;
    list.replaceChildren(
      ...shown.map((item, i) => {
        const li = document.createElement("li");
        li.id = `complete-${i}`;
        li.setAttribute("role", "option");
        li.setAttribute("aria-selected", String(i === at));
        const code = document.createElement("code");
        code.textContent = item.text;
        const span = document.createElement("span");
        span.textContent = item.about;
        li.append(code, span);
        li.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(i);
        });
        return li;
      }),
    );
    field.setAttribute("aria-activedescendant", `complete-${at}`);
    const line = field.value.slice(0, field.selectionStart).split("\n").length;
    const height = parseFloat(getComputedStyle(field).lineHeight);
    list.style.top = `${Math.min(field.clientHeight, line * height + 12 - field.scrollTop)}px`;
    list.style.left = "1rem";
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function take(i) {
    const typed = word();
    const start = field.selectionStart - typed.length;
    field.setRangeText(shown[i].text, start, field.selectionStart, "end");
    close();
    field.focus();
  }

  function close() {
    shown = [];
    paint();
  }

  // Terms of ours in a question that the ontology does not have, each with the likeliest meant.
  async function unknown(query) {
    const known = (await load()).filter((item) => item.text.startsWith("pa:")).map((item) => item.text);
    if (!known.length) return [];
    const bare = query.replace(/<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|#[^\n]*/g, " ");
    const used = new Set(bare.match(/(?<![\w?$:])pa:\w+/g) || []);
    return [...used]
      .filter((term) => !known.includes(term))
      .map((term) => [term, [...known].sort((a, b) => distance(term, a) - distance(term, b) || (a < b ? -1 : 1))[0]]);
  }

  field.addEventListener("input", () => {
    if (/^(?:pa|pac):|^[?$]\w/.test(word())) open();
    else close();
  });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      open();
    } else if (shown.length) {
      if (event.key === "ArrowDown") at = (at + 1) % shown.length;
      else if (event.key === "ArrowUp") at = (at + shown.length - 1) % shown.length;
      else if (event.key === "Enter" && !event.ctrlKey) take(at);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
      paint();
    }
  });

  return { unknown };
}

// How many letters have to change to make one word of another.
function distance(a, b) {
  let before = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1].toLowerCase() === b[j - 1].toLowerCase() ? 0 : 1;
      row.push(Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + same));
    }
    before = row;
  }
  return before[b.length];
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
