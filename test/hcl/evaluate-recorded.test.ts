/** Evaluation against the recorded answers of hcl v2.24 (test/data/syntax). */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { typeDocument } from "../../src/check/syntax/constant.ts";
import { justAttributes } from "../../src/hcl/content.ts";
import { evaluate } from "../../src/hcl/evaluate.ts";
import { literalView } from "../../src/hcl/json-expression.ts";
import { parseJson } from "../../src/hcl/json-parser.ts";
import { parse } from "../../src/hcl/parser.ts";
import type { Attribute } from "../../src/hcl/tree.ts";
import { isKnownDeep, typeOf } from "../../src/hcl/type-of.ts";
import type { Value } from "../../src/hcl/value.ts";
import type { SourceFile } from "../../src/source.ts";
import { type RecordedCase, sourceOf } from "./oracle.ts";
import { recordedScope, testScope } from "./scope.ts";
import { jsonText, sameEscapes } from "./values.ts";

interface Answer {
  readonly type?: unknown;
  readonly json?: string;
  readonly unknown?: true;
  readonly error?: string;
  readonly diagnostics?: readonly { readonly subject: readonly number[] }[];
}
interface Item {
  readonly item?: string;
  readonly name: string;
  readonly constant?: Answer;
  readonly value?: Answer;
  readonly diagnostics?: readonly { readonly subject: readonly number[] }[];
  readonly body?: { readonly items: readonly Item[] };
}
interface Row extends Omit<RecordedCase, "body"> {
  readonly attributes?: readonly Item[];
  readonly body: { readonly items: readonly Item[] };
}

function rows(name: string): readonly Row[] {
  return JSON.parse(readFileSync(new URL(`../data/syntax/${name}.json`, import.meta.url), "utf8")).cases;
}

function attributesOf(row: Row): readonly Attribute[] {
  return parse(sourceOf(row as unknown as RecordedCase)).body.items.filter((item) => item.kind === "attribute");
}

function expectAnswer(value: Value, answer: Answer, hint: string): void {
  if (answer.error) {
    expect(jsonText(value), hint).toMatch(/Inf/);
    return;
  }
  expect(typeDocument(typeOf(value)), hint).toEqual(answer.type);
  if (answer.unknown) expect(isKnownDeep(value), hint).toBe(false);
  else expect(jsonText(value), hint).toBe(sameEscapes(answer.json ?? ""));
}

describe("names of a scope", () => {
  const evaluated = rows("other-entry").filter((row) => row.entry === "evaluate" && row.attributes);

  it.each(evaluated.map((row) => [row.id, row] as const))("%s", (_, row) => {
    const file = sourceOf(row as unknown as RecordedCase);
    const attributes = attributesOf(row);
    for (const item of row.attributes ?? []) {
      const attribute = attributes.find(({ name }) => name === item.name);
      expect(attribute, item.name).toBeDefined();
      if (!attribute || !item.value) continue;
      const scope = testScope(file, recordedScope);
      const value = evaluate(attribute.expr, scope);
      const hint = `${file.text.slice(attribute.start, attribute.end)}: ${scope.told.map(({ headline }) => headline).join("; ")}`;
      expect(scope.told.length > 0, hint).toBe((item.diagnostics ?? []).length > 0);
      // HCL gives what it could still make of it; here it is an unknown from an error, or within one.
      if ((item.diagnostics ?? []).length === 0) expectAnswer(value, item.value, hint);
    }
  });
});

describe("constants", () => {
  const constant = rows("valid").filter((row) => row.body.items.some((item) => item.constant));

  it("has rows", () => {
    expect([rows("other-entry").length, constant.length]).toEqual([168, 156]);
  });

  it.each(constant.map((row) => [row.id, row] as const))("%s", (_, row) => {
    const file = sourceOf(row as unknown as RecordedCase);
    const attributes = attributesOf(row);
    for (const item of row.body.items) {
      const attribute = attributes.find(({ name }) => name === item.name);
      if (!item.constant || !attribute) continue;
      const scope = testScope(file, new Map());
      const value = evaluate(attribute.expr, scope);
      const hint = `${file.text.slice(attribute.start, attribute.end)}: ${scope.told.map(({ headline }) => headline).join("; ")}`;
      expect(scope.told.length > 0, hint).toBe(item.constant.diagnostics !== undefined);
      if (!item.constant.diagnostics) expectAnswer(value, item.constant, hint);
    }
  });
});

describe("JSON", () => {
  interface RecordedExpression {
    readonly literal: Answer;
    readonly template?: Answer;
    readonly templateDiagnostics?: readonly { readonly summary: string }[];
  }
  interface JsonRow {
    readonly id: string;
    readonly diagnostics: readonly unknown[];
    readonly source?: string;
    readonly attributes?: readonly { readonly name: string; readonly expr: RecordedExpression }[];
  }
  const recordedRows: readonly JsonRow[] = JSON.parse(
    readFileSync(new URL("../data/syntax/json.json", import.meta.url), "utf8"),
  ).cases;
  const readable = recordedRows.filter(
    (row) => row.source !== undefined && row.diagnostics.length === 0 && (row.attributes ?? []).length > 0,
  );

  it.each(readable.map((row) => [row.id, row] as const))("%s", (_, row) => {
    const file: SourceFile = { name: "main.tf.json", text: row.source ?? "" };
    const { attributes } = justAttributes(parseJson(file).body);
    for (const recorded of row.attributes ?? []) {
      const attribute = attributes.get(recorded.name);
      expect(attribute, recorded.name).toBeDefined();
      if (!attribute) continue;
      const { literal, template, templateDiagnostics } = recorded.expr;
      expectAnswer(evaluate(literalView(attribute.expr), testScope(file, new Map())), literal, "literal");
      const scope = testScope(file, new Map());
      const value = evaluate(attribute.expr, scope);
      if (template) expectAnswer(value, template, "template");
      if (templateDiagnostics?.some(({ summary }) => summary === "Invalid object key expression")) {
        expect(scope.told.length).toBeGreaterThan(0);
      }
    }
  });
});
