/** What the literal parts of strings and heredocs mean. */

import * as say from "./syntax-errors.ts";
import type { TokenReader } from "./token-reader.ts";

const backslash = 0x5c;
const dollar = 0x24;
const percent = 0x25;
const brace = 0x7b;

/** Text of a literal token. Mistakes are told, and stand in the text as they were written. */
export function literalText(p: TokenReader, token: number, quoted: boolean): string {
  const text = p.tokenText(token);
  let plain = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === dollar || code === percent || (code === backslash && quoted)) {
      plain = false;
      break;
    }
  }
  return plain ? text : unescapeText(p, text, p.rawStart(token), quoted);
}

function unescapeText(p: TokenReader, text: string, offset: number, quoted: boolean): string {
  let result = "";
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === backslash && quoted) {
      const sequence = readEscape(text, at);
      if (sequence.problem) {
        const span = { start: p.place(offset + at), end: p.place(offset + sequence.end) };
        p.error(span, sequence.problem);
      }
      result += sequence.text;
      at = sequence.end;
      // The second half of what JSON writes as two would be the same mistake again.
      if (sequence.pair) at += 6;
    } else if (code === dollar || code === percent) {
      // A doubled sigil before a brace stands for one; HCL scans sigils in pairs.
      const doubled = text.charCodeAt(at + 1) === code;
      const end = doubled ? at + 2 : at + 1;
      if (doubled && text.charCodeAt(end) === brace) {
        result += text.slice(at + 1, end + 1);
        at = end + 1;
      } else {
        result += text.slice(at, end);
        at = end;
      }
    } else {
      const start = at++;
      while (at < text.length && !startsSequence(text.charCodeAt(at), quoted)) at++;
      result += text.slice(start, at);
    }
  }
  return result;
}

function startsSequence(code: number, quoted: boolean): boolean {
  return code === dollar || code === percent || (code === backslash && quoted);
}

interface Escape {
  readonly text: string;
  readonly end: number;
  readonly problem?: say.Message;
  /** It is the first half of a surrogate pair. */
  readonly pair?: true;
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
]);

function readEscape(text: string, at: number): Escape {
  const selector = String.fromCodePoint(text.codePointAt(at + 1) ?? backslash);
  const end = at + 1 + selector.length;
  const simple = simpleEscapes.get(selector);
  if (simple !== undefined) return { text: simple, end };
  if (selector === "u") return readCodePoint(text, at, 4);
  if (selector === "U") return readCodePoint(text, at, 8);
  return { text: selector, end, problem: say.unknownEscape(selector) };
}

function readCodePoint(text: string, at: number, digits: 4 | 8): Escape {
  let end = at + 2;
  while (end < at + 2 + digits && /^[0-9a-fA-F]$/.test(text.charAt(end))) end++;
  const written = text.slice(at, end);
  if (end < at + 2 + digits) return { text: written, end, problem: say.shortEscape(written, digits) };
  const codePoint = Number.parseInt(text.slice(at + 2, end), 16);
  if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) {
    const low = /^\\u([dD][c-fC-F][0-9a-fA-F]{2})/.exec(text.slice(end, end + 6));
    if (codePoint < 0xd800 || codePoint > 0xdbff || !low) {
      return { text: written, end, problem: say.noSuchCharacter(written) };
    }
    const both = (codePoint - 0xd800) * 0x400 + (Number.parseInt(low[1] ?? "", 16) - 0xdc00) + 0x10000;
    const instead = `\\U${both.toString(16).padStart(8, "0")}`;
    return { text: written, end, problem: say.surrogatePair(written, instead), pair: true };
  }
  return { text: String.fromCodePoint(codePoint), end };
}
