import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { anchorsOf, linksOf, pages, proseOf, textOf } from "./markdown.ts";

/** Why a link leads nowhere; null where it leads to something. */
function trouble(page: string, to: string): string | null {
  if (/^[a-z]+:/.test(to)) return /^https:\/\/[^\s]+$|^mailto:/.test(to) ? null : "neither relative nor https";
  const [file = "", anchor] = to.split("#");
  const target = file === "" ? page : path.join(path.dirname(page), decodeURIComponent(file));
  if (target.startsWith("..") || !existsSync(target)) return `no file ${target}`;
  if (anchor === undefined) return null;
  if (!target.endsWith(".md") || statSync(target).isDirectory()) return "an anchor in what isn't a page";
  return anchorsOf(textOf(target)).has(anchor) ? null : `no heading #${anchor} in ${target}`;
}

describe("links", () => {
  it.each(pages)("%s: lead to files and headings that there are", (page) => {
    const wrong = linksOf(textOf(page)).flatMap(({ to, line }) => {
      const because = trouble(page, to);
      return because === null ? [] : [`${page}:${line}: ${to}: ${because}`];
    });
    expect(wrong).toEqual([]);
  });

  it("lead to every page from another one", () => {
    const reached = new Set(
      pages.flatMap((page) =>
        linksOf(textOf(page)).map(({ to }) => path.join(path.dirname(page), to.split("#")[0] ?? "")),
      ),
    );
    const roots = new Set(["README.md", "editors/vscode/README.md"]);
    expect(pages.filter((page) => !reached.has(page) && !roots.has(page))).toEqual([]);
  });
});

describe("files of this repository that pages name", () => {
  const folders = "src|test|scripts|bench|fuzz|docs|examples|ci|bin|action|editors|bundle";
  const sources = readdirSync("src")
    .filter((name) => !name.includes("."))
    .join("|");

  it.each(pages.filter((page) => !page.startsWith("docs/rules/")))("%s: are there", (page) => {
    const names = proseOf(textOf(page)).flatMap((line) =>
      [...line.matchAll(/`([\w./-]+\/[\w.-]*)`/g)].map(([, name = ""]) => name),
    );
    const missing = names.filter((name) => {
      if (name.includes("RULE")) return false;
      if (new RegExp(`^(${folders})/`).test(name)) return !existsSync(name);
      return new RegExp(`^(${sources})/.*\\.ts$`).test(name) && !existsSync(`src/${name}`);
    });
    expect(missing).toEqual([]);
  });
});
