/**
 * Text → tokens of HCL's native syntax, lossless and without a message: the parser tells what is wrong.
 * By character code and table, no regular expression and no substring per token. Nesting of strings, heredocs and
 * interpolations is a stack of modes, so that no input can exhaust the call stack.
 */

import type { InvalidBytes, SourceFile } from "../source.ts";
import { isDigit, isIdentifierPart, isIdentifierStart, isSpace } from "./characters.ts";
import { blank, classes, continuesName, digit, letter, single, singleKinds, special } from "./lexer-tables.ts";
import { Token, type Tokens } from "./tokens.ts";

/** What is lexed: the whole file unless a part is named, or a text that stands for a part of the file. */
export interface LexOptions {
  readonly text?: string;
  readonly start?: number;
  readonly end?: number;
  /** The text is that of a template, as in a template file or a string of a JSON file. */
  readonly template?: boolean;
}

/** Tokens of one file: a thousand times what a template has. */
export const maxTokens = 500_000;

/** No room for another token. Thrown and caught in this file only. */
class Full extends Error {}

/** Never fails: what HCL doesn't know becomes a token as well. */
export function lex(file: SourceFile, options: LexOptions = {}): Tokens {
  return new Lexer(file, options).run();
}

type Mode = "code" | "quoted" | "heredoc" | "template";

interface OpenHeredoc {
  readonly marker: string;
  /** The next literal begins a line, so it may be the end marker. */
  startOfLine: boolean;
}

const replacement = 0xfffd;
const byteOrderMark = 0xfeff;

class Lexer {
  private readonly file: SourceFile;
  private readonly text: string;
  private readonly end: number;
  private readonly template: boolean;
  private readonly invalid: readonly InvalidBytes[];
  private nextInvalid = 0;
  private at: number;

  private count = 0;
  private kinds: Uint8Array;
  private starts: Uint32Array;
  private ends: Uint32Array;

  private mode: Mode;
  private readonly outerModes: Mode[] = [];
  private braces = 0;
  /** Of each open interpolation the number of braces at which `}` ends it. */
  private readonly interpolations: number[] = [];
  private readonly heredocs: OpenHeredoc[] = [];
  /** A comment that begins after this has no end. */
  private unclosedComment: number;

  constructor(file: SourceFile, options: LexOptions) {
    this.file = file;
    this.text = options.text ?? file.text;
    this.at = options.start ?? 0;
    this.end = options.end ?? this.text.length;
    this.template = options.template ?? false;
    this.mode = this.template ? "template" : "code";
    this.invalid = (options.text === undefined ? file.invalidUtf8 : undefined) ?? [];
    this.unclosedComment = this.end;
    const capacity = Math.min(((this.end - this.at) >> 2) + 16, maxTokens);
    this.kinds = new Uint8Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
  }

  run(): Tokens {
    if (this.text.charCodeAt(this.at) === byteOrderMark && this.at < this.end) this.at++;
    let full = false;
    try {
      this.readAll();
      this.emit(Token.EOF, this.end, this.end);
    } catch (error) {
      if (!(error instanceof Full)) throw error;
      full = true;
      this.count = maxTokens - 1;
      this.emit(Token.EOF, this.end, this.end);
    }
    return {
      file: this.file,
      text: this.text,
      count: this.count,
      kinds: this.kinds,
      starts: this.starts,
      ends: this.ends,
      ...(full ? { full: true as const } : {}),
    };
  }

  private readAll(): void {
    while (this.at < this.end) {
      switch (this.mode) {
        case "code":
          this.code();
          break;
        case "quoted":
          this.quoted();
          break;
        case "heredoc":
        case "template":
          this.lines();
          break;
        default:
          this.mode satisfies never;
      }
    }
  }

  private emit(kind: number, start: number, end: number): void {
    const index = this.count++;
    if (index === this.kinds.length) this.grow();
    this.kinds[index] = kind;
    this.starts[index] = start;
    this.ends[index] = end;
    this.at = end;
  }

  private grow(): void {
    if (this.kinds.length >= maxTokens) throw new Full();
    const capacity = Math.min(this.kinds.length * 2, maxTokens);
    const { kinds, starts, ends } = this;
    this.kinds = new Uint8Array(capacity);
    this.kinds.set(kinds);
    this.starts = new Uint32Array(capacity);
    this.starts.set(starts);
    this.ends = new Uint32Array(capacity);
    this.ends.set(ends);
  }

  private enter(mode: Mode): void {
    this.outerModes.push(this.mode);
    this.mode = mode;
  }

  private leave(): void {
    this.mode = this.outerModes.pop() ?? "code";
  }

  /** Like `charCodeAt`, but -1 outside what is lexed. */
  private codeAt(at: number): number {
    return at < this.end ? this.text.charCodeAt(at) : -1;
  }

  /** A code point; a surrogate without its other half is one of its own. */
  private codePointAt(at: number): number {
    const code = this.codeAt(at);
    if (code < 0xd800 || code > 0xdbff) return code;
    const low = this.codeAt(at + 1);
    return low >= 0xdc00 && low <= 0xdfff ? (code - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000 : code;
  }

  /** The bytes that aren't UTF-8 behind the replacement character at `at`, if it stands for such. */
  private invalidAt(at: number): InvalidBytes | undefined {
    let entry = this.invalid[this.nextInvalid];
    while (entry && entry.start < at) entry = this.invalid[++this.nextInvalid];
    while (this.nextInvalid > 0 && (this.invalid[this.nextInvalid - 1]?.start ?? 0) >= at) {
      entry = this.invalid[--this.nextInvalid];
    }
    return entry?.start === at ? entry : undefined;
  }

  /** HCL makes a token of each byte; those of one replacement character share its place. */
  private badBytes(bad: InvalidBytes): void {
    this.emit(Token.BadUTF8, bad.start, bad.end);
    for (let byte = 1; byte < bad.bytes; byte++) this.emit(Token.BadUTF8, bad.end, bad.end);
  }

  // ── Code ────────────────────────────────────────────────────────────────────────────────────────────────────────

  private code(): void {
    const { text, end } = this;
    let at = this.at;
    while (at < end) {
      const code = text.charCodeAt(at);
      const kind = code < 128 ? (classes[code] ?? special) : special;
      switch (kind) {
        case blank:
          at++;
          continue;
        case letter: {
          const start = at++;
          let next = at < end ? text.charCodeAt(at) : 0;
          while (next < 128 && continuesName[next] === 1) next = ++at < end ? text.charCodeAt(at) : 0;
          if (next >= 128) at = this.nameEnd(at);
          this.emit(Token.Ident, start, at);
          continue;
        }
        case single:
          this.emit(singleKinds[code] ?? Token.Invalid, at, at + 1);
          at++;
          continue;
        case digit:
          this.emit(Token.NumberLit, at, this.numberEnd(at));
          break;
        default:
          this.special(code, at);
          if (this.mode !== "code") return;
      }
      at = this.at;
    }
    this.at = at;
  }

  private special(code: number, at: number): void {
    const next = this.codeAt(at + 1);
    switch (code) {
      case 0x22: // "
        this.emit(Token.OQuote, at, at + 1);
        this.enter("quoted");
        return;
      case 0x3d: // =
        if (next === 0x3d) this.emit(Token.EqualOp, at, at + 2);
        else if (next === 0x3e) this.emit(Token.FatArrow, at, at + 2);
        else this.emit(Token.Equal, at, at + 1);
        return;
      case 0x2e: // .
        if (next === 0x2e && this.codeAt(at + 2) === 0x2e) this.emit(Token.Ellipsis, at, at + 3);
        else this.emit(Token.Dot, at, at + 1);
        return;
      case 0x7b: // {
        this.emit(Token.OBrace, at, at + 1);
        this.braces++;
        return;
      case 0x7d: // }
        this.closeBrace(at);
        return;
      case 0x23: // #
        this.lineComment(at);
        return;
      case 0x2f: // /
        this.slash(next, at);
        return;
      case 0x3a: // :
        if (next === 0x3a) this.emit(Token.DoubleColon, at, at + 2);
        else this.emit(Token.Colon, at, at + 1);
        return;
      case 0x21: // !
        if (next === 0x3d) this.emit(Token.NotEqual, at, at + 2);
        else this.emit(Token.Bang, at, at + 1);
        return;
      case 0x3e: // >
        if (next === 0x3d) this.emit(Token.GreaterThanEq, at, at + 2);
        else this.emit(Token.GreaterThan, at, at + 1);
        return;
      case 0x3c: // <
        if (next === 0x3d) this.emit(Token.LessThanEq, at, at + 2);
        else if (next !== 0x3c || !this.heredocStart(at)) this.emit(Token.LessThan, at, at + 1);
        return;
      case 0x26: // &
        if (next === 0x26) this.emit(Token.And, at, at + 2);
        else this.emit(Token.BitwiseAnd, at, at + 1);
        return;
      case 0x7c: // |
        if (next === 0x7c) this.emit(Token.Or, at, at + 2);
        else this.emit(Token.BitwiseOr, at, at + 1);
        return;
      case 0x7e: // ~
        if (next === 0x7d) this.closeStrip(at);
        else this.emit(Token.BitwiseNot, at, at + 1);
        return;
      case 0x0d: // CR
        if (next === 0x0a) this.emit(Token.Newline, at, at + 2);
        else this.emit(Token.Invalid, at, at + 1);
        return;
      default:
        if (code < 128) this.emit(Token.Invalid, at, at + 1);
        else this.beyondAscii(at);
    }
  }

  private beyondAscii(at: number): void {
    const codePoint = this.codePointAt(at);
    if (codePoint === replacement) {
      const bytes = this.invalidAt(at);
      if (bytes?.letter?.starts) {
        this.emit(Token.Ident, at, this.nameEnd(bytes.letter.end));
        return;
      }
      if (bytes) {
        if (bytes.tolerated) this.emit(Token.Invalid, at, bytes.end);
        else this.badBytes(bytes);
        return;
      }
    }
    const length = codePoint > 0xffff ? 2 : 1;
    if (isIdentifierStart(codePoint)) this.emit(Token.Ident, at, this.nameEnd(at + length));
    else this.emit(Token.Invalid, at, at + length);
  }

  private nameEnd(at: number): number {
    for (;;) {
      const codePoint = this.codePointAt(at);
      const malformed = codePoint === replacement ? this.invalidAt(at)?.letter : undefined;
      if (malformed) {
        at = malformed.end;
      } else {
        if (codePoint < 0 || !isIdentifierPart(codePoint)) return at;
        at += codePoint > 0xffff ? 2 : 1;
      }
    }
  }

  /** Digits, dots and exponents in any order (`1..2` and `1e5.5` are one token); a dot never comes last. */
  private numberEnd(at: number): number {
    let end = at;
    for (;;) {
      const code = this.codeAt(at);
      if (isDigit(code)) {
        end = ++at;
      } else if (code === 0x2e) {
        at++;
      } else if (code === 0x65 || code === 0x45) {
        const sign = this.codeAt(at + 1);
        const exponent = sign === 0x2b || sign === 0x2d ? at + 2 : at + 1;
        if (!isDigit(this.codeAt(exponent))) return end;
        end = at = exponent + 1;
      } else {
        return end;
      }
    }
  }

  private closeBrace(at: number): void {
    const interpolations = this.interpolations;
    if (interpolations.length > 0 && interpolations[interpolations.length - 1] === this.braces) {
      interpolations.pop();
      this.emit(Token.TemplateSeqEnd, at, at + 1);
      this.leave();
    } else {
      this.emit(Token.CBrace, at, at + 1);
    }
    this.braces--;
  }

  /** `~}` is always the end of an interpolation or directive, even where none is open. */
  private closeStrip(at: number): void {
    this.emit(Token.TemplateSeqEnd, at, at + 2);
    const interpolations = this.interpolations;
    if (interpolations.length > 0 && interpolations[interpolations.length - 1] === this.braces) {
      interpolations.pop();
      this.leave();
    }
    this.braces--;
  }

  /** A comment to the end of the line is one token with its line break. */
  private lineComment(at: number): void {
    const lineBreak = this.text.indexOf("\n", at);
    this.emit(Token.Comment, at, lineBreak === -1 || lineBreak >= this.end ? this.end : lineBreak + 1);
  }

  private slash(next: number, at: number): void {
    if (next === 0x2f) {
      this.lineComment(at);
      return;
    }
    const end = next === 0x2a ? this.blockCommentEnd(at) : -1;
    if (end === -1) this.emit(Token.Slash, at, at + 1);
    else this.emit(Token.Comment, at, end);
  }

  private blockCommentEnd(at: number): number {
    if (at >= this.unclosedComment) return -1;
    const close = this.text.indexOf("*/", at + 2);
    if (close !== -1 && close + 2 <= this.end) return close + 2;
    this.unclosedComment = at;
    return -1;
  }

  /** `<<NAME` or `<<-NAME` directly before a line break. */
  private heredocStart(at: number): boolean {
    const name = this.codeAt(at + 2) === 0x2d ? at + 3 : at + 2;
    const first = this.codePointAt(name);
    if (first < 0 || !isIdentifierStart(first)) return false;
    const nameEnd = this.nameEnd(name);
    const lineBreak = this.codeAt(nameEnd) === 0x0d ? nameEnd + 1 : nameEnd;
    if (this.codeAt(lineBreak) !== 0x0a) return false;
    this.emit(Token.OHeredoc, at, lineBreak + 1);
    this.heredocs.push({ marker: this.text.slice(name, nameEnd), startOfLine: true });
    this.enter("heredoc");
    return true;
  }

  // ── Strings ─────────────────────────────────────────────────────────────────────────────────────────────────────

  private quoted(): void {
    const { text, end } = this;
    let literal = this.at;
    let at = literal;
    const flush = (): void => {
      if (at > literal) this.emit(Token.QuotedLit, literal, at);
    };
    while (at < end) {
      const code = text.charCodeAt(at);
      // Most characters are beyond the four that matter.
      if (code > 0x5c && code !== replacement) {
        at++;
        continue;
      }
      switch (code) {
        case 0x22: // "
          flush();
          this.emit(Token.CQuote, at, at + 1);
          this.leave();
          return;
        case 0x5c: {
          const next = this.codeAt(at + 1);
          const bytes = next === replacement ? this.invalidAt(at + 1) : undefined;
          if (next === -1 || next === 0x0a || next === 0x0d || (bytes && !bytes.tolerated)) {
            flush();
            this.emit(Token.Invalid, at, at + 1);
            literal = at = this.at;
          } else {
            at = bytes ? bytes.end : at + 2;
          }
          continue;
        }
        case 0x0a:
        case 0x0d: {
          flush();
          let after = at + 1;
          while (this.codeAt(after) === 0x0a || this.codeAt(after) === 0x0d) after++;
          this.emit(Token.QuotedNewline, at, after);
          literal = at = after;
          continue;
        }
        case 0x24: // $
        case 0x25: {
          flush();
          const next = this.codeAt(at + 1);
          if (next === 0x7b) {
            this.beginSequence(code, at);
            return;
          }
          if (next === -1) this.emit(Token.Invalid, at, end);
          else this.emit(Token.QuotedLit, at, this.escapedSequenceEnd(code, at));
          literal = at = this.at;
          continue;
        }
        case replacement: {
          const bytes = this.invalidAt(at);
          if (bytes && !bytes.tolerated) {
            flush();
            this.badBytes(bytes);
            literal = at = this.at;
          } else {
            at = bytes ? bytes.end : at + 1;
          }
          continue;
        }
        default:
          at++;
      }
    }
    flush();
    this.at = at;
  }

  /** `${`, `%{`, with `~` when it strips. */
  private beginSequence(sigil: number, at: number): void {
    const kind = sigil === 0x24 ? Token.TemplateInterp : Token.TemplateControl;
    this.emit(kind, at, this.codeAt(at + 2) === 0x7e ? at + 3 : at + 2);
    this.braces++;
    this.interpolations.push(this.braces);
    const heredoc = this.heredocs.at(-1);
    if (heredoc) heredoc.startOfLine = false;
    this.enter("code");
  }

  /** A doubled sigil before a brace escapes it, with the `~` that may follow; any other sigil is a literal of its own. */
  private escapedSequenceEnd(sigil: number, at: number): number {
    if (this.codeAt(at + 1) !== sigil || this.codeAt(at + 2) !== 0x7b) return at + 1;
    return this.codeAt(at + 3) === 0x7e ? at + 4 : at + 3;
  }

  // ── Heredocs and template files ─────────────────────────────────────────────────────────────────────────────────

  /** A literal here ends with its line, if nothing ends it before. */
  private lines(): void {
    const { text, end } = this;
    const literal = this.at;
    let at = literal;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code > 0x25 && code !== replacement) continue;
      switch (code) {
        case 0x0a:
          this.lineEnd(literal, at + 1);
          return;
        case 0x24: // $
        case 0x25:
          this.midline(literal, at);
          this.sigil(code, at);
          return;
        case 0x0d:
          if (this.codeAt(at + 1) === 0x0a) {
            this.lineEnd(literal, at + 2);
          } else {
            this.midline(literal, at);
            this.stuck(at);
          }
          return;
        case replacement: {
          const bytes = this.invalidAt(at);
          if (bytes?.tolerated) {
            at = bytes.end - 1;
          } else if (bytes) {
            this.midline(literal, at);
            this.badBytes(bytes);
            return;
          }
        }
      }
    }
    this.midline(literal, at);
  }

  private midline(start: number, end: number): void {
    if (start === end) return;
    this.emit(Token.StringLit, start, end);
    const heredoc = this.mode === "heredoc" ? this.heredocs.at(-1) : undefined;
    if (heredoc) heredoc.startOfLine = false;
  }

  private lineEnd(start: number, end: number): void {
    const heredoc = this.mode === "heredoc" ? this.heredocs.at(-1) : undefined;
    if (heredoc?.startOfLine && this.isMarker(heredoc.marker, start, end)) {
      const lineBreak = this.text.charCodeAt(end - 2) === 0x0d ? end - 2 : end - 1;
      this.emit(Token.CHeredoc, start, lineBreak);
      this.emit(Token.Newline, lineBreak, end);
      this.heredocs.pop();
      this.leave();
      return;
    }
    this.emit(Token.StringLit, start, end);
    if (heredoc) heredoc.startOfLine = true;
  }

  /** The marker closes its heredoc when it stands alone on its line, within white space of any kind. */
  private isMarker(marker: string, start: number, end: number): boolean {
    while (start < end && isSpace(this.text.charCodeAt(start))) start++;
    const after = start + marker.length;
    if (after >= end || !this.text.startsWith(marker, start)) return false;
    for (let at = after; at < end; at++) if (!isSpace(this.text.charCodeAt(at))) return false;
    return true;
  }

  private sigil(code: number, at: number): void {
    const next = this.codeAt(at + 1);
    const literalEnd = this.escapedSequenceEnd(code, at);
    if (next === 0x7b) {
      this.beginSequence(code, at);
    } else if (next === -1) {
      this.stuck(at);
    } else if (literalEnd > at + 1) {
      const lineBreak = this.codeAt(literalEnd) === 0x0d ? literalEnd + 1 : literalEnd;
      if (this.codeAt(lineBreak) === 0x0a) this.lineEnd(at, lineBreak + 1);
      else this.midline(at, literalEnd);
    } else {
      // HashiCorp's scanner takes the byte between a sigil and a line break into the same token.
      const after = this.codeAt(at + 2);
      const oneByte = next < 128 || (next === replacement && this.invalidAt(at + 1)?.bytes === 1);
      this.midline(at, oneByte && (after === 0x0a || after === 0x0d) ? at + 2 : at + 1);
    }
  }

  /**
   * What HashiCorp's scanner doesn't get past, a CR without LF or a sigil at the end of the text: all the rest is one
   * token, invalid in a heredoc and literal in a template file.
   */
  private stuck(at: number): void {
    const literal = this.template && this.outerModes.length === 0;
    this.emit(literal ? Token.StringLit : Token.Invalid, at, this.end);
  }
}
