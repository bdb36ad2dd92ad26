/** Tells of tokens that are wrong wherever they stand. Of each kind only so often: more would be noise (as in hcl v2.24). */

import * as say from "./syntax-errors.ts";
import type { TokenReader } from "./token-reader.ts";
import { Token } from "./tokens.ts";

const mostBitwise = 4;

export function reportInvalidTokens(p: TokenReader): void {
  const { kinds, count } = p.tokens;
  const told = { bitwise: 0, backticks: 0, apostrophes: 0, semicolons: 0, badUtf8: 0 };
  for (let token = 0; token < count; token++) {
    const kind = kinds[token] ?? Token.EOF;
    if (kind < Token.BitwiseAnd) continue;
    const span = p.span(token);
    switch (kind) {
      case Token.BitwiseAnd:
      case Token.BitwiseOr:
      case Token.BitwiseNot:
      case Token.BitwiseXor:
        if (told.bitwise++ < mostBitwise) p.error(span, say.bitwiseOperator(p.tokenText(token)));
        break;
      case Token.Backtick:
        // The second of a pair is the end of the same mistake.
        if (told.backticks % 2 === 0) p.error(span, say.backtick());
        if (told.backticks <= 2) told.backticks++;
        break;
      case Token.Apostrophe:
        if (told.apostrophes % 2 === 0) p.error(span, say.apostrophe());
        if (told.apostrophes <= 2) told.apostrophes++;
        break;
      case Token.Semicolon:
        if (told.semicolons++ === 0) p.error(span, say.semicolon());
        break;
      case Token.BadUTF8:
        if (told.badUtf8++ === 0) p.error(span, say.notUtf8());
        break;
      case Token.QuotedNewline:
        p.error(span, say.lineBreakInString());
        break;
      default:
        p.error(span, say.invalidCharacter(p.tokenText(token)));
    }
  }
}
