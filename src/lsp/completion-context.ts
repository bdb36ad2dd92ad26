/** Where the cursor stands, by the tokens before it: a text that is being typed has no tree that could be trusted. */

import { lex } from "../hcl/lexer.ts";
import { Token, type Tokens, tokenText } from "../hcl/tokens.ts";
import type { SourceFile } from "../source.ts";

export interface OpenBlock {
  readonly type: string;
  readonly labels: readonly string[];
  /** Offset behind its opening brace. */
  readonly start: number;
}

export type CompletionContext =
  | { readonly kind: "none" }
  /** A name of an argument or a block, or the type of one at the top. `blocks` are around it, outermost first. */
  | { readonly kind: "name"; readonly blocks: readonly OpenBlock[]; readonly typed: string }
  /** A label of a block, the one after `labels`; `quoted` inside of quotes. */
  | {
      readonly kind: "label";
      readonly type: string;
      readonly labels: readonly string[];
      readonly quoted: boolean;
      readonly typed: string;
    }
  /** The whole value of an argument, as far as it is written: nothing, or the text of a string. */
  | {
      readonly kind: "value";
      readonly blocks: readonly OpenBlock[];
      readonly attribute: string;
      readonly quoted: boolean;
      readonly typed: string;
    }
  /** A reference: names before the last dot, and what is typed of the next. Index brackets are left out. */
  | {
      readonly kind: "reference";
      readonly blocks: readonly OpenBlock[];
      readonly attribute: string | null;
      readonly steps: readonly string[];
      readonly typed: string;
    };

type Frame =
  | { readonly kind: "block"; readonly block: OpenBlock }
  | { readonly kind: "bracket" | "interpolation" | "template" | "quote" | "heredoc"; readonly start: number };

/** The line of tokens in a body: from its first token to the cursor. */
interface Item {
  readonly first: number;
  readonly equals: number;
}

const none: CompletionContext = { kind: "none" };

function nothing(): Item | null {
  return null;
}

export function completionContext(file: SourceFile, offset: number): CompletionContext {
  const tokens = lex(file, { end: Math.min(offset, file.text.length) });
  const frames: Frame[] = [];
  let item = nothing();
  const items: (Item | null)[] = [];
  const push = (frame: Frame): void => {
    frames.push(frame);
    items.push(item);
  };
  const pop = (): void => {
    frames.pop();
    item = items.pop() ?? null;
  };
  let last = -1;
  for (let index = 0; index < tokens.count; index++) {
    const kind = tokens.kinds[index] ?? Token.EOF;
    if (kind === Token.EOF) break;
    const inBody = frames.at(-1)?.kind === "block" || frames.length === 0;
    const end = tokens.ends[index] ?? 0;
    if (kind === Token.Comment) {
      const text = tokenText(tokens, index);
      // The line break is part of it; without one the cursor is in the comment.
      if (!/\n$|\*\/$/.test(text)) return none;
      if (inBody && text.endsWith("\n")) item = null;
      continue;
    }
    if (inBody && kind === Token.Newline) {
      item = null;
      continue;
    }
    if (inBody && kind !== Token.CBrace) {
      if (!item) item = { first: index, equals: -1 };
      else if (kind === Token.Equal && item.equals === -1) item = { ...item, equals: index };
    }
    switch (kind) {
      case Token.OBrace:
        if (inBody && item && item.equals === -1) {
          const block = { ...headerOf(tokens, item.first, index), start: end };
          push({ kind: "block", block });
          item = null;
        } else push({ kind: "bracket", start: end });
        break;
      case Token.OBrack:
      case Token.OParen:
        push({ kind: "bracket", start: end });
        break;
      case Token.TemplateInterp:
      case Token.TemplateControl:
        push({ kind: "interpolation", start: end });
        break;
      case Token.OQuote:
        push({ kind: "quote", start: end });
        break;
      case Token.OHeredoc:
        push({ kind: "heredoc", start: end });
        break;
      case Token.CBrace:
      case Token.CBrack:
      case Token.CParen:
      case Token.TemplateSeqEnd:
      case Token.CQuote:
      case Token.CHeredoc:
        pop();
        break;
    }
    last = index;
  }
  return contextOf(file, offset, tokens, frames, items, item, last);
}

function headerOf(
  tokens: Tokens,
  first: number,
  end: number,
): { readonly type: string; readonly labels: readonly string[] } {
  const labels: string[] = [];
  for (let index = first + 1; index < end; index++) {
    const kind = tokens.kinds[index];
    if (kind === Token.QuotedLit || kind === Token.Ident) labels.push(tokenText(tokens, index));
  }
  return { type: tokenText(tokens, first), labels };
}

function contextOf(
  file: SourceFile,
  offset: number,
  tokens: Tokens,
  frames: readonly Frame[],
  items: readonly (Item | null)[],
  item: Item | null,
  last: number,
): CompletionContext {
  const blocks = frames.flatMap((frame) => (frame.kind === "block" ? [frame.block] : []));
  const top = frames.at(-1);
  // The statement of the innermost body.
  const depth = frames.findLastIndex((frame) => frame.kind === "block");
  const statement = depth === frames.length - 1 ? item : (items[depth + 1] ?? null);
  const attribute = statement && statement.equals !== -1 ? tokenText(tokens, statement.first) : null;
  if (top?.kind === "quote" || top?.kind === "heredoc" || top?.kind === "template") {
    const typed = file.text.slice(top.start, offset);
    if (top.kind !== "quote" || typed.includes("\n")) return none;
    if (!statement) return none;
    if (statement.equals === -1) {
      const { type, labels } = headerOf(tokens, statement.first, openQuote(tokens, last));
      return { kind: "label", type, labels, quoted: true, typed };
    }
    const whole = openQuote(tokens, last) === statement.equals + 1 && depth === frames.length - 2;
    return whole && attribute !== null && !/[$%]\{/.test(typed)
      ? { kind: "value", blocks, attribute, quoted: true, typed }
      : none;
  }
  const reference = referenceBefore(file.text, offset);
  if (!reference) return none;
  if (!statement || (statement.equals === -1 && depth === frames.length - 1)) {
    if (!statement) return { kind: "name", blocks, typed: "" };
    const onFirst = last === statement.first && (tokens.ends[last] ?? 0) === offset;
    if (onFirst) return { kind: "name", blocks, typed: tokenText(tokens, last) };
    if (reference.steps.length > 0) return none;
    const { type, labels } = headerOf(tokens, statement.first, (tokens.ends[last] ?? 0) === offset ? last : last + 1);
    return { kind: "label", type, labels, quoted: false, typed: reference.typed };
  }
  const isWhole = depth === frames.length - 1 && reference.steps.length === 0 && attribute !== null;
  const before = (tokens.ends[last] ?? 0) === offset && reference.typed !== "" ? last - 1 : last;
  if (isWhole && before === statement.equals)
    return { kind: "value", blocks, attribute, quoted: false, typed: reference.typed };
  return { kind: "reference", blocks, attribute, steps: reference.steps, typed: reference.typed };
}

/** The token that opened the string which the cursor is in. */
function openQuote(tokens: Tokens, last: number): number {
  let index = last;
  while (index > 0 && tokens.kinds[index] !== Token.OQuote) index--;
  return index;
}

/** No reference is longer. */
const longestReference = 1_000;

/** `module.ide[0].po` → module, ide and `po`; null behind the dot of something else. */
function referenceBefore(
  text: string,
  offset: number,
): { readonly steps: readonly string[]; readonly typed: string } | null {
  const before = text.slice(Math.max(0, offset - longestReference), offset);
  let at = before.length;
  const word = (): string => {
    const end = at;
    while (at > 0 && /[\w-]/.test(before[at - 1] ?? "")) at--;
    return before.slice(at, end);
  };
  const typed = word();
  const steps: string[] = [];
  while (before[at - 1] === ".") {
    at--;
    while (before[at - 1] === "]") {
      const open = before.lastIndexOf("[", at - 1);
      if (open === -1) return null;
      at = open;
    }
    const name = word();
    if (name === "" || /^[\d-]/.test(name)) return null;
    steps.unshift(name);
  }
  return { steps, typed };
}
