/** Which files become pages, and where they are on the site. */

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { navigation } from "./navigation.mjs";

/** Pages in the order of the navigation, the rules' behind their list. Paths are relative to the repository's root. */
export function pageFiles() {
  const listed = navigation.flatMap(({ pages }) => pages);
  const found = readdirSync("docs", { recursive: true })
    .map((file) => `docs/${file.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith(".md"))
    .sort();
  const lost = found.filter((file) => !listed.includes(file) && !isRule(file));
  if (lost.length > 0) throw new Error(`scripts/site/navigation.mjs says nothing of ${lost.join(", ")}`);
  return [...listed.filter((file) => existsSync(file)), ...found.filter(isRule)];
}

export function isRule(file) {
  return /^docs\/rules\/[a-z-]+\.md$/.test(file);
}

/** Where a file is on the site: a page of its own, or its text on a page below `source/`. */
export function siteFile(file) {
  if (!file.endsWith(".md")) return `source/${file}.html`;
  return file
    .replace(/^docs\//, "")
    .replace(/(^|\/)README\.md$/, "$1index.md")
    .replace(/^examples\/index\.md$/, "examples.md")
    .replace(/\.md$/, ".html")
    .replace(/^[A-Z]+\.html$/, (name) => name.toLowerCase());
}

/** From one file of the site to another. */
export function relative(from, to) {
  return path.posix.relative(path.posix.dirname(from), to) || path.posix.basename(to);
}

export function readText(file) {
  return readFileSync(file, "utf8").replaceAll("\r\n", "\n");
}

export function isFile(file) {
  return existsSync(file) && statSync(file).isFile();
}
