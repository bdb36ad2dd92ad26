/** Trees in the compact notation whose hashes are recorded of HashiCorp's parser: all offsets in bytes. */

import { formatNum, parseNum } from "../../hcl/number.ts";
import type { Body, Expression, LiteralKey, TraversalStep } from "../../hcl/tree.ts";
import type { Places } from "./places.ts";

type ByteOffsets = Pick<Places, "byte">;
export type Dump = string | number | boolean | null | readonly Dump[];

/** A body's items; with the trees of its expressions when `trees`. */
export function dumpBody(body: Body, at: ByteOffsets, trees: boolean): Dump {
  // A block of the native syntax has a body of the native syntax.
  if (body.kind !== "body") return [];
  const { byte } = at;
  return body.items.map((item) => {
    if (item.kind === "attribute") {
      const { expr } = item;
      const attribute = [
        "attr",
        item.name,
        byte(item.nameSpan.start),
        byte(item.equals.start),
        byte(expr.start),
        byte(expr.end),
      ];
      return trees ? [...attribute, dumpExpression(expr, at)] : attribute;
    }
    const labels = item.labels.map((label) => [label.value, byte(label.start), byte(label.end)]);
    const braces = [byte(item.openBrace.start), byte(item.closeBrace.start)];
    return ["block", item.type, byte(item.typeSpan.start), labels, ...braces, dumpBody(item.body, at, trees)];
  });
}

function dumpExpression(expr: Expression, at: ByteOffsets): Dump {
  const dump = (child: Expression): Dump => dumpExpression(child, at);
  const range = [at.byte(expr.start), at.byte(expr.end)];
  switch (expr.kind) {
    case "literal":
      return ["lit", ...range, expr.type, expr.type === "number" ? decimal(String(expr.value)) : expr.value];
    case "template":
      return ["template", ...range, expr.parts.map(dump)];
    case "template-wrap":
      return ["wrap", ...range, dump(expr.wrapped)];
    case "template-join":
      return ["join", ...range, dump(expr.tuple)];
    case "scope-traversal":
      return ["scope", ...range, expr.steps.map(dumpStep)];
    case "relative-traversal": {
      const steps = expr.steps.map(dumpStep);
      return expr.source.kind === "anon-symbol" ? ["each", steps] : ["rel", ...range, dump(expr.source), steps];
    }
    case "function-call":
      return ["call", ...range, expr.name, expr.expandFinal, expr.args.map(dump)];
    case "conditional":
      return ["cond", ...range, dump(expr.condition), dump(expr.trueResult), dump(expr.falseResult)];
    case "binary-op":
      return ["binary", ...range, expr.op, dump(expr.lhs), dump(expr.rhs)];
    case "unary-op":
      return ["unary", ...range, expr.op, dump(expr.operand)];
    case "for": {
      const [key, condition] = [expr.key && dump(expr.key), expr.condition && dump(expr.condition)];
      const { keyVar, valVar, group } = expr;
      return ["for", ...range, keyVar, valVar, dump(expr.collection), key, dump(expr.value), condition, group];
    }
    case "index":
      return ["index", ...range, dump(expr.collection), dump(expr.key)];
    case "splat":
      return ["splat", expr.splat, dump(expr.source), dump(expr.each)];
    case "anon-symbol":
      return ["anon"];
    case "object-cons":
      return ["object", ...range, expr.items.map(({ key, value }) => [dump(key), dump(value)])];
    case "object-cons-key":
      return expr.keyword === null ? dump(expr.wrapped) : ["key", ...range, expr.keyword];
    case "tuple-cons":
      return ["tuple", ...range, expr.items.map(dump)];
    case "parentheses":
      return ["paren", ...range, dump(expr.expression)];
    case "error":
      return ["error", ...range];
  }
}

function dumpStep(step: TraversalStep): Dump {
  return step.kind === "index" ? ["index", ...dumpKey(step.key)] : [step.kind, step.name];
}

export function dumpKey(key: LiteralKey): Dump[] {
  return [key.type, key.type === "number" ? decimal(key.value) : key.value];
}

/** Plain decimal text: `1.50` is 1.5, `1e3` is 1000. */
export function decimal(text: string): string {
  const value = parseNum(text);
  return value === null ? text : formatNum(value);
}
