// What probably is the matter with a question: brackets that do not match, terms nobody knows.

import { bare } from "./prefixes.js";

export function advise(place, query, unknown, say) {
  const lines = [];
  const text = bare(query);
  for (const [open, close] of ["{}", "()"]) {
    const surplus = text.split(open).length - text.split(close).length;
    if (surplus) lines.push(`${say.brackets} ${surplus > 0 ? close : open}`);
  }
  for (const [term, meant] of unknown) lines.push(`${term}: ${say.unknown} ${meant}?`);
  if (!lines.length) return;
  const list = document.createElement("ul");
  list.className = "advice";
  for (const line of lines) list.append(Object.assign(document.createElement("li"), { textContent: line }));
  place.append(list);
}

// How many letters have to change to make one word of another.
export function distance(a, b) {
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
