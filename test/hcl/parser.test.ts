import { describe, expect, it } from "vitest";
import { type Diagnostic, primaryLabel } from "../../src/diagnostic.ts";
import { parse, parseExpression, parseTemplate, parseTraversal } from "../../src/hcl/parser.ts";
import { variables } from "../../src/hcl/walk.ts";
import { dumpBody, fullBody, fullExpression, fullSteps, places, traversalText } from "./dump.ts";
import {
  inUtf16,
  type Mutation,
  mutate,
  mutationBases,
  otherPlace,
  type RecordedCase,
  recorded,
  sha256,
  sourceOf,
  withoutRuns,
  youngerLetters,
} from "./oracle.ts";

const reasons = otherPlace();
const excused = new Set(Object.values(reasons).flat());

const nameOf = (id: string, [op, at, text]: Mutation): string => `${id} ${op} ${at} ${JSON.stringify(text)}`;

function firstPlace(diagnostics: readonly Diagnostic[]): readonly [number, number] | null {
  const [first] = diagnostics;
  if (!first) return null;
  const { start, end } = primaryLabel(first).span;
  return [start, end];
}

function cases(rows: readonly RecordedCase[]): (readonly [string, RecordedCase])[] {
  return rows.map((row) => [row.id, row]);
}

describe("parse", () => {
  it.each(cases(recorded("valid")))("reads %s as HashiCorp's parser does", (_, row) => {
    const { body, diagnostics } = parse(sourceOf(row));
    expect(diagnostics).toEqual([]);
    expect(withoutRuns(fullBody(body))).toEqual(withoutRuns(inUtf16(row.body)));
  });

  it.each(cases(recorded("invalid")).filter(([id]) => !excused.has(id)))(
    "refuses %s where HashiCorp's parser does",
    (_, row) => {
      const { diagnostics } = parse(sourceOf(row));
      const [, , start, end] = row.diagnostics[0]?.subject ?? [];
      expect(firstPlace(diagnostics)).toEqual([start, end]);
    },
  );

  it.each(mutationBases().map((base) => [base.id, base] as const))(
    "judges every change of %s as HashiCorp's parser does",
    (_, base) => {
      const different: string[] = [];
      for (const mutation of base.mutations) {
        const [, , , , first, , tree] = mutation;
        const file = mutate(base.source, mutation);
        const at = places(file);
        const { body, diagnostics } = parse(file);
        const place = firstPlace(diagnostics)?.map(at.byte) ?? null;
        const same = first
          ? JSON.stringify(place) === JSON.stringify(first.slice(1))
          : place === null && sha256(dumpBody(body, at, true)).startsWith(tree);
        if (!same) different.push(nameOf(base.id, mutation));
      }
      expect(different).toEqual(different.filter((name) => excused.has(name)));
    },
  );

  it("tells at least one mistake in every row that it places elsewhere", () => {
    const rows = recorded("invalid").filter((row) => excused.has(row.id));
    const accepted = rows.filter((row) => parse(sourceOf(row)).diagnostics.length === 0).map((row) => row.id);
    expect(accepted).toEqual(reasons[youngerLetters]);
    const count = recorded("invalid").length + mutationBases().reduce((sum, base) => sum + base.mutations.length, 0);
    expect(excused.size / count).toBeLessThan(0.03);
  });
});

describe("the other entry points", () => {
  const rows = recorded("other-entry");

  it.each(cases(rows.filter((row) => row.entry === "expression" || row.entry === "template")))("read %s", (_, row) => {
    const file = sourceOf(row);
    const { expr, diagnostics } = row.entry === "template" ? parseTemplate(file) : parseExpression(file);
    const [first] = row.diagnostics;
    if (first) {
      expect(firstPlace(diagnostics)).toEqual(first.subject.slice(2, 4));
    } else {
      expect(diagnostics).toEqual([]);
      expect(fullExpression(expr)).toEqual(inUtf16(row.expr));
      expect(variables(expr).map(({ steps }) => traversalText(steps))).toEqual(row.variables);
    }
  });

  it.each(cases(rows.filter((row) => row.entry === "traversal")))("read %s", (_, row) => {
    const { traversal, diagnostics } = parseTraversal(sourceOf(row));
    const [first] = row.diagnostics;
    if (first) expect(firstPlace(diagnostics)).toEqual(first.subject.slice(2, 4));
    else expect(fullSteps(traversal?.steps ?? [])).toEqual(inUtf16(row.steps));
  });

  it("parse a part of a file, with places in the file", () => {
    const text = '{"a": "x${b.c}"}';
    const { expr } = parseTemplate({ name: "main.tf.json", text }, { span: { start: 7, end: 14 } });
    expect(fullExpression(expr)).toEqual(
      fullExpression(parseTemplate({ name: "t", text: `       x\${b.c}` }, { span: { start: 7, end: 14 } }).expr),
    );
    expect([expr.start, expr.end]).toEqual([7, 14]);
  });

  it("parse another text for a part of a file, with places in the file", () => {
    // The file has "\"${x}\u0041": what JSON escapes is longer there than in the text that is parsed.
    const file = { name: "main.tf.json", text: '{"a": "\\"${x}\\u0041"}' };
    const offsets = [7, 9, 10, 11, 12, 13, 19];
    const { expr, diagnostics } = parseTemplate(file, { text: '"${x}A', mapOffset: (offset) => offsets[offset] ?? 0 });
    expect(diagnostics).toEqual([]);
    expect(expr).toMatchObject({
      kind: "template",
      start: 7,
      end: 19,
      parts: [
        { value: '"', start: 7, end: 9 },
        { steps: [{ name: "x", start: 11, end: 12 }] },
        { value: "A", start: 13, end: 19 },
      ],
    });
  });
});

describe("hostile input", () => {
  const deep = 10_000;

  it.each([
    ["brackets", `a = ${"[".repeat(deep)}`],
    ["parentheses", `a = ${"(".repeat(deep)}1${")".repeat(deep)}`],
    ["objects", `a = ${"{x=".repeat(deep)}`],
    ["blocks", "b {\n".repeat(deep)],
    ["strings in strings", `a = ${'"${'.repeat(deep)}`],
    ["calls", `a = ${"f(".repeat(deep)}`],
    ["signs", `a = ${"-".repeat(deep)}1`],
    ["operators", `a = 1${" + 1".repeat(deep)}`],
    ["conditionals", `a = ${"x ? 1 : ".repeat(deep)}1`],
    ["indices", `a = x${"[y]".repeat(deep)}`],
    ["splats", `a = x${"[*]".repeat(deep)}`],
    ["indices in indices", `a = ${"x[".repeat(deep)}`],
    ["directives", `a = "${"%{if x}".repeat(deep)}${"%{endif}".repeat(deep)}"`],
    ["for expressions", `a = ${"[for x in ".repeat(deep)}`],
  ])("gives up on %s without end", (_, text) => {
    const { diagnostics } = parse({ name: "main.tf", text: `${text}\nb = 1\n` });
    expect(diagnostics.map(({ rule }) => rule)).toEqual(["evaluation-budget"]);
    expect(diagnostics[0]?.headline).toMatch(/more than [0-9]+ /);
  });

  it("takes what is long but not deep", () => {
    const text = `a = x${".b".repeat(deep)}\nc = [${"1, ".repeat(deep)}]\nd ${'"l" '.repeat(deep)}{}\n`;
    expect(parse({ name: "main.tf", text }).diagnostics).toEqual([]);
  });
});
