/**
 * Tokens and trees in the shapes of the recorded answers of HashiCorp's parser: compact ones, whose hashes are
 * recorded, and full ones, which the records spell out.
 */

import { formatNum, parseNum } from "../../src/hcl/number.ts";
import { type Tokens, tokenKindName } from "../../src/hcl/tokens.ts";
import type { Body, Expression, LiteralKey, ScopeTraversal, TraversalStep } from "../../src/hcl/tree.ts";
import type { SourceFile, Span } from "../../src/source.ts";

// ── Offsets ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Byte offset of every UTF-16 offset of a text that is well formed. */
export function byteOffsets(text: string): Uint32Array {
  const offsets = new Uint32Array(text.length + 1);
  let byte = 0;
  for (let at = 0; at < text.length; at++) {
    offsets[at] = byte;
    const code = text.charCodeAt(at);
    if (code >= 0xd800 && code <= 0xdbff) {
      byte += 4;
      offsets[++at] = byte;
    } else {
      byte += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
    }
  }
  offsets[text.length] = byte;
  return offsets;
}

type Dump = string | number | boolean | null | readonly Dump[];

export interface Places {
  readonly byte: (offset: number) => number;
}

export function places(file: SourceFile): Places {
  const offsets = byteOffsets(file.text);
  return { byte: (offset) => offsets[offset] ?? -1 };
}

// ── Compact ───────────────────────────────────────────────────────────────────────────────────────────────────────

export function dumpTokens(tokens: Tokens, { byte }: Places): Dump {
  const result: Dump[] = [];
  for (let index = 0; index < tokens.count; index++) {
    const start = byte(tokens.starts[index] ?? 0);
    result.push([tokenKindName(tokens.kinds[index] ?? 0), start, byte(tokens.ends[index] ?? 0)]);
  }
  return result;
}

/** A body's items; with the trees of its expressions when `trees`. */
export function dumpBody(body: Body, at: Places, trees: boolean): Dump {
  if (body.kind !== "body") throw new Error("a JSON body has no items");
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

export function dumpExpression(expr: Expression, at: Places): Dump {
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

function dumpKey(key: LiteralKey): Dump[] {
  return [key.type, key.type === "number" ? decimal(key.value) : key.value];
}

/** Plain decimal text: `1.50` is 1.5, `1e3` is 1000. */
function decimal(text: string): string {
  const value = parseNum(text);
  return value === null ? text : formatNum(value);
}

// ── Full ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `[start, end]` in UTF-16: what the records have as the second pair of a range. */
type Range = readonly [number, number];
type Full = string | number | boolean | null | readonly Full[] | { readonly [name: string]: Full };

const range = ({ start, end }: Span): Range => [start, end];

export function fullBody(body: Body, variables: (expr: Expression) => readonly ScopeTraversal[]): Full {
  if (body.kind !== "body") throw new Error("a JSON body has no items");
  const items = body.items.map((item): Full => {
    if (item.kind === "attribute") {
      return {
        item: "attribute",
        name: item.name,
        range: range(item),
        nameRange: range(item.nameSpan),
        equalsRange: range(item.equals),
        exprRange: range(item.expr),
        expr: fullExpression(item.expr),
        variables: variables(item.expr).map((traversal) => traversalText(traversal.steps)),
      };
    }
    return {
      item: "block",
      type: item.type,
      typeRange: range(item.typeSpan),
      labels: item.labels.map((label) => ({ label: label.value, range: range(label) })),
      openBraceRange: range(item.openBrace),
      closeBraceRange: range(item.closeBrace),
      body: fullBody(item.body, variables),
    };
  });
  return { range: range(body), endRange: range(body.endSpan), items };
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

export function fullSteps(steps: readonly TraversalStep[]): Full {
  return steps.map((step): Full => {
    if (step.kind === "index") return { step: "index", key: dumpKey(step.key) as Full[], range: range(step) };
    return { step: step.kind, name: step.name, range: range(step) };
  });
}

export function fullExpression(expr: Expression): Full {
  const full = fullExpression;
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
      return { kind: "ScopeTraversal", ...at, steps: fullSteps(expr.steps) };
    case "relative-traversal":
      return { kind: "RelativeTraversal", ...at, source: full(expr.source), steps: fullSteps(expr.steps) };
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
