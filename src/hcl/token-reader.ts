/**
 * Where the parser is in its tokens, what it has told, and whether it is lost.
 *
 * Which line breaks count depends on the brackets around, so the next token is looked up again when that changes. Once
 * `recovery` is on, most messages stay unsaid: they would only repeat the mistake that is already told (as in hcl v2.24).
 */

import type { Diagnostic, Label } from "../diagnostic.ts";
import type { SourceFile, Span } from "../source.ts";
import { maxTokens } from "./lexer.ts";
import type { Message } from "./syntax-errors.ts";
import * as say from "./syntax-errors.ts";
import { Token, type TokenKind, type Tokens } from "./tokens.ts";
import type { ErrorExpr, Expression, Literal } from "./tree.ts";

/** Nested brackets, blocks and templates; each costs the parser several frames of its stack, about 1.5 kB. */
export const maxNesting = 300;
/** Height of an expression's tree, so that whoever walks it may recurse. Chains of operators count too. */
export const maxHeight = 1000;

export type MapOffset = (offset: number) => number;

export class TokenReader {
  readonly file: SourceFile;
  readonly tokens: Tokens;
  readonly diagnostics: Diagnostic[] = [];
  recovery = false;
  /** Kind of the next token. A comment that ends a line counts as the line break. */
  kind: number = Token.EOF;
  /** Index of the next token. */
  next = 0;
  /** Index of the last token that was read; -1 before the first. */
  previous = -1;
  /** Height of the expression that was parsed last. */
  height = 0;

  private readonly text: string;
  private readonly kinds: Uint8Array;
  private readonly rawStarts: Uint32Array;
  private readonly rawEnds: Uint32Array;
  private readonly starts: Uint32Array;
  private readonly ends: Uint32Array;
  private readonly mapOffset: MapOffset | undefined;
  private readonly parseExpression: (p: TokenReader) => Expression;
  private newlines = true;
  private nesting = 0;
  private tellings = 0;
  private silentFrom = Number.POSITIVE_INFINITY;
  private silentUntil = 0;
  private exhausted = false;

  /**
   * `parseExpression` is what terms recur to. `mapOffset` says where in the file the tokens' text stands, when that isn't
   * the file's text itself.
   */
  constructor(tokens: Tokens, parseExpression: (p: TokenReader) => Expression, mapOffset?: MapOffset) {
    this.parseExpression = parseExpression;
    this.tokens = tokens;
    this.file = tokens.file;
    this.text = tokens.text;
    this.kinds = tokens.kinds;
    this.rawStarts = tokens.starts;
    this.rawEnds = tokens.ends;
    this.mapOffset = mapOffset;
    this.starts = mapOffset ? tokens.starts.slice(0, tokens.count).map(mapOffset) : tokens.starts;
    this.ends = mapOffset ? tokens.ends.slice(0, tokens.count).map(mapOffset) : tokens.ends;
    this.find(0);
  }

  // ── Tokens ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Reads the next token. At the end of file that is `EOF`, again and again. */
  read(): number {
    const token = this.next;
    this.previous = token;
    this.find(token + 1);
    return token;
  }

  /** Whether the next token is of this kind. (A method, so that its answer isn't taken to last.) */
  is(kind: TokenKind): boolean {
    return this.kind === kind;
  }

  /** The first token from `from` on that counts. */
  private find(from: number): void {
    const last = this.tokens.count - 1;
    for (let index = from; index < last; index++) {
      const kind = this.kinds[index] ?? Token.EOF;
      if (kind > Token.Comment) {
        this.kind = kind;
        this.next = index;
        return;
      }
      if (!this.newlines) continue;
      if (kind === Token.Newline || this.text.charCodeAt((this.rawEnds[index] ?? 0) - 1) === 0x0a) {
        this.kind = Token.Newline;
        this.next = index;
        return;
      }
    }
    this.kind = Token.EOF;
    this.next = last;
  }

  /** Says whether line breaks count from here on; returns whether they did. */
  countNewlines(count: boolean): boolean {
    const before = this.newlines;
    if (before !== count) {
      this.newlines = count;
      this.find(this.previous + 1);
    }
    return before;
  }

  /** Kind of a token as it was written. */
  kindOf(token: number): number {
    return this.kinds[token] ?? Token.EOF;
  }

  start(token: number): number {
    return this.starts[token] ?? 0;
  }

  end(token: number): number {
    return this.ends[token] ?? 0;
  }

  span(token: number): Span {
    return { start: this.start(token), end: this.end(token) };
  }

  /** From the start of one token to the end of another. */
  between(first: number, last: number): Span {
    return { start: this.start(first), end: this.end(last) };
  }

  /** Offsets in the text that was lexed. */
  rawStart(token: number): number {
    return this.rawStarts[token] ?? 0;
  }

  rawEnd(token: number): number {
    return this.rawEnds[token] ?? 0;
  }

  /** The place in the file of an offset in the text that was lexed. */
  place(offset: number): number {
    return this.mapOffset ? this.mapOffset(offset) : offset;
  }

  tokenText(token: number): string {
    return this.text.slice(this.rawStarts[token], this.rawEnds[token]);
  }

  /** The last token read; the next one before the first. */
  get lastRead(): number {
    return this.previous < 0 ? this.next : this.previous;
  }

  /** How far a token is from the start of its line; -1 when it isn't the first there. */
  indentation(token: number): number {
    const line = token === 0 ? 0 : this.rawEnd(token - 1);
    return token === 0 || this.text.charCodeAt(line - 1) === 0x0a ? this.rawStart(token) - line : -1;
  }

  /** Whether the next token is this keyword. */
  isKeyword(keyword: string): boolean {
    if (this.kind !== Token.Ident) return false;
    const start = this.rawStart(this.next);
    return this.rawEnd(this.next) - start === keyword.length && this.text.startsWith(keyword, start);
  }

  expression(): Expression {
    return this.parseExpression(this);
  }

  // ── Messages ────────────────────────────────────────────────────────────────────────────────────────────────────

  /** To ask later whether anything was told since, or would have been but for a mistake that explains it. */
  get told(): number {
    return this.tellings;
  }

  /** Lost, and by something that was told since `told`. */
  lostSince(told: number): boolean {
    return this.recovery && this.tellings > told;
  }

  error(span: Span, message: Message): void {
    this.tellings++;
    if (!this.isExplained()) this.diagnostics.push(this.diagnostic(span, message));
  }

  /** A mistake that follows from one that is told: it counts, but isn't said. */
  consequence(): void {
    this.tellings++;
  }

  /** Says nothing more from this offset on: what stands there isn't read as it was meant. */
  silenceFrom(offset: number): void {
    this.silentFrom = offset;
  }

  /** Says nothing before this offset. */
  silenceUntil(offset: number): void {
    this.silentUntil = offset;
  }

  /** A mistake only when nothing that is told may have caused it: HCL lets it pass then. */
  errorUnlessLost(span: Span, message: Message): void {
    if (!this.recovery) this.error(span, message);
  }

  /** A mistake in any case, but said only when nothing that is told may have caused it. */
  errorOrConsequence(span: Span, message: Message): void {
    if (this.recovery) this.consequence();
    else this.error(span, message);
  }

  /** A mistake, unless one that was said since there were `count` is why. */
  errorUnlessSaid(count: number, span: Span, message: Message): void {
    if (this.diagnostics.length > count) this.consequence();
    else this.error(span, message);
  }

  /** Whether what has been told says it already. Invalid tokens are told before anything is parsed. */
  private isExplained(): boolean {
    if (this.exhausted || this.kindOf(this.next) >= Token.BitwiseAnd) return true;
    if (this.previous >= 0 && this.kindOf(this.previous) >= Token.BitwiseAnd) return true;
    const at = this.rawStart(this.next);
    return at >= this.silentFrom || at < this.silentUntil;
  }

  /** For tokens, which are told of wherever the parser is. */
  tokenError(span: Span, message: Message): void {
    this.tellings++;
    this.diagnostics.push(this.diagnostic(span, message));
  }

  private diagnostic(span: Span, { headline, label, help, related, rule }: Message): Diagnostic {
    const { start, end } = span;
    const labels: Label[] = [{ file: this.file, span: { start, end }, text: label ?? "", primary: true }];
    for (const other of related ?? [])
      labels.push({ file: this.file, span: other.span, text: other.text, primary: false });
    const diagnostic: Diagnostic = { rule: rule ?? "syntax-error", severity: "error", headline, labels, notes: [] };
    return help === undefined ? diagnostic : { ...diagnostic, help };
  }

  /** The next token, in words. */
  found(): string {
    return this.describe(this.next, this.kind);
  }

  describe(token: number, kind: number = this.kindOf(token)): string {
    return say.describeToken(kind, this.tokenText(token));
  }

  // ── Budget ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Goes one level deeper; false when that is too deep, told at `place`. Every `true` needs a `leave`. */
  enter(place?: Span): boolean {
    if (this.nesting >= maxNesting) {
      this.exhaust(place ?? this.span(this.next), say.nestedTooDeep(maxNesting));
      return false;
    }
    this.nesting++;
    return true;
  }

  /** To ask before anything else is told. */
  checkCount(): void {
    const { full, count } = this.tokens;
    if (full) this.exhaust(this.span(count - 2), say.tooManyTokens(maxTokens));
  }

  leave(): void {
    this.nesting--;
  }

  /** Sets the height of an expression over parts of that height; false when it is too high. */
  grow(partsHeight: number): boolean {
    this.height = partsHeight + 1;
    if (this.height <= maxHeight) return true;
    this.exhaust(this.span(this.previous), say.tooHigh(maxHeight));
    return false;
  }

  /** Tells it once, and goes to the end of the file: nothing after this would be worth its time. */
  private exhaust(place: Span, message: Message): void {
    this.error(place, message);
    this.exhausted = true;
    this.recovery = true;
    this.previous = this.tokens.count - 2;
    this.find(this.tokens.count - 1);
  }

  /** Stands for what can't be parsed. */
  errorExpression(span: Span): ErrorExpr {
    this.height = 0;
    return { kind: "error", start: span.start, end: span.end };
  }

  /** Stands for an expression that recovery gave up, as in HCL's tree. */
  unknownLiteral(start: number, end: number): Literal {
    this.height = 0;
    return { kind: "literal", start, end, type: "unknown", value: null };
  }

  // ── Recovery ────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Reads up to and with the token that closes what is open, over nested pairs of the same brackets. Returns it, or `EOF`. */
  recover(close: TokenKind): number {
    const open = openerOf(close);
    this.recovery = true;
    let nested = 0;
    for (;;) {
      let kind = this.kind;
      const token = this.read();
      if (close === Token.TemplateSeqEnd && kind === Token.TemplateControl) kind = Token.TemplateInterp;
      if (kind === close) {
        if (nested === 0) return token;
        nested--;
      } else if (kind === Token.EOF) {
        return token;
      } else if (kind === open) {
        nested++;
      }
    }
  }

  /** Reads over the next parentheses, whatever is in them. */
  recoverOverParentheses(): void {
    this.recovery = true;
    while (this.kind !== Token.OParen && this.kind !== Token.EOF) this.read();
    this.read();
    this.recover(Token.CParen);
  }

  /** Reads to the end of the line on which all brackets that are open here are closed, `bracket` among them. */
  recoverAfterItem(bracket?: number): void {
    this.recovery = true;
    const open: number[] = [];
    if (bracket === Token.OBrace || bracket === Token.OBrack || bracket === Token.OParen) open.push(bracket);
    for (;;) {
      const kind = this.kind;
      this.read();
      switch (kind) {
        case Token.EOF:
          return;
        case Token.Newline:
          if (open.length === 0) return;
          break;
        case Token.OBrace:
        case Token.OBrack:
        case Token.OParen:
        case Token.OQuote:
        case Token.OHeredoc:
          open.push(kind);
          break;
        case Token.TemplateInterp:
        case Token.TemplateControl:
          open.push(Token.TemplateInterp);
          break;
        case Token.CBrace:
        case Token.CBrack:
        case Token.CParen:
        case Token.CQuote:
        case Token.CHeredoc:
        case Token.TemplateSeqEnd: {
          const opener = openerOf(kind);
          while (open.length > 0 && open.at(-1) !== opener) open.pop();
          open.pop();
          break;
        }
      }
    }
  }
}

function openerOf(close: number): number {
  switch (close) {
    case Token.CBrace:
      return Token.OBrace;
    case Token.CBrack:
      return Token.OBrack;
    case Token.CParen:
      return Token.OParen;
    case Token.CQuote:
      return Token.OQuote;
    case Token.CHeredoc:
      return Token.OHeredoc;
    case Token.TemplateSeqEnd:
      return Token.TemplateInterp;
    default:
      return -1;
  }
}
