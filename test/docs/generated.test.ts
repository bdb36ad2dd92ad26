import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { ruleIds } from "../../src/rule-ids.ts";
import { generatedFiles } from "./generated.ts";
import { textOf } from "./markdown.ts";

let files: ReadonlyMap<string, string>;
beforeAll(async () => {
  files = await generatedFiles();
}, 60_000);

describe("what is made of the documentation", () => {
  it.each(["docs/manifest.md", "docs/configuration.md", "docs/documents.md", "docs/images/lint.svg"])(
    "%s is current (else: npm run generate)",
    (file) => {
      expect(readFileSync(file, "utf8")).toBe(files.get(file));
    },
  );

  it("has no star that Markdown would take for emphasis", () => {
    const types = (files.get("docs/configuration.md") ?? "").split("\n").flatMap((line) => {
      const [, , type = ""] = /^\| (`[^`]+`) \| ((?:\\\||[^|])*) \|/.exec(line) ?? [];
      return [type.replaceAll(/`[^`]*`/g, "")];
    });
    expect(types.join("\n")).toContain('"\\*.apps.example.com"');
    expect(types.filter((type) => /(?<!\\)\*/.test(type))).toEqual([]);
  });

  it("says of every field what it means", () => {
    const rows = [...files].flatMap(([file, text]) =>
      file.endsWith(".md") ? text.split("\n").filter((line) => /^\| `[^`]+` \|/.test(line)) : [],
    );
    expect(rows.length).toBeGreaterThan(300);
    expect(rows.filter((row) => /(?<!\\) \| +\| [^|]*\|$/.test(row))).toEqual([]);
  });
});

describe("the picture", () => {
  it("is text that is as large as the page's, and needs nothing from elsewhere", () => {
    const svg = files.get("docs/images/lint.svg") ?? "";
    expect(svg).not.toMatch(/href|url\(|<image|<script|<foreignObject/);
    // GitHub shows it some 830 pixels wide.
    const width = Number(/width="(\d+)"/.exec(svg)?.[1]);
    const size = Number(/font: ([\d.]+)px/.exec(svg)?.[1]);
    expect((size * 830) / width).toBeGreaterThanOrEqual(12.5);
  });
});

describe("what pages say of the program", () => {
  it("names rules that there are", () => {
    const known = new Set<string>(ruleIds);
    const named = [...textOf("docs/differences.md").matchAll(/`((?:app|agent)-[a-z-]+)`/g)].map(([, id]) => id);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((id) => !known.has(id ?? ""))).toEqual([]);
  });
});
