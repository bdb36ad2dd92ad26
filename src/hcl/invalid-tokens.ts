/** Tells of tokens that are wrong wherever they stand, before anything is parsed. What repeats a mistake stays unsaid. */

import * as say from "./syntax-errors.ts";
import type { TokenReader } from "./token-reader.ts";
import { Token } from "./tokens.ts";

const mostBitwise = 4;
/** Opening and closing ones: two strings. */
const mostQuotes = 4;

export function reportInvalidTokens(p: TokenReader): void {
  const { kinds, count } = p.tokens;
  for (let token = 0; token < count; token++) {
    if ((kinds[token] ?? 0) >= Token.BitwiseAnd) {
      report(p);
      return;
    }
  }
}

function report(p: TokenReader): void {
  const { kinds, count, text } = p.tokens;
  const told = { bitwise: 0, backticks: 0, apostrophes: 0, semicolons: 0, badUtf8: 0, nul: 0 };
  const lastBitwise = new Map<number, number>();
  const quotes: number[] = [];
  let lineEnd = 0;
  for (let token = 0; token < count; token++) {
    const kind = kinds[token] ?? Token.EOF;
    const span = p.span(token);
    switch (kind) {
      case Token.OQuote:
        quotes.push(token);
        break;
      case Token.CQuote:
        quotes.pop();
        break;
      case Token.BitwiseAnd:
      case Token.BitwiseOr:
      case Token.BitwiseNot:
      case Token.BitwiseXor:
        if (p.rawStart(token) < (lastBitwise.get(kind) ?? 0) || told.bitwise === mostBitwise) break;
        lastBitwise.set(kind, lineEndAfter(text, p.rawStart(token)));
        told.bitwise++;
        p.tokenError(span, say.bitwiseOperator(p.tokenText(token)));
        break;
      case Token.Backtick:
        // The second of a pair is the end of the same mistake.
        if (told.backticks++ % 2 === 0 && told.backticks < mostQuotes) p.tokenError(span, say.backtick());
        break;
      case Token.Apostrophe:
        if (told.apostrophes++ % 2 === 0 && told.apostrophes < mostQuotes) p.tokenError(span, say.apostrophe());
        break;
      case Token.Semicolon:
        if (told.semicolons++ === 0) p.tokenError(span, say.semicolon());
        break;
      case Token.BadUTF8:
        if (told.badUtf8++ === 0) p.tokenError(span, say.notUtf8());
        break;
      case Token.QuotedNewline:
        // From here on, what was meant as text is read as code, and the other way round.
        reportOpenString(p, token, quotes, p.rawStart(token) < lineEnd);
        return;
      case Token.Invalid: {
        const character = p.tokenText(token);
        if (character === "\0" && told.nul++ > 0) break;
        if (p.rawStart(token) < lineEnd) break;
        lineEnd = lineEndAfter(text, p.rawStart(token)) + 1;
        // All that follows a lone CR in a heredoc is in its token, because the lexer doesn't get past it.
        const end = character.startsWith("\r") ? p.place(p.rawStart(token) + 1) : span.end;
        p.tokenError({ start: span.start, end }, say.invalidCharacter(character));
        break;
      }
    }
  }
}

function lineEndAfter(text: string, offset: number): number {
  const lineBreak = text.indexOf("\n", offset);
  return lineBreak === -1 ? text.length : lineBreak;
}

/** `explained`: something else on this line is told, which may be why its quotes don't pair. */
function reportOpenString(p: TokenReader, lineBreak: number, quotes: readonly number[], explained: boolean): void {
  const inner = quotes.at(-1) ?? lineBreak;
  const outer = quotes.at(-2);
  const open = outer !== undefined && inner === lineBreak - 1 ? outer + 1 : -1;
  // A string of nothing at the end of the line, within an interpolation: the end of the string around it was meant.
  p.silenceFrom(p.tokens.text.lastIndexOf("\n", p.rawStart(inner)) + 1);
  if (explained) return;
  if (open >= 0 && outer !== undefined && p.kindOf(interpolationIn(p, outer, inner)) === Token.TemplateInterp) {
    p.tokenError(
      p.span(lineBreak),
      say.unclosedInterpolation("the end of the string", p.span(interpolationIn(p, outer, inner))),
    );
  } else {
    p.tokenError(p.span(lineBreak), say.lineBreakInString(p.span(inner)));
  }
}

/** The last interpolation that begins between two tokens. */
function interpolationIn(p: TokenReader, first: number, last: number): number {
  let token = last;
  while (token > first && p.kindOf(token) !== Token.TemplateInterp) token--;
  return token;
}
