/**
 * Expressions that Terraform reads as they are written, without evaluating them: references in `depends_on`, keywords,
 * types. In JSON such places hold strings of native syntax. Null: the expression isn't of that form.
 */

import { jsonNativeExpression, jsonSource, jsonTraversal } from "./json-expression.ts";
import type { Expression, FunctionCall, ObjectItem, RootStep, ScopeTraversal } from "./tree.ts";

export type TraversalSteps = ScopeTraversal["steps"];

/** `a.b[0]`: a name, attributes and constant indices. The words true, false and null are names here, too. */
export function absTraversalForExpr(expr: Expression): TraversalSteps | null {
  const source = jsonSource(expr);
  if (source)
    return source.json.kind === "json-string" ? (jsonTraversal(source.json, source.file)?.steps ?? null) : null;
  switch (expr.kind) {
    case "scope-traversal":
      return expr.steps;
    case "relative-traversal": {
      const steps = absTraversalForExpr(expr.source);
      return steps && [...steps, ...expr.steps];
    }
    case "object-cons-key":
      return expr.forceNonLiteral ? null : absTraversalForExpr(expr.wrapped);
    case "literal": {
      if (expr.type !== "bool" && expr.type !== "null") return null;
      const root: RootStep = { kind: "root", name: String(expr.value), start: expr.start, end: expr.end };
      return [root];
    }
    default:
      return null;
  }
}

/** One name alone. */
export function exprAsKeyword(expr: Expression): string | null {
  const steps = absTraversalForExpr(expr);
  return steps?.length === 1 ? steps[0].name : null;
}

export function exprCall(expr: Expression): FunctionCall | null {
  const source = jsonSource(expr);
  if (source) {
    const native = source.json.kind === "json-string" ? jsonNativeExpression(source.json, source.file) : null;
    return native && exprCall(native);
  }
  const inner = unwrapKey(expr);
  return inner.kind === "function-call" ? inner : null;
}

export function exprList(expr: Expression): readonly Expression[] | null {
  const inner = unwrapKey(expr);
  return inner.kind === "tuple-cons" ? inner.items : null;
}

/** Keys as written: an `object-cons-key`, to be read by `exprAsKeyword` or evaluated. */
export function exprMap(expr: Expression): readonly ObjectItem[] | null {
  const inner = unwrapKey(expr);
  return inner.kind === "object-cons" ? inner.items : null;
}

function unwrapKey(expr: Expression): Expression {
  return expr.kind === "object-cons-key" ? expr.wrapped : expr;
}
