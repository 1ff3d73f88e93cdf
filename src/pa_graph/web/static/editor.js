// The editor for SPARQL: completion from our ontology and codes, answers as table, chart, network.

import { complete } from "./complete.js";
import { show } from "./answers.js";

const form = document.querySelector("[data-editor]");
const field = form.querySelector("textarea");
const answer = document.querySelector("#answer");
const files = form.querySelector("[data-files]");
const say = (name) => form.dataset[`say${name[0].toUpperCase()}${name.slice(1)}`];

const prefixes = new Map(
  [...form.querySelector(".prefixes").textContent.matchAll(/PREFIX (\S+): <([^>]+)>/g)].map((m) => [m[1], m[2]]),
);
const { unknown } = complete(form, field, prefixes);

let newest = 0;

async function run() {
  const mine = ++newest;
  const query = field.value;
  const share = `${form.dataset.page}?${new URLSearchParams({ query })}`;
  form.querySelector("[data-share]").href = share;
  history.replaceState(null, "", `${share}#editor`);
  files.hidden = true;
  note(say("running"));
  let found;
  try {
    found = await fetch(form.action, {
      method: "POST",
      headers: {
        "Content-Type": "application/sparql-query",
        Accept: "application/sparql-results+json, application/n-triples;q=0.9",
      },
      body: withPrefixes(query),
    });
  } catch (error) {
    note(`${say("failed")}: ${error.message}`, true);
    return;
  }
  if (mine !== newest) return;
  if (!found.ok) {
    const words = (await found.text()).trim();
    note(`${say("failed")}: ${words}`, true);
    await advise(query);
    if (!/^SPARQL 1/.test(words)) point(words, query);
    return;
  }
  files.hidden = false;
  const doubtful = await unknown(query);
  await show(answer, found, { say, prefixes, root: form.action.replace(/\/sparql$/, "") });
  if (doubtful.length) await advise(query);
}

// What probably is the matter: brackets that do not match, terms that nobody knows.
async function advise(query) {
  const bare = query.replace(/<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|#[^\n]*/g, " ");
  const lines = [];
  for (const [open, close] of ["{}", "()"]) {
    const surplus = bare.split(open).length - bare.split(close).length;
    if (surplus) lines.push(`${say("brackets")} ${surplus > 0 ? close : open}`);
  }
  for (const [term, meant] of await unknown(query)) lines.push(`${term}: ${say("unknown")} ${meant}?`);
  const list = document.createElement("ul");
  list.className = "advice";
  for (const line of lines) list.append(Object.assign(document.createElement("li"), { textContent: line }));
  if (lines.length) answer.prepend(list);
}

// A prefix that is used and not declared gets its usual meaning.
function withPrefixes(query) {
  const bare = query.replace(/<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/g, " ");
  const declared = new Set([...query.matchAll(/\bPREFIX\s+([\w-]*):/gi)].map((m) => m[1]));
  const used = new Set([...bare.matchAll(/(?<![\w?$:])([A-Za-z][\w-]*):/g)].map((m) => m[1]));
  const missing = [...used].filter((name) => prefixes.has(name) && !declared.has(name));
  // On one line with the first one, so that line numbers of errors stay right.
  return missing.map((name) => `PREFIX ${name}: <${prefixes.get(name)}> `).join("") + query;
}

function note(words, bad = false) {
  const p = document.createElement("p");
  p.className = bad ? "note bad" : "note";
  p.setAttribute("role", bad ? "alert" : "status");
  p.textContent = words;
  answer.replaceChildren(p);
}

// Put the cursor where the error is.
function point(words, query) {
  const place = words.match(/line (\d+), column (\d+)/);
  if (!place) return;
  const lines = query.split("\n");
  const line = Math.min(Number(place[1]), lines.length);
  const added = withPrefixes(query).length - query.length;
  const column = Number(place[2]) - 1 - (line === 1 ? added : 0);
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + Math.max(0, column);
  field.focus();
  field.setSelectionRange(start, Math.min(query.length, start + 1));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});

for (const button of form.querySelectorAll("[data-file]")) {
  button.addEventListener("click", () => {
    const sent = document.createElement("form");
    sent.method = "post";
    sent.hidden = true;
    sent.action = `${form.dataset.page}/answer.${button.dataset.file}`;
    const input = document.createElement("textarea");
    input.name = "query";
    input.value = withPrefixes(field.value);
    sent.append(input);
    document.body.append(sent);
    sent.submit();
    sent.remove();
  });
}

if (form.dataset.run) run();
