import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { primaryLabel } from "../../src/diagnostic.ts";
import { maxJsonDepth, maxJsonValues, parseJson } from "../../src/hcl/json-parser.ts";
import { positionAt, type SourceFile } from "../../src/source.ts";

interface Row {
  id: string;
  source?: string;
  sourceBase64?: string;
  diagnostics: { summary: string; subject: number[] }[];
}

const rows: Row[] = JSON.parse(readFileSync(new URL("../data/syntax/json.json", import.meta.url), "utf8")).cases;

function fileOf(row: Row): SourceFile {
  const text =
    row.source ?? new TextDecoder("utf-8", { ignoreBOM: true }).decode(Buffer.from(row.sourceBase64 ?? "", "base64"));
  return { name: "main.tf.json", text };
}

/** HashiCorp's parser marks what follows the text that it skipped; here the wrong token itself is marked. */
const markedAfterRecovery = new Set([
  "Missing attribute seperator comma",
  "Mismatched braces",
  "Mismatched brackets",
  "Invalid array value",
]);

function parse(text: string) {
  return parseJson({ name: "main.tf.json", text });
}

function told(text: string): string[] {
  return parse(text).diagnostics.map((diagnostic) => {
    const { start, end } = primaryLabel(diagnostic).span;
    return `${start}-${end} ${diagnostic.rule}: ${diagnostic.headline}`;
  });
}

describe("HashiCorp's JSON parser", () => {
  it.each(rows.map((row) => [row.id, row] as const))("agrees about %s", (_, row) => {
    const file = fileOf(row);
    const { diagnostics } = parseJson(file);
    expect(diagnostics.length > 0).toBe(row.diagnostics.length > 0);
    const first = diagnostics[0];
    const theirs = row.diagnostics[0];
    if (!first || !theirs) return;
    expect(first.rule).toBe("syntax-error");
    const { span } = primaryLabel(first);
    if (markedAfterRecovery.has(theirs.summary)) return;
    if (theirs.summary === "Invalid JSON string") {
      // Theirs is the byte after the one that is wrong.
      expect(span.start).toBeLessThan(theirs.subject[3] ?? 0);
      expect(positionAt(file, span.start).line).toBe(theirs.subject[4]);
      return;
    }
    expect([span.start, span.end]).toEqual(theirs.subject.slice(2, 4));
  });

  it("tells mistakes that don't follow from each other", () => {
    expect(told('{"a": nul, "b": yes, "c": }')).toHaveLength(3);
  });
});

describe("mistakes", () => {
  it.each([
    ["", "0-0 syntax-error: the end of the file where a JSON value starts"],
    ['{"a": [}', '7-8 syntax-error: "}" where a JSON value starts'],
    ['{"a": 1 "b": 2}', '8-11 syntax-error: a string where "," or "}" belongs'],
    ['{"a" = 1}', '5-6 syntax-error: "=" after the name "a", where ":" belongs'],
    ['{"a": [1: 2]}', '8-9 syntax-error: ":" after a value of an array'],
    ['{"a": [1, {"b": 2]}', '17-18 syntax-error: "]" where an object is closed with "}"'],
    ['{"a": 1,}', '7-8 syntax-error: "," after the last property of an object'],
    ["{a: 1}", '1-2 syntax-error: "a" where a property\'s name starts'],
    ['{"a": "x\ty"}', "8-9 syntax-error: a tab inside a JSON string"],
    ['{"a": "x\\qy"}', '8-10 syntax-error: "\\q" is no escape of a JSON string'],
    ['{"a": "x\\u12"}', '8-12 syntax-error: "\\u12" is no escape of a JSON string'],
    ['{"a": "x', "6-7 syntax-error: this string isn't closed before the end of the file"],
    ['{"a": 01}', '6-8 syntax-error: "01" is no JSON number'],
    ['{"a": .5e}', '6-9 syntax-error: ".5e" is no JSON number'],
    ['{"a": True}', '6-10 syntax-error: "True" is no JSON keyword'],
    ["\ufeff{}", "0-1 syntax-error: a byte order mark where a JSON value starts"],
    ["12", "0-2 syntax-error: a configuration in JSON is an object, not a number"],
    ["{} x", '3-4 syntax-error: "x" after the end of the JSON value'],
  ])("%j is told once: %s", (text, expected) => {
    expect(told(text)).toEqual([expected]);
  });

  it("keeps what was read before the structure broke", () => {
    expect(parse('{"a": 1, "b": {"c": 2 "d"}}').body.value).toMatchObject({
      members: [{ name: "a" }, { name: "b", value: { members: [{ name: "c" }] } }],
    });
  });

  it("keeps a repeated property", () => {
    expect(parse('{"a": 1, "a": 2}').body.value).toMatchObject({
      members: [{ value: { text: "1" } }, { value: { text: "2" } }],
    });
  });
});

describe("strings", () => {
  it.each([
    ['"a\\u0041\\n\\/"', "aA\n/"],
    ['"\\ud83d\\ude42"', "\ud83d\ude42"],
    ['"\\ud83d"', "\ufffd"],
    ['"\\ude42\\ud83dx"', "\ufffd\ufffdx"],
    ['"\\\\"', "\\"],
    ['"\u007f\u0085"', "\u007f\u0085"],
  ])("%s is decoded", (source, value) => {
    expect(parse(`[${source}]`).body.value).toMatchObject({
      items: [{ kind: "json-string", value, start: 1, end: source.length + 1 }],
    });
  });
});

describe("bounds", () => {
  it.each(["[", '{"a":', '[{"a":'])("%s repeated is a diagnostic", (unit) => {
    const deep = told(unit.repeat(100_000));
    expect(deep).toHaveLength(1);
    expect(deep[0]).toContain(`evaluation-budget: objects and arrays are nested more than ${maxJsonDepth} deep`);
  });

  it("takes the deepest nesting that is allowed", () => {
    expect(told("[".repeat(maxJsonDepth) + "]".repeat(maxJsonDepth))).toEqual([]);
  });

  it("stops at too many values", () => {
    expect(told(`[${"1,".repeat(maxJsonValues)}1]`)).toEqual([
      expect.stringContaining(`evaluation-budget: more than ${maxJsonValues} values in one JSON file`),
    ]);
  });

  it("tells a hundred mistakes at most", () => {
    expect(told(`[${"x,".repeat(5000)}1]`)).toHaveLength(100);
  });
});
