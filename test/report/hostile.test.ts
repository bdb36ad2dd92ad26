/** What a template says can do nothing in any format: not to a terminal, a runner, a page or a parser. */

import { assert, constant, oneof, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { reportOf } from "../../src/report/report.ts";
import type { Report } from "../../src/report/types.ts";
import { finding, formats, labelOn, resultOf } from "./fixtures.ts";
import { sarifProblems } from "./sarif-schema.ts";
import { readXml } from "./xml-reader.ts";

/** A report in which the text stands wherever a template's text can. */
function everywhere(text: string): Report {
  const file = { name: `t/${text}.tf`, text: `a = "${text}" + wrong\n` };
  const start = file.text.lastIndexOf("wrong");
  const label = { file, span: { start, end: start + 5 }, text, primary: true };
  const one = finding([label, { ...label, primary: false }], {
    headline: `it is "${text}"`,
    notes: [text],
    help: text,
    witness: { [text]: text },
    profiles: [text],
    trail: [{ file, span: label.span, text }],
    fix: { safe: true, title: text, edits: [{ file, span: label.span, newText: text }] },
  });
  const unresolved = {
    address: text,
    attribute: text,
    reason: text,
    dependsOn: [text],
    source: { file: text, line: 1, column: 1 },
  };
  const known = { ...one, headline: "known", suppressed: { kind: "inSource", reason: text } } as const;
  return reportOf([resultOf([one, known], { directory: text, unresolved: [unresolved] })]);
}

const texts: Readonly<Record<string, string>> = {
  "control characters": "\u0000\u0007\u001b[2J\u001b]0;title\u0007\u009b31m\u007f",
  "direction marks": "\u202eevil\u2066\u200f\u061c",
  "line breaks": "a\nb\r\nc\rd\u2028e\u2029f\u0085g",
  "the end of CDATA": "]]>",
  "characters that XML can't have": "\ufffe\uffff\u000b\u0001",
  "halves of pairs": "\ud83d x \ude00",
  tags: "<script>alert(1)</script><!--",
  "workflow commands": "\n::set-output name=x::y\n##[set-env name=PATH]/evil\n%0A::error::x",
  "a table": "| a | b |\n| --- | --- |\n",
  "code in Markdown": "```\n</details>\n```` ~~~",
  mentions: "@org/team #12 https://evil.example",
  "a link": "[here](https://evil.example)",
  references: "&#27;&lt;&amp;amp;",
};

// Line breaks of our own are "\n", and nothing else that moves, hides or reorders text is left.
const unsafe =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;

describe.each(Object.entries(formats))("%s", (name, render) => {
  it.each(Object.entries(texts))("shows %s, and nothing comes of them", (_, text) => {
    const shown = render(everywhere(text));
    expect(shown).not.toMatch(unsafe);
    wellFormed(name, shown);
    expect(render(everywhere(text))).toBe(shown);
  });

  it("is well-formed whatever a template says", () => {
    const parts = oneof(string({ unit: "binary", maxLength: 8 }), ...Object.values(texts).map(constant));
    assert(
      property(parts, parts, (left, right) => {
        const shown = render(everywhere(left + right));
        expect(shown).not.toMatch(unsafe);
        wellFormed(name, shown);
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});

function wellFormed(name: string, shown: string): void {
  switch (name) {
    case "json":
    case "gitlab":
      JSON.parse(shown);
      break;
    case "jsonl":
      for (const line of shown.trimEnd().split("\n")) JSON.parse(line);
      break;
    case "sarif":
      expect(sarifProblems(JSON.parse(shown))).toEqual([]);
      break;
    case "junit":
    case "checkstyle":
      readXml(shown);
      break;
    case "compact":
      expect(shown.split("\n")).toHaveLength(2);
      break;
    case "github":
      expect(shown).toMatch(/^::error [^\n]*\n$/);
      break;
    case "human":
      // A runner obeys lines that begin so.
      expect(shown).not.toMatch(/^\s*::[\w-]/m);
      break;
    case "markdown":
      expectInertMarkdown(shown);
      break;
  }
}

/** One table row, one folded part, and outside of code no tag but our own, no mention, no address. */
function expectInertMarkdown(shown: string): void {
  const [table = "", ...parts] = shown.split("\n\n<details>");
  expect(parts).toHaveLength(1);
  expect(table.split("\n").filter((line) => line.startsWith("|"))).toHaveLength(3);
  const fence = /\n(`{3,})text\n([\s\S]*)\n\1\n\n<\/details>\n/.exec(parts[0] ?? "");
  expect(fence).not.toBeNull();
  expect(fence?.[2]?.split("\n").filter((line) => line.startsWith(fence[1] ?? ""))).toEqual([]);
  const prose = `${table}${parts[0]?.replace(fence?.[0] ?? "", "")}`
    .replaceAll(/(?<!\\)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "")
    .replaceAll(/<!-- -->|<\/?code>|<\/?summary>|<br>/g, "\u0000");
  expect(prose).not.toMatch(/[@#][A-Za-z0-9]|https?:\/\/|<[A-Za-z!/]|\]\(/);
}

describe("bytes", () => {
  it("are the same again", () => {
    const file = { name: "t/main.tf", text: "one two\n" };
    const report = reportOf([resultOf([finding([labelOn(file, "one")]), finding([labelOn(file, "two")])])]);
    for (const render of Object.values(formats)) expect(render(report)).toBe(render(report));
  });
});
