/** Parts of a template before they are nested, and what is done to their text. */

import type { Span } from "../source.ts";
import { isSpace, leadingSpace } from "./characters.ts";
import type { Expression } from "./tree.ts";

/** Offsets are those of the lexed text. They stay at the text as written when its white space is stripped. */
export interface LiteralPart {
  readonly kind: "literal";
  text: string;
  start: number;
  end: number;
}
export interface InterpolationPart extends Span {
  readonly kind: "interpolation";
  readonly expr: Expression;
  readonly height: number;
}
export interface IfPart extends Span {
  readonly kind: "if";
  readonly condition: Expression;
  readonly height: number;
}
export interface ForPart extends Span {
  readonly kind: "for";
  readonly keyVar: string;
  readonly valVar: string;
  readonly collection: Expression;
  readonly height: number;
}
export interface MarkerPart extends Span {
  readonly kind: "marker";
  readonly keyword: "else" | "endif" | "endfor";
}
export type TemplatePart = LiteralPart | InterpolationPart | IfPart | ForPart | MarkerPart;

/**
 * `<<-`: takes the white space that all lines have in common from the literals that begin lines. Lines of nothing but
 * white space don't count, and keep theirs. A line that begins with an interpolation has none.
 */
export function removeIndentation(parts: readonly TemplatePart[]): void {
  let common = Number.POSITIVE_INFINITY;
  let startOfLine = true;
  const literals: LiteralPart[] = [];
  for (const part of parts) {
    const literal = part.kind === "literal" ? part : null;
    if (startOfLine) {
      if (!literal) {
        common = 0;
      } else {
        const space = leadingSpace(literal.text);
        const isBlank = space === literal.text.length && literal.text.endsWith("\n");
        if (!isBlank) {
          common = Math.min(common, space);
          literals.push(literal);
        }
      }
    }
    startOfLine = literal?.text.endsWith("\n") ?? false;
  }
  for (const literal of literals) {
    const length = commonLength(literal.text, common);
    literal.text = literal.text.slice(length);
    literal.start += length;
  }
}

/** HCL counts grapheme clusters: a combining mark goes with the space that it stands on. */
function commonLength(text: string, spaces: number): number {
  if (spaces === 0 || text.charCodeAt(spaces) < 0x300 || spaces >= text.length) return spaces;
  if (isSpace(text.charCodeAt(spaces))) return spaces;
  const last = text.slice(spaces - 1);
  const [cluster] = new Intl.Segmenter("en", { granularity: "grapheme" }).segment(last);
  return spaces - 1 + (cluster?.segment.length ?? 1);
}

/** One literal for each run of them. */
export function meldLiterals(parts: readonly TemplatePart[]): TemplatePart[] {
  const result: TemplatePart[] = [];
  let open: LiteralPart | null = null;
  for (const part of parts) {
    if (part.kind !== "literal") {
      open = null;
      result.push(part);
    } else if (open) {
      open.text += part.text;
      open.end = part.end;
    } else {
      open = part;
      result.push(part);
    }
  }
  return result;
}

/** cty's strings are in Unicode's normal form C. Nothing below U+0300 has another form. */
export function nfc(text: string): string {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= 0x300) return text.normalize("NFC");
  return text;
}
