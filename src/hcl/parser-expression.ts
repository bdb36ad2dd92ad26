/** Expressions: operators, traversals and terms. */

import { reportBrokenHeredoc } from "./heredoc-hint.ts";
import { checkNumber } from "./number-literal.ts";
import { parseCall, parseObject, parseTuple } from "./parser-collection.ts";
import { parseString } from "./parser-template.ts";
import * as say from "./syntax-errors.ts";
import type { TokenReader } from "./token-reader.ts";
import { Token } from "./tokens.ts";
import type {
  AnonSymbol,
  AttrStep,
  BinaryOperator,
  Expression,
  IndexStep,
  Literal,
  LiteralKey,
  Splat,
  UnaryOp,
} from "./tree.ts";

type Step = AttrStep | IndexStep;

// ── Operators ─────────────────────────────────────────────────────────────────────────────────────────────────────

const operators: readonly (readonly [kind: number, op: BinaryOperator, level: number])[] = [
  [Token.Or, "||", 1],
  [Token.And, "&&", 2],
  [Token.EqualOp, "==", 3],
  [Token.NotEqual, "!=", 3],
  [Token.GreaterThan, ">", 4],
  [Token.GreaterThanEq, ">=", 4],
  [Token.LessThan, "<", 4],
  [Token.LessThanEq, "<=", 4],
  [Token.Plus, "+", 5],
  [Token.Minus, "-", 5],
  [Token.Star, "*", 6],
  [Token.Slash, "/", 6],
  [Token.Percent, "%", 6],
];

/** How tightly an operator binds, by token kind; 0 for what is no operator. */
const levels = new Uint8Array(64);
const operatorOf: BinaryOperator[] = [];
for (const [kind, op, level] of operators) {
  levels[kind] = level;
  operatorOf[kind] = op;
}

/** `c ? t : f`, or what binds more tightly. */
export function parseExpression(p: TokenReader): Expression {
  if (!p.enter()) return p.errorExpression(p.span(p.next));
  const expr = parseConditional(p);
  p.leave();
  return expr;
}

function parseConditional(p: TokenReader): Expression {
  const first = p.next;
  const told = p.told;
  const condition = parseBinary(p, 1);
  if (!p.is(Token.Question) || p.lostSince(told)) return condition;
  let height = p.height;
  const question = p.read();

  const trueTold = p.told;
  const trueResult = parseExpression(p);
  if (p.lostSince(trueTold)) return condition;
  height = Math.max(height, p.height);
  if (!p.is(Token.Colon)) {
    p.errorOrConsequence(p.span(p.next), say.conditionalColon(p.found(), p.span(question)));
    p.recovery = true;
    return condition;
  }
  p.read();

  const falseTold = p.told;
  const falseResult = parseExpression(p);
  if (p.lostSince(falseTold)) return condition;
  p.grow(Math.max(height, p.height));
  return { kind: "conditional", start: p.start(first), end: falseResult.end, condition, trueResult, falseResult };
}

/** Operators of this level and tighter ones; all group to the left. */
function parseBinary(p: TokenReader, level: number): Expression {
  const told = p.told;
  let lhs = parseOperand(p);
  if (p.lostSince(told)) return lhs;
  for (;;) {
    const kind = p.kind;
    const found = levels[kind] ?? 0;
    const op = operatorOf[kind];
    if (found < level || op === undefined) return lhs;
    const height = p.height;
    p.read();
    const rhsTold = p.told;
    const rhs = parseBinary(p, found + 1);
    if (p.lostSince(rhsTold)) return lhs;
    lhs = { kind: "binary-op", start: lhs.start, end: rhs.end, op, lhs, rhs };
    if (!p.grow(Math.max(height, p.height))) return lhs;
  }
}

function parseOperand(p: TokenReader): Expression {
  const term = parseTerm(p);
  return p.is(Token.Dot) || p.is(Token.OBrack) ? parseTraversals(p, term) : term;
}

// ── Traversals ────────────────────────────────────────────────────────────────────────────────────────────────────

/** What has been read of a term and its steps. Constant steps gather in one node. */
class Chain {
  private base: Expression;
  private height: number;
  private steps: Step[] = [];

  constructor(base: Expression, height: number) {
    this.base = base;
    this.height = height;
  }

  get start(): number {
    return this.base.start;
  }

  add(step: Step): void {
    this.steps.push(step);
  }

  /** Goes on from an expression over all that has been read. */
  replace(expr: Expression, height: number): void {
    this.base = expr;
    this.height = height;
    this.steps = [];
  }

  /** All that has been read; its height in `p`. */
  finish(p: TokenReader): Expression {
    const { base, steps } = this;
    p.height = this.height;
    const last = steps.at(-1);
    if (!last) return base;
    const { start } = base;
    const { end } = last;
    if (base.kind === "scope-traversal") return { kind: base.kind, start, end, steps: [...base.steps, ...steps] };
    if (base.kind === "relative-traversal") {
      return { kind: base.kind, start, end, source: base.source, steps: [...base.steps, ...steps] };
    }
    p.grow(this.height);
    return { kind: "relative-traversal", start, end, source: base, steps };
  }
}

/** Attributes, indices and splats after a term, whose height is in `p`. */
function parseTraversals(p: TokenReader, from: Expression): Expression {
  const chain = new Chain(from, p.height);
  for (;;) {
    if (p.is(Token.Dot)) parseDot(p, chain);
    else if (p.is(Token.OBrack)) parseBracket(p, chain);
    else return chain.finish(p);
  }
}

function parseDot(p: TokenReader, chain: Chain): void {
  const dot = p.read();
  switch (p.kind) {
    case Token.Ident: {
      const name = p.read();
      chain.add({ kind: "attr", start: p.start(dot), end: p.end(name), name: p.tokenText(name) });
      return;
    }
    case Token.NumberLit: {
      const number = p.read();
      chain.add(parseLegacyIndex(p, dot, number, number, false));
      return;
    }
    case Token.Star:
      parseAttributeSplat(p, chain, dot);
      return;
    default:
      p.errorOrConsequence(p.span(p.next), say.attributeName(p.found()));
      chain.replace(p.errorExpression({ start: chain.start, end: p.end(dot) }), 0);
      p.recovery = true;
  }
}

/** `.0`, from before brackets existed. Two of them read as one number, which means nothing. */
function parseLegacyIndex(p: TokenReader, dot: number, number: number, place: number, splat: boolean): IndexStep {
  const text = p.tokenText(number);
  const parts = text.split(".");
  const value = parts[0] ?? text;
  if (parts.length > 1) p.errorOrConsequence(p.span(place), say.legacyIndices(text, splat));
  else checkNumber(p, number);
  return { kind: "index", ...p.between(dot, number), key: { type: "number", value } };
}

/** `.*` takes the attributes that follow of each item, and the numbers that stand like attributes. */
function parseAttributeSplat(p: TokenReader, chain: Chain, dot: number): void {
  const star = p.read();
  const first = p.next;
  const steps: Step[] = [];
  let last = star;
  while (p.is(Token.Dot)) {
    const nextDot = p.read();
    if (p.is(Token.NumberLit)) {
      last = p.read();
      steps.push(parseLegacyIndex(p, nextDot, last, star, true));
    } else if (p.is(Token.Ident)) {
      last = p.read();
      steps.push({ kind: "attr", ...p.between(nextDot, last), name: p.tokenText(last) });
    } else {
      if (p.is(Token.Star)) p.errorUnlessLost(p.span(p.next), say.nestedSplat());
      else p.errorUnlessLost(p.span(star), say.splatAttribute(p.found()));
      p.recovery = true;
      return;
    }
  }
  const source = chain.finish(p);
  const height = p.height;
  const marker = p.between(dot, star);
  const anon: AnonSymbol = { kind: "anon-symbol", ...marker };
  const each: Expression =
    steps.length === 0 ? anon : { kind: "relative-traversal", ...p.between(first, last), source: anon, steps };
  const { start } = source;
  chain.replace({ kind: "splat", start, end: p.end(last), splat: "attribute", source, each, anon, marker }, height + 1);
  p.grow(height);
}

function parseBracket(p: TokenReader, chain: Chain): void {
  const open = p.read();
  if (p.is(Token.Star)) {
    const splat = parseFullSplat(p, chain.finish(p), open);
    chain.replace(splat, p.height);
    return;
  }
  const outer = p.countNewlines(false);
  const told = p.told;
  const key = parseExpression(p);
  const keyHeight = p.height;
  const close = p.lostSince(told) ? p.recover(Token.CBrack) : closeBracket(p, open);
  p.countNewlines(outer);
  const constant = literalKey(key);
  if (constant) {
    chain.add({ kind: "index", ...p.between(open, close), key: constant });
    return;
  }
  const collection = chain.finish(p);
  const bracket = p.between(open, close);
  p.grow(Math.max(keyHeight, p.height));
  const { start } = collection;
  chain.replace({ kind: "index", start, end: bracket.end, collection, key, open: p.span(open), bracket }, p.height);
}

function closeBracket(p: TokenReader, open: number): number {
  if (p.is(Token.CBrack) || p.recovery) return p.read();
  p.error(p.span(p.next), say.unclosedIndex(p.found(), p.span(open)));
  p.read();
  return p.recover(Token.CBrack);
}

/** `[*]` takes all steps that follow of each item. `source` has its height in `p`. */
function parseFullSplat(p: TokenReader, source: Expression, open: number): Splat {
  let height = p.height;
  p.read();
  const kind = p.kind;
  let close = p.read();
  if (kind !== Token.CBrack && !p.recovery) {
    p.error(p.span(close), say.unclosedSplat(p.describe(close, kind)));
    close = p.recover(Token.CBrack);
  }
  const marker = p.between(open, close);
  const anon: AnonSymbol = { kind: "anon-symbol", ...marker };
  let each: Expression = anon;
  p.height = 0;
  if (p.enter()) {
    each = parseTraversals(p, anon);
    p.leave();
  }
  height = Math.max(height, p.height);
  p.grow(height);
  return { kind: "splat", start: source.start, end: each.end, splat: "full", source, each, anon, marker };
}

/** The constant that a key is, if its expression is one: those are steps, all others make an `index`. */
function literalKey(key: Expression): LiteralKey | null {
  const literal = key.kind === "template" && key.parts.length === 1 ? key.parts[0] : key;
  if (literal?.kind !== "literal") return null;
  const { type, value } = literal;
  if (typeof value === "boolean") return { type: "bool", value };
  if (typeof value === "string") return { type: type === "number" ? type : "string", value };
  return { type: "null", value: null };
}

// ── Terms ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function parseTerm(p: TokenReader): Expression {
  switch (p.kind) {
    case Token.Ident:
      return parseName(p);
    case Token.OQuote:
    case Token.OHeredoc:
      return parseString(p);
    case Token.NumberLit:
      return parseNumber(p);
    case Token.OParen:
      return parseParentheses(p);
    case Token.OBrack:
      return parseTuple(p);
    case Token.OBrace:
      return parseObject(p);
    case Token.Minus:
      return parseUnary(p, "-");
    case Token.Bang:
      return parseUnary(p, "!");
    default: {
      const span = p.span(p.next);
      if (p.is(Token.LessThan) && !p.recovery && reportBrokenHeredoc(p)) return p.unknownLiteral(span.start, span.end);
      p.errorUnlessLost(span, say.expressionExpected(p.kind, p.found()));
      p.recovery = true;
      return p.unknownLiteral(span.start, span.end);
    }
  }
}

function parseName(p: TokenReader): Expression {
  const token = p.read();
  if (p.is(Token.OParen) || p.is(Token.DoubleColon)) return parseCall(p, token);
  p.height = 0;
  const start = p.start(token);
  const end = p.end(token);
  const name = p.tokenText(token);
  switch (name) {
    case "true":
      return { kind: "literal", start, end, type: "bool", value: true };
    case "false":
      return { kind: "literal", start, end, type: "bool", value: false };
    case "null":
      return { kind: "literal", start, end, type: "null", value: null };
    default:
      return { kind: "scope-traversal", start, end, steps: [{ kind: "root", start, end, name }] };
  }
}

function parseNumber(p: TokenReader): Literal {
  const token = p.read();
  const { start, end } = p.span(token);
  if (!checkNumber(p, token)) return p.unknownLiteral(start, end);
  p.height = 0;
  return { kind: "literal", start, end, type: "number", value: p.tokenText(token) };
}

function parseParentheses(p: TokenReader): Expression {
  const open = p.read();
  const outer = p.countNewlines(false);
  const told = p.told;
  const expression = parseExpression(p);
  if (p.told > told) {
    p.recover(Token.CParen);
    p.countNewlines(outer);
    return expression;
  }
  if (!p.is(Token.CParen)) {
    p.errorOrConsequence(p.span(p.next), say.unclosedParenthesis(p.found(), p.span(open)));
    p.recovery = true;
  }
  const close = p.read();
  p.countNewlines(outer);
  p.grow(p.height);
  return { kind: "parentheses", ...p.between(open, close), expression };
}

/** Binds more tightly than any operator: `-46 + 5` is `(-46) + 5`. */
function parseUnary(p: TokenReader, op: UnaryOp["op"]): Expression {
  const token = p.read();
  const symbol = p.span(token);
  if (!p.enter()) return p.errorExpression(symbol);
  const operand = parseOperand(p);
  p.leave();
  p.grow(p.height);
  return { kind: "unary-op", start: symbol.start, end: operand.end, op, symbol, operand };
}
