/** Walks over expressions, and the names that one refers to. */

import type { Expression, ScopeTraversal } from "./tree.ts";

/** The expressions directly within, in HCL's order. An object's key that is taken literally has none. */
export function children(expr: Expression): readonly Expression[] {
  switch (expr.kind) {
    case "literal":
    case "scope-traversal":
    case "anon-symbol":
    case "error":
      return [];
    case "template":
      return expr.parts;
    case "template-wrap":
      return [expr.wrapped];
    case "template-join":
      return [expr.tuple];
    case "relative-traversal":
      return [expr.source];
    case "function-call":
      return expr.args;
    case "conditional":
      return [expr.condition, expr.trueResult, expr.falseResult];
    case "binary-op":
      return [expr.lhs, expr.rhs];
    case "unary-op":
      return [expr.operand];
    case "for":
      return [expr.collection, expr.key, expr.value, expr.condition].filter((child) => child !== null);
    case "index":
      return [expr.collection, expr.key];
    case "splat":
      return [expr.source, expr.each];
    case "object-cons":
      return expr.items.flatMap(({ key, value }) => [key, value]);
    case "object-cons-key":
      return expr.keyword === null ? [expr.wrapped] : [];
    case "tuple-cons":
      return expr.items;
    case "parentheses":
      return [expr.expression];
    default: {
      const impossible: never = expr;
      return impossible;
    }
  }
}

/** Visits an expression and all within, each before its children, which a visitor keeps out of by returning false. */
export function walk(expr: Expression, visit: (expr: Expression) => boolean): void {
  if (!visit(expr)) return;
  for (const child of children(expr)) walk(child, visit);
}

/** HCL's `Variables`: the traversals whose names come from outside, in its order, as often as they stand there. */
export function variables(expr: Expression): ScopeTraversal[] {
  const result: ScopeTraversal[] = [];
  collect(expr, [], result);
  return result;
}

const tentatives = new WeakMap<Expression, ReadonlySet<Expression>>();

/** What may fail without being a mistake: in an argument of `try` or `can`, in one side of a conditional. */
export function tentative(expr: Expression): ReadonlySet<Expression> {
  const known = tentatives.get(expr);
  if (known) return known;
  const found = new Set<Expression>();
  const add = (part: Expression): boolean => {
    found.add(part);
    return true;
  };
  walk(expr, (part) => {
    if (found.has(part)) return false;
    if (part.kind === "function-call" && (part.name === "try" || part.name === "can"))
      for (const argument of part.args) walk(argument, add);
    else if (part.kind === "conditional") for (const side of [part.trueResult, part.falseResult]) walk(side, add);
    return true;
  });
  tentatives.set(expr, found);
  return found;
}

function collect(expr: Expression, locals: readonly string[], result: ScopeTraversal[]): void {
  switch (expr.kind) {
    case "scope-traversal":
      if (!locals.includes(expr.steps[0].name)) result.push(expr);
      return;
    case "for": {
      collect(expr.collection, locals, result);
      const inner = [...locals, expr.keyVar, expr.valVar];
      if (expr.key) collect(expr.key, inner, result);
      collect(expr.value, inner, result);
      if (expr.condition) collect(expr.condition, inner, result);
      return;
    }
    default:
      for (const child of children(expr)) collect(child, locals, result);
  }
}
