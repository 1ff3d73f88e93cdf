// Builds the editor of the Ask page: node_modules + editor/*.js -> src/pa_graph/web/static/built/.
// `make web` runs this. What it makes is not committed; the wheel takes it along when it is there.

import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const built = join(root, "src/pa_graph/web/static/built");

// YASR's table drags columns with a package that puts a <style> into the page, which our
// Content-Security-Policy forbids. Ours are as wide as their words need, so the injection goes.
const INJECTION = 'l(this, "createStyle", (function(e, n) {';
const withoutInjectedStyle = {
  name: "without-injected-style",
  setup(setting) {
    setting.onLoad({ filter: /yasr\.esm\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      if (source.split(INJECTION).length !== 2) {
        throw new Error("YASR has changed: look again where column-resizer makes its <style>");
      }
      return { contents: source.replace(INJECTION, `${INJECTION} return;`), loader: "js" };
    });
  },
};

await rm(built, { recursive: true, force: true });
await build({
  entryPoints: { ask: join(root, "editor/ask.js") },
  outdir: built,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  plugins: [withoutInjectedStyle],
});
await writeFile(join(built, "licences.txt"), await licences());

// The terms of every package that went into the script: they ask to be passed on with it.
async function licences() {
  const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
  const parts = [];
  for (const [place, entry] of Object.entries(lock.packages).sort()) {
    if (!place || entry.dev || entry.optional) continue;
    const folder = join(root, place);
    const own = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const files = (await readdir(folder)).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name)).sort();
    const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
    const author = own.author?.name || own.author || "";
    parts.push([`${own.name} ${own.version} – ${own.license} – ${author}`, ...texts].join("\n\n"));
  }
  return `${parts.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
