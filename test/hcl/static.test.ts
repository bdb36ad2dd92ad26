import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { content } from "../../src/hcl/content.ts";
import { parseJson } from "../../src/hcl/json-parser.ts";
import { parse } from "../../src/hcl/parser.ts";
import { absTraversalForExpr, exprAsKeyword, exprCall, exprList, exprMap } from "../../src/hcl/static.ts";
import type { Expression, TraversalStep } from "../../src/hcl/tree.ts";
import { fullSteps, traversalText } from "./dump.ts";
import { inUtf16 } from "./oracle.ts";

interface Row {
  id: string;
  entry: string;
  source: string;
  diagnostics: unknown[];
  steps?: unknown[];
  attributes: {
    name: string;
    keyword: string | null;
    traversal?: string;
    call?: { name: string; arguments: number };
    list?: number;
    mapKeys?: unknown[];
  }[];
}

const rows: Row[] = JSON.parse(readFileSync(new URL("../data/syntax/other-entry.json", import.meta.url), "utf8")).cases;
const staticRows = rows.filter(({ entry }) => entry === "static");
const traversalRows = rows.filter(({ entry }) => entry === "traversal");

function native(text: string): Map<string, Expression> {
  const { body } = parse({ name: "main.tf", text });
  return new Map(body.items.flatMap((item) => (item.kind === "attribute" ? [[item.name, item.expr]] : [])));
}

function json(value: string, literal: boolean): Expression {
  const { body } = parseJson({ name: "main.tf.json", text: `{"a": ${value}}` });
  const attribute = content(body, { attributes: [{ name: "a", literal }], blocks: [] }).attributes.get("a");
  if (!attribute) throw new Error(`no attribute in ${value}`);
  return attribute.expr;
}

function asText(steps: readonly TraversalStep[] | null): string | undefined {
  return steps ? traversalText(steps) : undefined;
}

describe("HashiCorp's static analysis", () => {
  it.each(
    staticRows.flatMap((row) => row.attributes.map((attribute) => [row.id, attribute.name, row, attribute] as const)),
  )("%s: %s", (_, name, row, expected) => {
    const expr = native(row.source).get(name);
    if (!expr) throw new Error(`no attribute ${name}`);
    const call = exprCall(expr);
    expect({
      keyword: exprAsKeyword(expr),
      traversal: asText(absTraversalForExpr(expr)),
      call: call ? { name: call.name, arguments: call.args.length } : undefined,
      list: exprList(expr)?.length,
      map: exprMap(expr)?.length,
    }).toEqual({
      keyword: expected.keyword,
      traversal: expected.traversal,
      call: expected.call,
      list: expected.list,
      map: expected.mapKeys?.length,
    });
  });

  it.each(traversalRows.map((row) => [row.id, row] as const))("%s as a JSON string", (_, row) => {
    for (const literal of [true, false]) {
      const steps = absTraversalForExpr(json(JSON.stringify(row.source), literal));
      const escapes = JSON.stringify(row.source).length - 2 - row.source.length;
      expect(steps !== null).toBe(row.diagnostics.length === 0);
      if (!steps || escapes > 0) continue;
      const moved = fullSteps(steps.map((step) => ({ ...step, start: step.start - 7, end: step.end - 7 })));
      expect(moved).toEqual(inUtf16(row.steps));
    }
  });
});

describe("JSON", () => {
  it.each([
    ['"true"', "true"],
    ['"coder_agent"', "coder_agent"],
    ['"${x}"', null],
    ['"a.b"', null],
    ["true", null],
    ['["x"]', null],
    ['"\\u0061b"', "ab"],
  ])("%s as a keyword is %s", (value, keyword) => {
    expect(exprAsKeyword(json(value, true))).toBe(keyword);
    expect(exprAsKeyword(json(value, false))).toBe(keyword);
  });

  it("has spans in the source behind escapes", () => {
    const source = '"\\u0061b.c[\\"k\\"].d"';
    const steps = absTraversalForExpr(json(source, true));
    expect(steps?.map(({ start, end }) => source.slice(start - 6, end - 6))).toEqual([
      "\\u0061b",
      ".c",
      '[\\"k\\"]',
      ".d",
    ]);
  });

  it("holds calls in strings", () => {
    expect(exprCall(json('"list(string)"', true))).toMatchObject({ name: "list", start: 7, end: 19 });
    expect(exprCall(json('"${list(string)}"', true))).toBeNull();
    expect(exprCall(json('"list("', true))).toBeNull();
    expect(exprCall(json("[1]", true))).toBeNull();
  });

  it("has lists and maps of its own", () => {
    expect(exprList(json('["a.b", "c"]', true))?.map((expr) => asText(absTraversalForExpr(expr)))).toEqual([
      "a.b",
      "c",
    ]);
    expect(exprList(json('"[a, b]"', true))).toBeNull();
    const items = exprMap(json('{"aws": "aws.west", "a-b": 1}', true));
    expect(items?.map(({ key, value }) => [exprAsKeyword(key), asText(absTraversalForExpr(value))])).toEqual([
      ["aws", "aws.west"],
      ["a-b", undefined],
    ]);
  });
});
