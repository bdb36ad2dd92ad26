/** Trees in full, as the recorded answers of HashiCorp's parser spell them out: with its names and all ranges. */

import type { Body, Expression, TraversalStep } from "../../hcl/tree.ts";
import { variables } from "../../hcl/walk.ts";
import type { Span } from "../../source.ts";
import { decimal, dumpKey } from "./dump.ts";

export type Document = string | number | boolean | null | readonly Document[] | { readonly [name: string]: Document };

/** How ranges are written: those of bodies and of expressions. */
export interface Ranges {
  range(span: Span): readonly number[];
  short(span: Span): readonly number[];
}

/** `constant` gives the value of an attribute's expression; null when there is none to tell. */
export function bodyDocument(
  body: Body,
  ranges: Ranges,
  constant: (expr: Expression) => Document | null = () => null,
): Document {
  // A block of the native syntax has a body of the native syntax.
  if (body.kind !== "body") return null;
  const range = (span: Span): Document => ranges.range(span);
  const items = body.items.map((item): Document => {
    if (item.kind === "attribute") {
      const value = constant(item.expr);
      return {
        item: "attribute",
        name: item.name,
        range: range(item),
        nameRange: range(item.nameSpan),
        equalsRange: range(item.equals),
        exprRange: range(item.expr),
        expr: expressionDocument(item.expr, ranges),
        variables: variableTexts(item.expr),
        ...(value === null ? {} : { constant: value }),
      };
    }
    return {
      item: "block",
      type: item.type,
      typeRange: range(item.typeSpan),
      labels: item.labels.map((label) => ({ label: label.value, range: range(label) })),
      openBraceRange: range(item.openBrace),
      closeBraceRange: range(item.closeBrace),
      body: bodyDocument(item.body, ranges, constant),
    };
  });
  return { range: range(body), endRange: range(body.endSpan), items };
}

export function variableTexts(expr: Expression): readonly string[] {
  return variables(expr).map(({ steps }) => traversalText(steps));
}

export function traversalText(steps: readonly TraversalStep[]): string {
  return steps.map(stepText).join("");
}

function stepText(step: TraversalStep): string {
  switch (step.kind) {
    case "root":
      return step.name;
    case "attr":
      return `.${step.name}`;
    case "index": {
      const [type, value] = dumpKey(step.key);
      return `[${type === "string" ? JSON.stringify(value) : type === "number" ? value : type}]`;
    }
  }
}

export function stepDocuments(steps: readonly TraversalStep[], ranges: Ranges): Document {
  return steps.map((step): Document => {
    if (step.kind === "index") return { step: "index", key: dumpKey(step.key), range: ranges.short(step) };
    return { step: step.kind, name: step.name, range: ranges.short(step) };
  });
}

export function expressionDocument(expr: Expression, ranges: Ranges): Document {
  const full = (child: Expression): Document => expressionDocument(child, ranges);
  const range = (span: Span): Document => ranges.short(span);
  const at = { range: range(expr) };
  switch (expr.kind) {
    case "literal": {
      const value = expr.type === "number" ? decimal(String(expr.value)) : expr.value;
      return { kind: "LiteralValue", ...at, value: [expr.type, value] };
    }
    case "template":
      return { kind: "Template", ...at, parts: expr.parts.map(full) };
    case "template-wrap":
      return { kind: "TemplateWrap", ...at, wrapped: full(expr.wrapped) };
    case "template-join":
      return { kind: "TemplateJoin", ...at, tuple: full(expr.tuple) };
    case "scope-traversal":
      return { kind: "ScopeTraversal", ...at, steps: stepDocuments(expr.steps, ranges) };
    case "relative-traversal":
      return { kind: "RelativeTraversal", ...at, source: full(expr.source), steps: stepDocuments(expr.steps, ranges) };
    case "function-call":
      return {
        kind: "FunctionCall",
        ...at,
        name: expr.name,
        expandFinal: expr.expandFinal,
        nameRange: range(expr.nameSpan),
        openParenRange: range(expr.openParen),
        closeParenRange: range(expr.closeParen),
        args: expr.args.map(full),
      };
    case "conditional": {
      const { condition, trueResult, falseResult } = expr;
      return {
        kind: "Conditional",
        ...at,
        condition: full(condition),
        trueResult: full(trueResult),
        falseResult: full(falseResult),
      };
    }
    case "binary-op":
      return { kind: "BinaryOp", ...at, op: expr.op, lhs: full(expr.lhs), rhs: full(expr.rhs) };
    case "unary-op":
      return { kind: "UnaryOp", ...at, op: expr.op, symbolRange: range(expr.symbol), val: full(expr.operand) };
    case "for":
      return {
        kind: "For",
        ...at,
        keyVar: expr.keyVar,
        valVar: expr.valVar,
        group: expr.group,
        openRange: range(expr.open),
        closeRange: range(expr.close),
        collExpr: full(expr.collection),
        keyExpr: expr.key && full(expr.key),
        valExpr: full(expr.value),
        condExpr: expr.condition && full(expr.condition),
      };
    case "index":
      return {
        kind: "Index",
        ...at,
        openRange: range(expr.open),
        bracketRange: range(expr.bracket),
        collection: full(expr.collection),
        key: full(expr.key),
      };
    case "splat": {
      const { splat, marker, source, each } = expr;
      return { kind: "Splat", ...at, splat, markerRange: range(marker), source: full(source), each: full(each) };
    }
    case "anon-symbol":
      return { kind: "AnonSymbol", ...at };
    case "object-cons": {
      const items = expr.items.map(({ key, value }) => ({ key: full(key), value: full(value) }));
      return { kind: "ObjectCons", ...at, openRange: range(expr.open), items };
    }
    case "object-cons-key": {
      const { forceNonLiteral, keyword, wrapped } = expr;
      return { kind: "ObjectConsKey", ...at, forceNonLiteral, keyword, wrapped: full(wrapped) };
    }
    case "tuple-cons":
      return { kind: "TupleCons", ...at, openRange: range(expr.open), exprs: expr.items.map(full) };
    case "parentheses":
      return { kind: "Parentheses", ...at, expression: full(expr.expression) };
    case "error":
      return { kind: "ExprSyntaxError", ...at };
  }
}
