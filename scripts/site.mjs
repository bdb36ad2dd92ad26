/**
 * The documentation as a static site: relative links only, so it works from a directory, and below any path of a host.
 *
 *   node scripts/site.mjs [DIRECTORY]     dist-site unless given
 */

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { operands } from "./arguments.mjs";
import { copiesThere, layout } from "./site/layout.mjs";
import { escapeHtml, render } from "./site/markdown.mjs";
import { pageFiles, readText, siteFile } from "./site/pages.mjs";

const output = path.resolve(operands("npm run site [-- DIRECTORY]", 0, 1)[0] ?? "dist-site");
process.chdir(fileURLToPath(new URL("../", import.meta.url)));
if (existsSync(output) && !existsSync(path.join(output, "assets", "search-index.js"))) {
  console.error(`${output} is there already and isn't a site`);
  process.exit(1);
}
rmSync(output, { recursive: true, force: true });

const pages = pageFiles().map((file) => ({ file, at: siteFile(file), ...render(readText(file), file) }));
const site = {
  titles: new Map(pages.map(({ file, title }) => [file, title])),
  copies: copiesThere(existsSync),
  version: JSON.parse(readText("package.json")).version,
};
for (const page of pages) write(page.at, layout(page, site));

// Files that pages link to, the way they are.
const sources = new Set(pages.flatMap((page) => page.sources).filter((file) => !site.titles.has(file)));
for (const file of sources) {
  const html = `<h1>${escapeHtml(file)}</h1>\n<pre tabindex="0"><code>${escapeHtml(readText(file))}</code></pre>`;
  write(siteFile(file), layout({ file: null, at: siteFile(file), title: file, html, sections: [] }, site));
}

for (const file of new Set(pages.flatMap((page) => page.images))) copy(file, `images/${path.basename(file)}`);
for (const { to, command } of site.copies) {
  execFileSync(process.execPath, ["dist/bin.js", command, "-o", path.join(output, to)], { stdio: "pipe" });
}
copy("scripts/site/assets", "assets");
copy("src/playground/icon.svg", "assets/icon.svg");
write("assets/search-index.js", `globalThis.searchIndex = ${JSON.stringify(searchIndex())};\n`);
console.log(`${pages.length} pages in ${path.relative(process.cwd(), output) || "."}`);

/** Page, its title, and its sections: heading, anchor, text. */
function searchIndex() {
  return pages.map(({ at, title, sections }) => [
    at,
    at === "index.html" ? "templatecheck" : title,
    sections.map(({ heading, anchor, text }) => [heading, anchor, text.replaceAll(/\s+/g, " ").trim()]),
  ]);
}

function write(file, text) {
  const there = path.join(output, file);
  mkdirSync(path.dirname(there), { recursive: true });
  writeFileSync(there, text);
}

function copy(from, to) {
  mkdirSync(path.dirname(path.join(output, to)), { recursive: true });
  cpSync(from, path.join(output, to), { recursive: true });
}
