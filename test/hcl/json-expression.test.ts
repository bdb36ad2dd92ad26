import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Diagnostic, primaryLabel } from "../../src/diagnostic.ts";
import { justAttributes } from "../../src/hcl/content.ts";
import { jsonExpression, jsonSource, literalView } from "../../src/hcl/json-expression.ts";
import { maxJsonDepth, parseJson } from "../../src/hcl/json-parser.ts";
import { exprList, exprMap } from "../../src/hcl/static.ts";
import type { Expression } from "../../src/hcl/tree.ts";
import { variables } from "../../src/hcl/walk.ts";
import { traversalText } from "./dump.ts";

interface RecordedExpression {
  range: number[];
  variables: string[];
  literal: { json: string };
  elements?: RecordedExpression[];
  properties?: [RecordedExpression, RecordedExpression][];
  templateDiagnostics?: { summary: string; subject: number[] }[];
  literalDiagnostics?: unknown[];
}
interface Row {
  id: string;
  source?: string;
  diagnostics: unknown[];
  attributes: { name: string; expr: RecordedExpression }[];
}

const rows = (
  JSON.parse(readFileSync(new URL("../data/syntax/json.json", import.meta.url), "utf8")).cases as Row[]
).filter((row) => row.source !== undefined && row.attributes.length > 0);

/** Plain data of an expression without templates. */
function plain(expr: Expression): unknown {
  switch (expr.kind) {
    case "literal":
      return expr.type === "number" ? Number(expr.value) : expr.value;
    case "template":
      return expr.parts.map(plain).join("");
    case "tuple-cons":
      return expr.items.map(plain);
    case "object-cons":
      return Object.fromEntries(expr.items.map(({ key, value }) => [plain(key), plain(value)]));
    case "object-cons-key":
      return plain(expr.wrapped);
    default:
      throw new Error(`a ${expr.kind} isn't literal`);
  }
}

function compare(expr: Expression, recorded: RecordedExpression): void {
  expect([expr.start, expr.end]).toEqual(recorded.range.slice(2, 4));
  expect(variables(expr).map(({ steps }) => traversalText(steps))).toEqual(recorded.variables);
  expect(plain(literalView(expr))).toEqual(JSON.parse(recorded.literal.json));
  if (recorded.elements) {
    const items = exprList(expr) ?? [];
    expect(items).toHaveLength(recorded.elements.length);
    for (const [index, item] of items.entries()) {
      const element = recorded.elements[index];
      if (element) compare(item, element);
    }
  }
  // A repeated property is in HashiCorp's map twice, and in its value once.
  if (recorded.properties && !recorded.literalDiagnostics) {
    const items = exprMap(expr) ?? [];
    expect(items).toHaveLength(recorded.properties.length);
    for (const [index, { key, value }] of items.entries()) {
      const property = recorded.properties[index];
      if (!property) continue;
      compare(key, property[0]);
      compare(value, property[1]);
    }
  }
}

function read(
  source: string,
  reading: "template" | "literal" = "template",
): { expr: Expression; diagnostics: Diagnostic[] } {
  const file = { name: "main.tf.json", text: `{"a": ${source}}` };
  const { value } = parseJson(file).body;
  const diagnostics: Diagnostic[] = [];
  const member = value.kind === "json-object" ? value.members[0] : undefined;
  if (!member) throw new Error(`no value in ${source}`);
  return { expr: jsonExpression(member.value, file, reading, diagnostics), diagnostics };
}

describe("HashiCorp's JSON expressions", () => {
  it.each(rows.filter((row) => row.diagnostics.length === 0).map((row) => [row.id, row] as const))(
    "are those of %s",
    (_, row) => {
      const file = { name: "main.tf.json", text: row.source ?? "" };
      const { attributes } = justAttributes(parseJson(file).body);
      for (const { name, expr } of row.attributes) {
        const attribute = attributes.get(name);
        if (!attribute) throw new Error(`no attribute ${name}`);
        compare(attribute.expr, expr);
      }
    },
  );

  it.each([
    ['"${nope"', "unclosed", 7],
    ['"é ${"', "nothing inside", 11],
  ])("%s is %s at %i", (source, _, place) => {
    const { diagnostics } = read(source);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(["template-invalid"]);
    expect(diagnostics.map((diagnostic) => primaryLabel(diagnostic).span.start)).toEqual([place]);
  });
});

describe("a string", () => {
  it.each([
    ['"text"', { kind: "template", parts: [{ kind: "literal", value: "text", start: 7, end: 11 }], start: 6, end: 12 }],
    ['""', { kind: "template", parts: [{ kind: "literal", value: "", start: 7, end: 7 }] }],
    ['"e\\u0301"', { parts: [{ value: "\u00e9" }] }],
    ['"${x}"', { kind: "template-wrap", wrapped: { kind: "scope-traversal", start: 9, end: 10 }, start: 6, end: 12 }],
    ['"a ${x}"', { kind: "template", parts: [{ value: "a " }, { kind: "scope-traversal", start: 11, end: 12 }] }],
    [
      '"\\n${x}"',
      {
        kind: "template",
        parts: [
          { value: "\n", start: 7, end: 9 },
          { start: 11, end: 12 },
        ],
      },
    ],
    ['"$${x}"', { kind: "template", parts: [{ value: "${x}" }] }],
    ['"%{ if x }a%{ endif }"', { kind: "template", parts: [{ kind: "conditional", start: 7, end: 27 }] }],
    ['"${\\"q\\"}"', { kind: "template-wrap", wrapped: { kind: "template", start: 9, end: 14 } }],
  ])("%s is a template", (source, expected) => {
    const { expr, diagnostics } = read(source);
    expect(diagnostics).toEqual([]);
    expect(expr).toMatchObject(expected);
  });

  it("is text where templates aren't read", () => {
    const { expr, diagnostics } = read('"${nope"', "literal");
    expect(diagnostics).toEqual([]);
    expect(expr).toMatchObject({ kind: "template", parts: [{ kind: "literal", value: "${nope" }] });
  });

  it("is text again in the literal view", () => {
    const { expr } = read('["${x}", {"${k}": 1}]');
    expect(plain(literalView(expr))).toEqual(["${x}", { "${k}": 1 }]);
  });

  it("tells mistakes at their place behind escapes", () => {
    const source = '"x\\n\\u0041${b c}"';
    const [diagnostic] = read(source).diagnostics;
    const { start, end } = diagnostic ? primaryLabel(diagnostic).span : { start: 0, end: 0 };
    expect(`{"a": ${source}`.slice(start, end)).toBe("c");
  });
});

describe("an object", () => {
  it("keeps the first of two properties of one name", () => {
    const { expr, diagnostics } = read('{"k": 1, "\\u006b": 2, "${k}": 3, "${k}": 4}');
    expect(plain(literalView(expr))).toMatchObject({ k: 1 });
    expect(exprMap(expr)).toHaveLength(3);
    expect(
      diagnostics.map((diagnostic) => [diagnostic.rule, diagnostic.headline, primaryLabel(diagnostic).span.start]),
    ).toEqual([["terraform-block", 'property "k" is set twice in one object', 15]]);
  });

  it("knows where it was written", () => {
    const { expr } = read('{"k": 1}');
    expect(jsonSource(expr)?.json.kind).toBe("json-object");
    expect(jsonSource(exprMap(expr)?.[0]?.key ?? expr)?.json).toMatchObject({
      kind: "json-string",
      value: "k",
      start: 7,
    });
  });
});

describe("bounds", () => {
  it("takes the deepest nesting that the parser lets through", () => {
    const { expr, diagnostics } = read("[".repeat(maxJsonDepth - 1) + "]".repeat(maxJsonDepth - 1));
    expect([expr.kind, diagnostics]).toEqual(["tuple-cons", []]);
  });

  it("tells a hundred mistakes of a body at most", () => {
    expect(read(`{${'"a": "${", '.repeat(1000)}"b": 1}`).diagnostics).toHaveLength(100);
    expect(read(`[${'"${", '.repeat(1000)}1]`).diagnostics).toHaveLength(100);
  });
});
