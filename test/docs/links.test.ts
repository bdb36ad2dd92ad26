import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { anchorsOf, linksOf, pages, textOf } from "./markdown.ts";

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
