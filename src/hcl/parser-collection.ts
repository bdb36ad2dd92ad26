/** What stands between brackets: calls, tuples, objects and `for` expressions. */

import { parseForNames } from "./parser-for.ts";
import * as say from "./syntax-errors.ts";
import type { TokenReader } from "./token-reader.ts";
import { Token } from "./tokens.ts";
import type { Expression, ObjectConsKey, ObjectItem } from "./tree.ts";

// ── Calls ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A call whose name is read; a name in a namespace goes on with `::`. */
export function parseCall(p: TokenReader, name: number): Expression {
  let text = p.tokenText(name);
  let nameEnd = name;
  let kind = p.kind;
  let open = p.read();
  while (kind === Token.DoubleColon) {
    if (!p.is(Token.Ident)) return parseBrokenCall(p, name, say.functionName(text, p.found()));
    nameEnd = p.read();
    text = `${text}::${p.tokenText(nameEnd)}`;
    if (!p.is(Token.OParen) && !p.is(Token.DoubleColon)) {
      return parseBrokenCall(p, name, say.openParenthesis(text, p.found()));
    }
    kind = p.kind;
    open = p.read();
  }

  const outer = p.countNewlines(false);
  const { args, close, expandFinal, height } = parseArguments(p, text, name, open);
  p.countNewlines(outer);
  p.grow(height);
  const closeParen = p.span(close);
  return {
    kind: "function-call",
    start: p.start(name),
    end: closeParen.end,
    name: text,
    nameSpan: p.between(name, nameEnd),
    openParen: p.span(open),
    closeParen,
    args,
    expandFinal,
  };
}

function parseBrokenCall(p: TokenReader, name: number, message: say.Message): Expression {
  p.errorOrConsequence(p.span(p.next), message);
  const bad = p.read();
  p.recoverOverParentheses();
  return p.errorExpression(p.between(name, bad));
}

interface Arguments {
  readonly args: readonly Expression[];
  readonly close: number;
  readonly expandFinal: boolean;
  readonly height: number;
}

function parseArguments(p: TokenReader, callee: string, name: number, open: number): Arguments {
  const args: Expression[] = [];
  let height = 0;
  const end = (close: number, expandFinal = false): Arguments => ({ args, close, expandFinal, height });
  while (!p.is(Token.CParen)) {
    const told = p.told;
    args.push(p.expression());
    height = Math.max(height, p.height);
    if (p.lostSince(told)) return end(p.recover(Token.CParen));

    if (p.is(Token.Comma)) {
      p.read();
    } else if (p.is(Token.Ellipsis)) {
      const ellipsis = p.read();
      if (p.is(Token.CParen)) return end(p.read(), true);
      p.errorUnlessLost(p.span(ellipsis), say.afterEllipsis(p.found()));
      return end(p.recover(Token.CParen), true);
    } else if (!p.is(Token.CParen)) {
      if (p.is(Token.EOF)) p.errorOrConsequence(p.between(name, open), say.unclosedCall(callee));
      else p.errorOrConsequence(p.span(p.next), say.argumentSeparator(callee, p.found()));
      p.read();
      return end(p.recover(Token.CParen));
    }
  }
  return end(p.read());
}

// ── Tuples ────────────────────────────────────────────────────────────────────────────────────────────────────────

export function parseTuple(p: TokenReader): Expression {
  const open = p.read();
  const outer = p.countNewlines(false);
  const expr = p.isKeyword("for") ? parseFor(p, open, Token.CBrack) : parseTupleItems(p, open);
  p.countNewlines(outer);
  return expr;
}

function parseTupleItems(p: TokenReader, open: number): Expression {
  const items: Expression[] = [];
  let height = 0;
  const end = (close: number): Expression => {
    p.grow(height);
    return { kind: "tuple-cons", ...p.between(open, close), items, open: p.span(open) };
  };
  while (!p.is(Token.CBrack)) {
    const told = p.told;
    items.push(p.expression());
    height = Math.max(height, p.height);
    if (p.lostSince(told)) return end(p.recover(Token.CBrack));
    if (p.is(Token.Comma)) {
      p.read();
    } else if (!p.is(Token.CBrack)) {
      if (p.is(Token.EOF)) p.errorUnlessLost(p.span(open), say.unclosedBracket("["));
      else p.errorUnlessLost(p.span(p.next), say.itemSeparator(p.found()));
      return end(p.recover(Token.CBrack));
    }
  }
  return end(p.read());
}

// ── Objects ───────────────────────────────────────────────────────────────────────────────────────────────────────

export function parseObject(p: TokenReader): Expression {
  const open = p.read();
  // Line breaks separate the items of an object, but mean nothing in a `for`.
  const outer = p.countNewlines(false);
  let expr: Expression;
  if (p.isKeyword("for")) {
    expr = parseFor(p, open, Token.CBrace);
  } else {
    p.countNewlines(true);
    expr = parseObjectItems(p, open);
  }
  p.countNewlines(outer);
  return expr;
}

function parseObjectItems(p: TokenReader, open: number): Expression {
  const items: ObjectItem[] = [];
  let height = 0;
  const end = (close: number): Expression => {
    p.grow(height);
    return { kind: "object-cons", ...p.between(open, close), items, open: p.span(open) };
  };
  for (;;) {
    while (p.is(Token.Newline)) p.read();
    if (p.is(Token.CBrace)) return end(p.read());

    const forceNonLiteral = p.is(Token.OParen);
    const keyTold = p.told;
    const wrapped = p.expression();
    if (p.lostSince(keyTold)) return end(p.recover(Token.CBrace));
    height = Math.max(height, p.height + 1);
    const key = objectKey(wrapped, forceNonLiteral);
    if (!p.is(Token.Equal) && !p.is(Token.Colon)) {
      if (p.is(Token.EOF)) p.errorUnlessLost(p.span(open), say.unclosedBracket("{"));
      else p.errorUnlessLost(p.span(p.next), say.keySeparator(p.kind, p.found()));
      return end(p.recover(Token.CBrace));
    }
    p.read();

    const valueTold = p.told;
    const value = p.expression();
    const lost = p.lostSince(valueTold);
    height = Math.max(height, p.height);
    if (!lost || value.kind === "error") items.push({ key, value });
    if (lost) return end(p.recover(Token.CBrace));
    if (p.is(Token.CBrace)) return end(p.read());
    if (!p.is(Token.Comma) && !p.is(Token.Newline)) {
      if (p.is(Token.EOF)) p.errorUnlessLost(p.span(open), say.unclosedBracket("{"));
      else p.errorUnlessLost(p.span(p.next), say.objectSeparator(p.found()));
      return end(p.recover(Token.CBrace));
    }
    p.read();
  }
}

function objectKey(wrapped: Expression, forceNonLiteral: boolean): ObjectConsKey {
  const { start, end } = wrapped;
  return {
    kind: "object-cons-key",
    start,
    end,
    wrapped,
    forceNonLiteral,
    keyword: forceNonLiteral ? null : keywordOf(wrapped),
  };
}

/** HCL's `ExprAsKeyword`: the name that an expression is, if it is no more than that. */
function keywordOf(expr: Expression): string | null {
  if (expr.kind === "scope-traversal") return expr.steps.length === 1 ? expr.steps[0].name : null;
  if (expr.kind === "literal" && (expr.type === "bool" || expr.type === "null")) return String(expr.value);
  return null;
}

// ── For ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `[for …]` or `{for …}`, from the keyword on. Line breaks don't count here. */
function parseFor(p: TokenReader, open: number, closeKind: typeof Token.CBrace | typeof Token.CBrack): Expression {
  const close = closeKind === Token.CBrace ? "}" : "]";
  const givenUp = (): Expression => {
    const end = p.recover(closeKind);
    return p.unknownLiteral(p.start(open), p.end(end));
  };
  const refuse = (message: say.Message): Expression => {
    p.errorUnlessLost(p.span(p.next), message);
    return givenUp();
  };
  const { told } = p;
  p.read();

  const names = parseForNames(p, refuse);
  if ("kind" in names) return names;
  const { keyVar, valVar } = names;

  const collectionTold = p.told;
  const collection = p.expression();
  if (p.lostSince(collectionTold)) return givenUp();
  let height = p.height;
  if (!p.is(Token.Colon)) return refuse(say.forColon(p.found()));
  p.read();

  const resultTold = p.told;
  let key: Expression | null = null;
  let value = p.expression();
  height = Math.max(height, p.height);
  if (p.is(Token.FatArrow)) {
    p.read();
    key = value;
    value = p.expression();
    height = Math.max(height, p.height);
  }
  if (p.lostSince(resultTold)) return givenUp();

  const ellipsis = p.is(Token.Ellipsis) ? p.read() : null;
  let condition: Expression | null = null;
  if (p.isKeyword("if")) {
    p.read();
    const conditionTold = p.told;
    condition = p.expression();
    if (p.lostSince(conditionTold)) return givenUp();
    height = Math.max(height, p.height);
  }

  let end: number;
  if (p.is(closeKind)) {
    end = p.read();
  } else {
    p.errorUnlessLost(p.span(p.next), say.forEnd(close, p.found()));
    end = p.recover(closeKind);
  }

  if (closeKind === Token.CBrack) {
    if (key) p.error(key, say.forKeyInTuple());
    if (ellipsis !== null) p.error(p.span(ellipsis), say.forEllipsisInTuple());
  } else if (!key) {
    if (p.lostSince(told)) p.consequence();
    else p.error(value, say.forKeyMissing());
  }

  p.grow(height);
  return {
    kind: "for",
    ...p.between(open, end),
    keyVar,
    valVar,
    collection,
    key,
    value,
    condition,
    group: ellipsis !== null,
    open: p.span(open),
    close: p.span(end),
  };
}
