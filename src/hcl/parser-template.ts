/**
 * Strings, heredocs and template files. Their tokens become parts first, because stripping and the removal of
 * indentation look at neighbours; then directives nest the parts into a tree.
 */

import { trimLeft, trimRight } from "./characters.ts";
import { parseForNames } from "./parser-for.ts";
import { literalText } from "./string-literal.ts";
import * as say from "./syntax-errors.ts";
import { meldLiterals, nfc, removeIndentation, type TemplatePart } from "./template-parts.ts";
import { nestParts } from "./template-tree.ts";
import type { TokenReader } from "./token-reader.ts";
import { Token } from "./tokens.ts";
import type { Expression, Label } from "./tree.ts";

type End = typeof Token.EOF | typeof Token.CQuote | typeof Token.CHeredoc;

const tilde = 0x7e;
const minus = 0x2d;

export interface ParsedTemplate {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly Expression[];
  /** It is exactly one interpolation. */
  readonly wraps: boolean;
}

/** A quoted string or a heredoc. */
export function parseString(p: TokenReader): Expression {
  const kind = p.kind;
  const open = p.read();
  if (kind === Token.OQuote && p.is(Token.QuotedLit) && p.kindOf(p.next + 1) === Token.CQuote) {
    return parsePlainString(p, open);
  }
  if (!p.enter()) return p.errorExpression(p.span(open));
  const flush = kind === Token.OHeredoc && p.tokens.text.charCodeAt(p.rawStart(open) + 2) === minus;
  const { parts, wraps } = parseTemplateTo(p, kind === Token.OQuote ? Token.CQuote : Token.CHeredoc, flush);
  p.leave();
  p.grow(p.height);
  const { start, end } = p.between(open, p.lastRead);
  const [only] = parts;
  if (wraps && only) return { kind: "template-wrap", start, end, wrapped: only };
  return { kind: "template", start, end, parts };
}

/** A string without interpolations, which most are. */
function parsePlainString(p: TokenReader, open: number): Expression {
  const literal = p.read();
  const value = nfc(literalText(p, literal, true));
  const close = p.read();
  p.height = 1;
  const part: Expression = { kind: "literal", start: p.start(literal), end: p.end(literal), type: "string", value };
  return { kind: "template", start: p.start(open), end: p.end(close), parts: [part] };
}

/** Up to and with the token that ends it. Leaves the height of its highest part in `p`. */
export function parseTemplateTo(p: TokenReader, end: End, flush: boolean): ParsedTemplate {
  const first = p.next;
  const { parts, last, complete } = parseParts(p, end);
  if (flush) removeIndentation(parts);
  const melded = meldLiterals(parts);
  const nested = nestParts(p, melded, p.span(last), complete);
  return {
    ...p.between(first, last),
    parts: nested,
    wraps: melded.length === 1 && melded[0]?.kind === "interpolation",
  };
}

// ── Parts ─────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Parts {
  readonly parts: TemplatePart[];
  /** The token that ended it. */
  readonly last: number;
  /** No directive was lost. */
  readonly complete: boolean;
}

function parseParts(p: TokenReader, end: End): Parts {
  const first = p.next;
  const parts: TemplatePart[] = [];
  let stripNext = false;
  let last: number;
  let complete = true;
  for (;;) {
    const kind = p.kind;
    const token = p.read();
    if (kind === end) {
      last = token;
      break;
    }
    const strip = stripNext;
    stripNext = false;
    if (kind === Token.StringLit || kind === Token.QuotedLit) {
      const text = literalText(p, token, kind === Token.QuotedLit);
      parts.push({
        kind: "literal",
        text: strip ? trimLeft(text) : text,
        start: p.rawStart(token),
        end: p.rawEnd(token),
      });
    } else if (kind === Token.TemplateInterp || kind === Token.TemplateControl) {
      const before = parts.at(-1);
      if (before?.kind === "literal" && isStrip(p, p.rawEnd(token) - 1)) before.text = trimRight(before.text);
      const outer = p.countNewlines(false);
      const closing =
        kind === Token.TemplateInterp
          ? parseInterpolation(p, token, parts, first, end)
          : parseDirective(p, token, parts);
      p.countNewlines(outer);
      stripNext = closing !== null && isStrip(p, p.rawStart(closing));
      if (closing === null && kind === Token.TemplateControl) complete = false;
    } else {
      p.errorUnlessLost(p.span(token), say.unclosedTemplate(p.describe(token, kind)));
      last = p.recover(end);
      complete = false;
      break;
    }
  }
  if (parts.length === 0) {
    // The place that HCL gives an empty string: behind its closing quote.
    const at = p.rawEnd(first);
    parts.push({ kind: "literal", text: "", start: at, end: at });
  }
  return { parts, last, complete };
}

function isStrip(p: TokenReader, at: number): boolean {
  return p.tokens.text.charCodeAt(at) === tilde;
}

/** Returns the token that closed it, or null when it was lost. */
function parseInterpolation(
  p: TokenReader,
  open: number,
  parts: TemplatePart[],
  first: number,
  end: End,
): number | null {
  const expr = p.expression();
  const { height } = p;
  const span = p.between(open, p.next);
  const closed = p.is(Token.TemplateSeqEnd);
  let closing: number | null = null;
  if (closed) {
    closing = p.read();
  } else {
    if (!p.recovery) reportUnclosedInterpolation(p, open, first, end);
    p.recover(Token.TemplateSeqEnd);
  }
  parts.push({ kind: "interpolation", expr, height, ...span });
  return closing;
}

function reportUnclosedInterpolation(p: TokenReader, open: number, first: number, end: End): void {
  const quote = end === Token.CQuote && (p.is(Token.CQuote) || p.is(Token.OQuote));
  if (p.is(Token.EOF) || quote) {
    const where = quote ? "the end of the string" : "the end of the file";
    p.error(p.span(first), say.unclosedInterpolation(where, p.span(open)));
  } else {
    p.error(p.span(p.next), say.afterInterpolation(p.kind, p.found()));
  }
}

/** `%{…}`. Returns the token that closed it, or null when it was lost. */
function parseDirective(p: TokenReader, open: number, parts: TemplatePart[]): number | null {
  const refuse = (message: say.Message): null => {
    p.errorUnlessLost(p.span(p.next), message);
    p.recover(Token.TemplateSeqEnd);
    return null;
  };
  if (!p.is(Token.Ident)) return refuse(say.directiveKeyword(p.found()));
  const keyword = p.tokenText(p.next);
  switch (keyword) {
    case "if": {
      p.read();
      const condition = p.expression();
      parts.push({ kind: "if", condition, height: p.height, ...p.between(open, p.next) });
      break;
    }
    case "else":
    case "endif":
    case "endfor":
      p.read();
      parts.push({ kind: "marker", keyword, ...p.between(open, p.next) });
      break;
    case "for": {
      p.read();
      const names = parseForNames(p, refuse);
      if (names === null) return null;
      const collection = p.expression();
      parts.push({ kind: "for", ...names, collection, height: p.height, ...p.between(open, p.next) });
      break;
    }
    default:
      return refuse(say.unknownDirective(keyword));
  }
  if (p.is(Token.TemplateSeqEnd)) return p.read();
  return refuse(say.afterDirective(keyword, p.found()));
}

// ── Quoted literals ───────────────────────────────────────────────────────────────────────────────────────────────

/** A string in which nothing is interpolated: a label, or a key of a traversal on its own. */
export function parseQuotedLiteral(p: TokenReader): Label {
  const open = p.read();
  let value = "";
  let sequences = 0;
  for (;;) {
    const kind = p.kind;
    const token = p.read();
    switch (kind) {
      case Token.CQuote:
        return { ...p.between(open, token), value };
      case Token.QuotedLit:
        value += literalText(p, token, true);
        break;
      case Token.TemplateInterp:
      case Token.TemplateControl: {
        const sigil = kind === Token.TemplateInterp ? "$" : "%";
        if (sequences++ === 0) p.error(p.span(token), say.sequenceInLiteral(sigil));
        else p.consequence();
        value += `${sigil}{ ... }`;
        p.recover(Token.TemplateSeqEnd);
        break;
      }
      case Token.EOF:
        p.error(p.span(token), say.unclosedLiteral(p.span(open)));
        p.recovery = true;
        return { ...p.between(open, token), value };
      default:
        p.error(p.span(token), say.notInLiteral(p.describe(token, kind), p.span(open)));
        p.recover(Token.CQuote);
        return { ...p.between(open, token), value };
    }
  }
}
