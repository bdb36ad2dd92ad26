/**
 * Bounds of evaluation. Values share their parts, so a value that is small in memory can be endless for whoever walks
 * it: its size is counted as if nothing were shared.
 */

import type { Span } from "../source.ts";
import { mistake } from "./mistake.ts";
import type { FunctionEnvironment, Scope } from "./scope.ts";
import { childrenOf } from "./type-of.ts";
import type { Value } from "./value.ts";
import { errorValue } from "./values.ts";

/**
 * Expressions within each other, those of the values that they refer to included: each takes up to 900 bytes of a stack
 * that has one megabyte at most.
 */
export const maxDepth = 640;
/** Collections within each other. */
const maxValueDepth = 250;
/** Parts of a value, a text counting as one for every 64 characters. */
const maxValueSize = 500_000;
/** UTF-16 units. */
const maxTextLength = 4_000_000;

interface Measure {
  readonly depth: number;
  readonly size: number;
}

const measures = new WeakMap<Value, Measure>();
const single: Measure = { depth: 0, size: 1 };

function measureOf(value: Value): Measure {
  switch (value.kind) {
    case "string":
      return value.value.length < 64 ? single : { depth: 0, size: 1 + value.value.length / 64 };
    case "number":
    case "bool":
    case "null":
    case "unknown":
      return single;
    case "list":
    case "set":
    case "tuple":
      return remembered(value);
    case "map":
    case "object":
      // Attributes that are worked out when looked at were measured when they were made.
      return value.entries instanceof Map ? remembered(value) : { depth: 8, size: value.entries.size };
  }
}

function remembered(value: Value): Measure {
  const known = measures.get(value);
  if (known) return known;
  let depth = 0;
  let size = 1;
  for (const child of childrenOf(value)) {
    const measure = measureOf(child);
    depth = Math.max(depth, measure.depth);
    size += measure.size;
  }
  const measure = { depth: depth + 1, size };
  // The small are measured again faster than they are remembered.
  if (size >= 32) measures.set(value, measure);
  return measure;
}

/** The value itself when it is of bearable size; otherwise that is told. */
export function admit(value: Value, span: Span, scope: Scope): Value {
  if (value.kind === "string") {
    if (value.value.length <= maxTextLength) return value;
    return exceeded(
      scope,
      span,
      `text of ${value.value.length} characters; the budget "text length" is ${maxTextLength}`,
    );
  }
  const { depth, size } = measureOf(value);
  if (depth > maxValueDepth)
    return exceeded(scope, span, `value of ${depth} levels; the budget "value depth" is ${maxValueDepth}`);
  if (size > maxValueSize)
    return exceeded(scope, span, `value of ${describeSize(size)} parts; the budget "value size" is ${maxValueSize}`);
  return value;
}

function describeSize(size: number): string {
  return size < 1e15 ? String(Math.round(size)) : size.toExponential(1);
}

export function textTooLong(length: number, span: Span, scope: Scope): Value | null {
  if (length <= maxTextLength) return null;
  return exceeded(scope, span, `text of ${length} characters; the budget "text length" is ${maxTextLength}`);
}

function exceeded(scope: Scope, span: Span, headline: string): Value {
  return mistake(scope, span, headline, { rule: "evaluation-budget", help: "make the value smaller" });
}

/** Whoever has run out of steps has been told so; all scopes of an evaluation have one environment. */
const told = new WeakSet<FunctionEnvironment>();

/** Takes work off the budget; null to go on. */
export function spend(amount: number, span: Span, scope: Scope): Value | null {
  if (scope.spend(amount)) return null;
  return outOfBudget(scope, span, 'the evaluation stops here: the budget "steps" is used up');
}

/** Takes the work of looking through values off the budget; `cost` as of `FunctionRecord`. */
export function spendOn(values: readonly Value[], cost: number, span: Span, scope: Scope): Value | null {
  let size = 0;
  for (const value of values) size += measureOf(value).size;
  // The first parts are in the step of whoever looks.
  return size <= 16 ? null : spend(size * cost, span, scope);
}

export function tooDeep(span: Span, scope: Scope): Value {
  return outOfBudget(
    scope,
    span,
    `the evaluation stops here: the budget "depth" of ${maxDepth} expressions within each other is used up`,
  );
}

function outOfBudget(scope: Scope, span: Span, headline: string): Value {
  if (told.has(scope.environment)) return errorValue();
  told.add(scope.environment);
  return mistake(scope, span, headline, {
    rule: "evaluation-budget",
    help: "simplify the expressions that repeat or nest most",
  });
}
