/** Unknowns that can only be one of a few values: an operation on them can only have a few results. */

import { equalValues } from "./equality.ts";
import { isKnownDeep, typeOf } from "./type-of.ts";
import { typeEqual } from "./type-relations.ts";
import type { Type } from "./types.ts";
import type { Value } from "./value.ts";
import { combineUnknown } from "./values.ts";

/** Longer lists say nothing. */
const maxOutcomes = 16;

/** Terraform forgets what it knew of an unknown: what it is compared with stays unknown, and `count` refuses it. */
export function lessCertain(value: Value): Value {
  if (value.kind !== "unknown" || !value.applyTime) return value;
  const { notNull: _, startsWith: __, ...rest } = value;
  return rest;
}

/** A known value, or a text that is known but for its holes. */
function isOutcome(value: Value): boolean {
  return isKnownDeep(value) || (value.kind === "unknown" && value.text !== undefined);
}

/** All that the value can be; null when that isn't a short list. */
export function outcomesOf(value: Value): readonly Value[] | null {
  if (isOutcome(value)) return [value];
  return value.kind === "unknown" && value.outcomes ? value.outcomes : null;
}

/**
 * The results of an operation for all that its operands can be, when at least one can be several things and none anything.
 * Null when there are too many, or when the operation fails (null) or decides nothing for one of them.
 */
export function overOutcomes(
  operands: readonly Value[],
  operation: (operands: readonly Value[]) => Value | null,
  inputs: readonly Value[] = operands,
): Value | null {
  if (!operands.some((operand) => operand.kind === "unknown" && operand.outcomes)) return null;
  let combinations: readonly (readonly Value[])[] = [[]];
  for (const operand of operands) {
    const each = outcomesOf(operand);
    if (!each || combinations.length * each.length > maxOutcomes) return null;
    combinations = combinations.flatMap((before) => each.map((outcome) => [...before, outcome]));
  }
  const results: Value[] = [];
  for (const combination of combinations) {
    const result = operation(combination);
    if (!result || !isOutcome(result)) return null;
    results.push(result);
  }
  return oneOf(results, inputs);
}

/** A value that is one of these. `inputs` are what isn't known about it. */
export function oneOf(results: readonly Value[], inputs: readonly Value[], given?: Type): Value | null {
  const distinct = withoutRepetitions(results);
  const first = distinct[0];
  if (!first) return null;
  const type = given ?? typeOf(first);
  if (!given && distinct.some((result) => !typeEqual(typeOf(result), type))) return null;
  if (distinct.length > maxOutcomes) return null;
  const unknown = combineUnknown(type, ...inputs);
  // Terraform refuses some uses of what it knows after apply only, even where all that it can be is the same.
  if (distinct.length === 1 && !unknown.applyTime && first.kind !== "unknown") return first;
  const notNull = distinct.every((result) => result.kind !== "null" && (result.kind !== "unknown" || result.notNull));
  return { ...unknown, ...(notNull ? { notNull } : {}), outcomes: distinct };
}

function withoutRepetitions(values: readonly Value[]): readonly Value[] {
  const distinct: Value[] = [];
  for (const value of values) {
    if (!distinct.some((other) => sameOutcome(other, value))) distinct.push(value);
  }
  return distinct;
}

function sameOutcome(a: Value, b: Value): boolean {
  return a === b || (typeEqual(typeOf(a), typeOf(b)) && equalValues(a, b) === true);
}
