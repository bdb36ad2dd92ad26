import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pages } from "./markdown.ts";

/** Emptied afterwards: `site` is in it. */
const directory = mkdtempSync(path.join(tmpdir(), "templatecheck-site-"));
const site = path.join(directory, "out");
const html = new Map<string, string>();

beforeAll(() => {
  execFileSync(process.execPath, ["scripts/site.mjs", site], { stdio: "pipe" });
  for (const file of readdirSync(site, { recursive: true, encoding: "utf8" })) {
    if (file.endsWith(".html")) html.set(file, readFileSync(path.join(site, file), "utf8"));
  }
}, 60_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What other tests look after. */
function isCopied(file: string): boolean {
  return file.startsWith("source/") || file.startsWith("playground/");
}

function trouble(file: string, to: string): string | null {
  if (/^(https:|mailto:)/.test(to)) return null;
  if (/^([a-z]+:|\/)/.test(to)) return "neither relative nor https";
  const [name = "", anchor] = to.split("#");
  const target = name === "" ? file : path.join(path.dirname(file), name);
  if (!existsSync(path.join(site, target))) return `no file ${target}`;
  if (anchor === undefined) return null;
  return html.get(target)?.includes(` id="${anchor}"`) ? null : `no #${anchor} in ${target}`;
}

describe("the static site", () => {
  it("has every page", () => {
    const titles = [...html.values()].map((text) => /<h1[^>]*>(.*?)<\/h1>/s.exec(text)?.[1]);
    expect(titles.every((title) => title)).toBe(true);
    // Less the extension's own page.
    expect([...html.keys()].filter((file) => !isCopied(file)).length).toBe(pages.length - 1);
  });

  it("has links that lead somewhere, and are relative", () => {
    const wrong = [...html].flatMap(([file, text]) =>
      [...text.matchAll(/ (?:href|src)="([^"]*)"/g)].flatMap(([, to = ""]) => {
        const because = trouble(file, to);
        return because === null ? [] : [`${file}: ${to}: ${because}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("asks for nothing elsewhere, and has nothing that its policy forbids", () => {
    for (const [file, text] of html) {
      expect(text, file).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(text, file).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)="https?:/);
      expect(text, file).not.toMatch(/<[^>]+ (?:style|on[a-z]+)="|<style|<script(?! src=)/);
    }
  });

  it("knows all pages in its index", () => {
    const index = JSON.parse(
      readFileSync(path.join(site, "assets/search-index.js"), "utf8")
        .replace(/^globalThis\.searchIndex = /, "")
        .replace(/;\n$/, ""),
    );
    expect(index.map(([at]: [string]) => at).sort()).toEqual([...html.keys()].filter((file) => !isCopied(file)).sort());
  });
});
