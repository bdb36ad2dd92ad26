/** Templates: quoted strings, heredocs, template files. */

import { convert } from "./convert.ts";
import { describe } from "./describe.ts";
import { type Evaluate, isFromError } from "./evaluation.ts";
import { spend, textTooLong } from "./limits.ts";
import { mergeMarks, unmark, unmarkDeep, withMarks } from "./marks.ts";
import { conversionMessage, mistake } from "./mistake.ts";
import { overOutcomes } from "./outcomes.ts";
import type { Scope } from "./scope.ts";
import type { Expression, Template, TemplateJoin } from "./tree.ts";
import { stringType } from "./types.ts";
import type { Marks, TextPart, Value } from "./value.ts";
import { combineUnknown, errorValue, stringValue } from "./values.ts";

export function evaluateTemplate(expr: Template, scope: Scope, evaluate: Evaluate): Value {
  const only = expr.parts[0];
  if (expr.parts.length === 1 && only?.kind === "literal") return evaluate(only, scope);
  const pieces: Value[] = [];
  let marks: Marks | undefined;
  let failed = false;
  for (const part of expr.parts) {
    const value = evaluate(part, scope);
    marks = mergeMarks(marks, value.marks);
    const piece = asPiece(value, part, scope);
    if (piece) pieces.push(piece);
    else failed = true;
  }
  if (failed) return errorValue(stringType);
  const length = lengthOf(pieces);
  return withMarks(textTooLong(length, expr, scope) ?? spend(length / 64, expr, scope) ?? joined(pieces), marks);
}

/** Converted, without marks; null when it can't be part of a text, which has been told. */
function asPiece(value: Value, part: Expression, scope: Scope): Value | null {
  if (isFromError(value)) return null;
  if (value.kind === "null") {
    mistake(scope, part, "null can't be part of a text", {
      help: "give a text for this case, for example with `coalesce`",
    });
    return null;
  }
  // Whether an unknown can be converted shows when it is known (hcl v2.24).
  if (value.kind === "unknown" && !isTextual(value)) return unmark(value);
  const converted = convert(unmarkDeep(value).value, stringType);
  if (converted.ok) return converted.value;
  const what = value.marks?.sensitive ? describe(value) : conversionMessage(converted);
  mistake(scope, part, `this can't be part of a text: ${what}`, {
    help: "take a part of it, or make a text of it with `join` or `jsonencode`",
  });
  return null;
}

function isTextual(value: Value): boolean {
  return (
    value.kind === "unknown" &&
    (value.type.kind === "string" || value.type.kind === "number" || value.type.kind === "bool")
  );
}

function lengthOf(pieces: readonly Value[]): number {
  return pieces.reduce((sum, piece) => sum + (piece.kind === "string" ? piece.value.length : 0), 0);
}

function joined(pieces: readonly Value[]): Value {
  if (pieces.every((piece) => piece.kind === "string")) return stringValue(pieces.map((piece) => piece.value).join(""));
  const parts = textParts(pieces);
  if (parts) return { ...combineUnknown(stringType, ...pieces), notNull: true, text: parts };
  const few = overOutcomes(pieces, (combination) => joinedOutcome(combination));
  if (few) return few;
  const prefix = safePrefix(knownPrefix(pieces));
  return { ...combineUnknown(stringType, ...pieces), notNull: true, ...(prefix === "" ? {} : { startsWith: prefix }) };
}

function joinedOutcome(pieces: readonly Value[]): Value | null {
  const texts: Value[] = [];
  for (const piece of pieces) {
    const converted = convert(piece, stringType);
    if (!converted.ok || converted.value.kind === "null") return null;
    texts.push(converted.value);
  }
  return joined(texts);
}

/** Null when a piece isn't even known but for its holes. */
function textParts(pieces: readonly Value[]): readonly TextPart[] | null {
  const parts: TextPart[] = [];
  for (const piece of pieces) {
    const more = piece.kind === "string" ? [piece.value] : piece.kind === "unknown" ? piece.text : undefined;
    if (!more) return null;
    for (const part of more) {
      const last = parts.at(-1);
      if (part === "") continue;
      if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
      else parts.push(part);
    }
  }
  return parts;
}

function knownPrefix(pieces: readonly Value[]): string {
  let prefix = "";
  for (const piece of pieces) {
    if (piece.kind === "string") prefix += piece.value;
    else {
      const first = piece.kind === "unknown" ? (piece.text?.[0] ?? piece.startsWith) : undefined;
      return prefix + (typeof first === "string" ? first : "");
    }
  }
  return prefix;
}

const endsForSure = /[-_:;/\\,.(){}[\]|?!~ \t@#$%^&*+"']$/;

/** As far as HCL looks (128 bytes), without a last character that what follows could combine with. */
function safePrefix(text: string): string {
  const cut = text.slice(0, 128);
  // Below U+0300 nothing combines. Most texts end there, and need no Unicode class.
  if (cut.charCodeAt(cut.length - 1) < 0x300) return endsForSure.test(cut) ? cut : cut.slice(0, -1);
  return cut.replace(/.\p{M}*$/su, "");
}

/** `%{for}`. */
export function evaluateTemplateJoin(expr: TemplateJoin, scope: Scope, evaluate: Evaluate): Value {
  const tuple = evaluate(expr.tuple, scope);
  if (isFromError(tuple)) return errorValue(stringType);
  if (tuple.kind !== "tuple") return withMarks(combineUnknown(stringType, tuple), tuple.marks);
  let marks = tuple.marks;
  const pieces: Value[] = [];
  for (const item of tuple.items) {
    marks = mergeMarks(marks, item.marks);
    const piece = asPiece(item, expr, scope);
    if (!piece) return errorValue(stringType);
    pieces.push(piece);
  }
  const length = lengthOf(pieces);
  return withMarks(textTooLong(length, expr, scope) ?? spend(length / 64, expr, scope) ?? joined(pieces), marks);
}
