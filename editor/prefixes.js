// Prefixes: what is used and not declared gets its usual meaning; IRIs are shown short.

// The text without what only looks like a prefixed name: IRIs, strings, comments.
export function bare(query) {
  return query.replace(/<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/g, " ");
}

export function withPrefixes(query, prefixes) {
  const declared = new Set([...query.matchAll(/\bPREFIX\s+([\w-]*):/gi)].map((m) => m[1]));
  const used = new Set([...bare(query).matchAll(/(?<![\w?$:])([A-Za-z][\w-]*):/g)].map((m) => m[1]));
  const missing = [...used].filter((name) => prefixes.has(name) && !declared.has(name));
  // On one line with the first one, so that line numbers of errors stay right.
  return missing.map((name) => `PREFIX ${name}: <${prefixes.get(name)}> `).join("") + query;
}

export function short(iri, prefixes) {
  let best = "";
  let name = "";
  for (const [prefix, base] of prefixes) {
    if (iri.startsWith(base) && base.length > best.length) [best, name] = [base, prefix];
  }
  return best ? `${name}:${iri.slice(best.length)}` : iri;
}
