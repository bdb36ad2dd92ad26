import { isDeepStrictEqual } from "node:util";
import { primaryLabel } from "../../src/diagnostic.ts";
import { type ParseResult, parse, parseExpression, parseTemplate, parseTraversal } from "../../src/hcl/parser.ts";
import type { Body, Expression } from "../../src/hcl/tree.ts";
import { children } from "../../src/hcl/walk.ts";
import type { Span } from "../../src/source.ts";
import { printBody, shapeOf } from "../print-tree.ts";
import type { Target } from "../target.ts";
import { hclText } from "./lexer.ts";

export const parser: Target = {
  name: "parser",
  holds: "a tree that is printed is read as the same tree; what is within another lies within it; mistakes have places",
  input: hclText,
  problem(text) {
    const file = { name: "main.tf", text };
    const parsed = parse(file);
    for (const entry of [parseExpression, parseTemplate, parseTraversal]) {
      const outside = entry(file)
        .diagnostics.map((one) => primaryLabel(one).span)
        .find((span) => !isWithin(span, file));
      if (outside) return `place: ${entry.name} tells of ${outside.start}–${outside.end}`;
    }
    return placeProblem(parsed, text) ?? printProblem(parsed);
  },
};

function placeProblem({ body, diagnostics }: ParseResult, text: string): string | null {
  const whole = { start: 0, end: text.length };
  for (const diagnostic of diagnostics) {
    const { span } = primaryLabel(diagnostic);
    if (!within(span, whole)) return `place: "${diagnostic.headline}" at ${span.start}–${span.end}`;
  }
  return diagnostics.length === 0 ? bodyProblem(body, whole) : null;
}

function bodyProblem(body: Body, outer: Span): string | null {
  if (body.kind !== "body") return null;
  for (const item of body.items) {
    if (!within(item, outer))
      return `place: ${item.kind} ${item.start}–${item.end} isn't in ${outer.start}–${outer.end}`;
    const problem = item.kind === "attribute" ? expressionProblem(item.expr, item) : bodyProblem(item.body, item);
    if (problem) return problem;
  }
  return null;
}

function expressionProblem(expr: Expression, outer: Span): string | null {
  if (expr.end < expr.start) return `place: ${expr.kind} ${expr.start}–${expr.end}`;
  // What a splat takes of each item, and the item, have places that HashiCorp's parser gives them.
  if (expr.kind === "splat" || expr.kind === "anon-symbol") return null;
  if (!within(expr, outer)) return `place: ${expr.kind} ${expr.start}–${expr.end} isn't in ${outer.start}–${outer.end}`;
  for (const child of children(expr)) {
    const problem = expressionProblem(child, expr);
    if (problem) return problem;
  }
  return null;
}

function printProblem({ body, diagnostics }: ParseResult): string | null {
  if (diagnostics.length > 0) return null;
  const printed = printBody(body);
  if (printed === null) return null;
  const again = parse({ name: "main.tf", text: printed });
  const [mistake] = again.diagnostics;
  if (mistake) return `printed: ${mistake.headline} in ${printed}`;
  if (isDeepStrictEqual(shapeOf(body), shapeOf(again.body))) return null;
  return `tree: another one for ${printed}\n${JSON.stringify(shapeOf(body))}\n${JSON.stringify(shapeOf(again.body))}`;
}

function isWithin(span: Span, { text }: { readonly text: string }): boolean {
  return within(span, { start: 0, end: text.length });
}

function within(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
}
