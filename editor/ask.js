// The editor of the Ask page: YASQE for the question, YASR for the answer, both of the YASGUI fork
// that Zazuko keeps up. Nothing is asked of any other server, and nothing is kept in the browser.

import "@zazuko/yasqe/build/yasqe.min.css";
import "@zazuko/yasr/build/yasr.min.css";
import "./ask.css";
import Yasqe from "@zazuko/yasqe";
import { advise } from "./advice.js";
import { Answers } from "./answers.js";
import { completion } from "./completion.js";
import { withPrefixes } from "./prefixes.js";

const form = document.querySelector("[data-editor]");
const say = JSON.parse(form.dataset.say);
const field = form.querySelector("textarea");
const state = form.querySelector("[data-state]");
const files = form.querySelector("[data-files]");
const share = form.querySelector("[data-share]");
const answer = document.querySelector("#answer");
const prefixes = new Map(Object.entries(JSON.parse(form.dataset.prefixes)));
const endpoint = form.dataset.endpoint;
const root = endpoint.replace(/\/sparql$/, "");

// Our prefixes need no declaration, so every question begins as if they had been declared.
Yasqe.defineMode("sparql-with-prefixes", (config) => {
  const sparql = Yasqe.getMode(config, "sparql11");
  return { ...sparql, startState: () => ({ ...sparql.startState(), prefixes: Object.fromEntries(prefixes) }) };
});

// Their own completion asks prefix.cc and Linked Open Vocabularies; ours asks the ontology here.
Yasqe.defaults.autocompleters = [];
const editor = new Yasqe(form.querySelector("[data-yasqe]"), {
  value: field.value,
  mode: "sparql-with-prefixes",
  autocompleters: [],
  consumeShareLink: null,
  createShareableLink: null,
  persistenceId: null,
  showQueryButton: false,
  resizeable: false,
  editorHeight: "auto",
  viewportMargin: Infinity,
  screenReaderLabel: say.label,
  extraKeys: {
    // Tab leaves the editor, as everywhere on a page.
    Tab: false,
    "Shift-Tab": false,
    Esc: () => answer.focus(),
    "Ctrl-Space": () => completer.open(),
    "Ctrl-Enter": () => run(),
    "Cmd-Enter": () => run(),
    "Ctrl-S": false,
  },
  requestConfig: {
    endpoint,
    method: "POST",
    queryArgument: "query",
    acceptHeaderSelect: "application/sparql-results+json",
    acceptHeaderGraph: "application/n-triples",
    adjustQueryBeforeRequest: () => withPrefixes(editor.getValue(), prefixes),
  },
});
const completer = completion(Yasqe, editor, { form, prefixes, say });
const input = editor.getInputField();
input.id = "query-editor";
input.setAttribute("aria-describedby", "query-help");
form.querySelector("label[for=query]").htmlFor = input.id;
field.hidden = true;
form.querySelector("[data-yasqe]").hidden = false;
editor.refresh();
const answers = new Answers(answer.querySelector("[data-yasr]"), { say, prefixes, root });
const note = answer.querySelector("[data-note]");

// Without scripts the form sends the text field, and so do the buttons for files.
editor.on("changes", () => {
  field.value = editor.getValue();
  tellState();
});

// Where the question is not yet right; their own words for it are in a tooltip, in English only.
function tellState() {
  let wrong = 0;
  editor.getDoc().eachLine((line) => {
    const marker = line.gutterMarkers?.gutterErrorBar;
    if (!marker) return;
    wrong ||= editor.getDoc().getLineNumber(line) + 1;
    marker.onmouseover = marker.onmouseout = null;
    marker.title = `${say.line} ${wrong}: ${say.unfinished}`;
  });
  state.textContent = wrong ? `${say.line} ${wrong}: ${say.unfinished}` : "";
}
tellState();

let newest = 0;

async function run() {
  const mine = ++newest;
  const query = editor.getValue();
  const address = `${form.dataset.page}?${new URLSearchParams({ query })}`;
  share.href = address;
  history.replaceState(null, "", `${address}#editor`);
  files.hidden = true;
  for (const mark of editor.getDoc().getAllMarks()) if (mark.className === "mistake") mark.clear();
  tell(say.running);
  try {
    const started = performance.now();
    const found = await editor.query();
    if (mine !== newest) return;
    files.hidden = false;
    answers.show(found.content, found.headers.get("content-type") || "", query, performance.now() - started);
    tell();
    // A question without an answer may have a word that nobody knows.
    advise(note, query, await completer.unknown(query), say);
  } catch (error) {
    if (mine !== newest || error.name === "AbortError") return;
    const words = String(error.message || error).trim();
    answers.hide();
    tell(`${say.failed}: ${words}`, true);
    advise(note, query, await completer.unknown(query), say);
    if (!/^SPARQL 1/.test(words)) point(words, query);
  }
}

// One line above the answer; nothing: the answer speaks for itself.
function tell(words = "", bad = false) {
  const p = document.createElement("p");
  p.className = bad ? "note bad" : "note";
  p.setAttribute("role", bad ? "alert" : "status");
  p.textContent = words;
  note.replaceChildren(...(words ? [p] : []));
}

// Put the cursor where the error is, and mark the place.
function point(words, query) {
  const place = words.match(/(?:line|regel) (\d+), (?:column|kolom) (\d+)/);
  if (!place) return;
  const line = Math.min(Number(place[1]), editor.getDoc().lineCount()) - 1;
  const added = line ? 0 : withPrefixes(query, prefixes).length - query.length;
  const ch = Math.max(0, Number(place[2]) - 1 - added);
  editor.focus();
  editor.getDoc().setCursor({ line, ch });
  editor.getDoc().markText({ line, ch: Math.max(0, ch - 1) }, { line, ch: ch + 1 }, { className: "mistake" });
}

form.addEventListener("submit", (event) => {
  if (event.submitter?.hasAttribute("formaction")) {
    field.value = withPrefixes(editor.getValue(), prefixes);
    return;
  }
  event.preventDefault();
  run();
});

if (form.dataset.run) run();
