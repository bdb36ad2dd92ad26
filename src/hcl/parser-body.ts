/** Bodies, attributes and blocks: the structure of a file. */

import type { Span } from "../source.ts";
import { strayBrace, unclosedBlock } from "./brace-hint.ts";
import { parseExpression } from "./parser-expression.ts";
import { parseQuotedLiteral } from "./parser-template.ts";
import * as say from "./syntax-errors.ts";
import type { TokenReader } from "./token-reader.ts";
import { Token } from "./tokens.ts";
import type { Attribute, Block, Label, NativeBody } from "./tree.ts";

type Item = Attribute | Block;
type End = typeof Token.EOF | typeof Token.CBrace;

/** Items up to and with the token that ends the body. */
export function parseBody(p: TokenReader, end: End): NativeBody {
  const opening = p.lastRead;
  const { told } = p;
  const items: Item[] = [];
  const names = new Map<string, Attribute>();
  /** Indentation of the item that the parser was lost in. */
  let lostAt = -1;
  for (;;) {
    if (p.is(end)) return nativeBody(p, items, p.start(opening), p.read());
    if (p.is(Token.Newline)) {
      p.read();
      continue;
    }
    const first = p.next;
    const wasLost = p.recovery;
    if (p.is(Token.Ident)) {
      // A line like the one that was given up is where HCL's syntax makes sense again.
      if (wasLost && lostAt >= 0 && p.indentation(first) === lostAt) p.recovery = false;
      const item = parseItem(p);
      if (item) addItem(p, items, names, item);
    } else {
      const kind = p.kind;
      const bad = p.read();
      // A brace that isn't found may be one that recovery read over.
      if (kind === Token.EOF && p.told > told) p.consequence();
      else if (!p.recovery) reportBadItem(p, opening, bad, kind);
      p.recovery = true;
      if (kind === Token.EOF) return nativeBody(p, items, p.start(opening), bad);
      p.recoverAfterItem(kind);
    }
    if (p.recovery && !(wasLost && lostAt >= 0)) lostAt = p.indentation(first);
  }
}

function nativeBody(p: TokenReader, items: readonly Item[], start: number, last: number): NativeBody {
  const end = p.end(last);
  return { kind: "body", start, end, file: p.file, items, endSpan: { start: end, end } };
}

function addItem(p: TokenReader, items: Item[], names: Map<string, Attribute>, item: Item): void {
  if (item.kind === "attribute") {
    const first = names.get(item.name);
    if (first) {
      p.errorOrConsequence(item.nameSpan, say.repeatedArgument(item.name, first.nameSpan));
      return;
    }
    names.set(item.name, item);
  }
  items.push(item);
}

function reportBadItem(p: TokenReader, opening: number, bad: number, kind: number): void {
  if (kind === Token.EOF) p.error(p.span(opening), unclosedBlock(p, opening));
  else if (kind === Token.OQuote) p.error(p.span(bad), say.quotedName());
  else if (kind === Token.CBrace) p.error(p.span(bad), strayBrace(p, bad));
  else if (isConflictMarker(p, bad)) p.error(p.span(bad), say.conflictMarker());
  else p.error(p.span(bad), say.itemExpected(kind, p.describe(bad, kind)));
}

function isConflictMarker(p: TokenReader, token: number): boolean {
  const start = p.rawStart(token);
  const marker = p.tokens.text.slice(start, start + 7);
  return p.indentation(token) === 0 && (marker === "<<<<<<<" || marker === "=======" || marker === ">>>>>>>");
}

function parseItem(p: TokenReader): Item | null {
  const name = p.read();
  switch (p.kind) {
    case Token.Equal:
      return parseAttribute(p, name, false);
    case Token.OQuote:
    case Token.OBrace:
    case Token.Ident:
      return parseBlock(p, name);
    default:
      p.errorOrConsequence(p.span(name), say.afterName(p.tokenText(name), p.found()));
      p.recoverAfterItem();
      return null;
  }
}

function parseAttribute(p: TokenReader, name: number, oneLine: boolean): Attribute {
  const equals = p.read();
  const told = p.told;
  const expr = parseExpression(p);
  let last = p.lastRead;
  if (p.lostSince(told)) {
    // Where an expression was given up says little: go on with the next line.
    p.recoverAfterItem();
  } else if (!oneLine) {
    if (p.is(Token.Newline) || p.is(Token.EOF)) {
      p.read();
    } else {
      p.errorUnlessLost(p.span(p.next), say.afterArgument(p.tokenText(name), p.kind, p.found()));
      last = p.lastRead;
      p.recoverAfterItem();
    }
  }
  return {
    kind: "attribute",
    start: p.start(name),
    end: p.end(last),
    name: p.tokenText(name),
    nameSpan: p.span(name),
    equals: p.span(equals),
    expr,
  };
}

function parseBlock(p: TokenReader, name: number): Block {
  const labels: Label[] = [];
  while (!p.is(Token.OBrace)) {
    if (p.is(Token.OQuote)) {
      labels.push(parseQuotedLiteral(p));
    } else if (p.is(Token.Ident)) {
      const label = p.read();
      labels.push({ start: p.start(label), end: p.end(label), value: p.tokenText(label) });
    } else {
      return parseBrokenHeader(p, name, labels);
    }
  }
  const open = p.read();
  const body = parseBlockBody(p, name, open);
  const close = p.lastRead;
  if (p.is(Token.Newline) || p.is(Token.EOF)) {
    p.read();
  } else {
    p.errorUnlessLost(p.span(p.next), say.afterBlock(p.found()));
    p.recoverAfterItem();
  }
  const closeBrace = p.span(close);
  return {
    kind: "block",
    ...p.between(name, close),
    type: p.tokenText(name),
    typeSpan: p.span(name),
    labels,
    openBrace: p.span(open),
    closeBrace,
    body: body ?? emptyBody(p, p.between(open, close), closeBrace),
  };
}

/** A block without braces: its name is all that is known of it. */
function parseBrokenHeader(p: TokenReader, name: number, labels: readonly Label[]): Block {
  const type = p.tokenText(name);
  const message = say.blockHeader(type, labels.length > 0, p.kind, p.found());
  if (p.is(Token.Equal) || p.is(Token.Newline)) p.errorOrConsequence(p.span(p.next), message);
  else p.errorUnlessLost(p.span(p.next), message);
  p.recoverAfterItem();
  const span = p.span(name);
  return {
    kind: "block",
    ...span,
    type,
    typeSpan: span,
    labels,
    openBrace: span,
    closeBrace: span,
    body: emptyBody(p, span, span),
  };
}

function emptyBody(p: TokenReader, { start, end }: Span, endSpan: Span): NativeBody {
  return { kind: "body", start, end, file: p.file, items: [], endSpan };
}

/** Null when there is nothing of it to keep. */
function parseBlockBody(p: TokenReader, name: number, open: number): NativeBody | null {
  if (!p.enter()) return null;
  const oneLine = !p.is(Token.Newline) && !p.is(Token.EOF) && !p.is(Token.CBrace);
  const body = oneLine ? parseOneLineBody(p, name, open) : parseBody(p, Token.CBrace);
  p.leave();
  return body;
}

/** `block { name = value }`: one argument, on one line. */
function parseOneLineBody(p: TokenReader, name: number, open: number): NativeBody | null {
  const told = p.diagnostics.length;
  const attribute = parseOneLineArgument(p);
  const body: NativeBody | null = attribute && {
    kind: "body",
    start: attribute.start,
    end: attribute.end,
    file: p.file,
    items: [attribute],
    endSpan: { start: attribute.end, end: attribute.end },
  };
  if (p.is(Token.CBrace)) {
    p.read();
    return body;
  }
  if (p.is(Token.EOF)) {
    if (!p.recovery) p.errorUnlessSaid(told, p.span(open), unclosedBlock(p, open));
  } else if (p.is(Token.Comma) || p.is(Token.Newline) || !p.recovery) {
    p.errorUnlessSaid(told, p.span(p.next), say.oneLineBlock(p.tokenText(name), p.kind, p.found()));
  }
  p.recover(Token.CBrace);
  return body;
}

function parseOneLineArgument(p: TokenReader): Attribute | null {
  const kind = p.kind;
  const name = p.read();
  if (kind !== Token.Ident) {
    p.errorOrConsequence(p.span(name), say.itemExpected(kind, p.describe(name, kind)));
  } else if (p.is(Token.Equal)) {
    return parseAttribute(p, name, true);
  } else if (p.is(Token.OQuote) || p.is(Token.OBrace) || p.is(Token.Ident)) {
    p.errorOrConsequence(p.between(name, p.next), say.blockInOneLine(p.tokenText(name)));
  } else {
    p.errorOrConsequence(p.span(name), say.afterName(p.tokenText(name), p.found()));
  }
  p.recoverAfterItem();
  return null;
}
