/** Marks: what a value says about its secrecy. They follow it through every operation. */

import type { Marks, Value } from "./value.ts";

export function mergeMarks(...all: readonly (Marks | undefined)[]): Marks | undefined {
  let merged: Marks | undefined;
  for (const marks of all) {
    if (!marks || marks === merged) continue;
    merged = merged ? { ...merged, ...marks } : marks;
  }
  return merged;
}

/** Adds to the marks that the value has; the value itself when there is nothing to add. */
export function withMarks<V extends Value>(value: V, marks: Marks | undefined): V {
  if (!marks || (!marks.sensitive && !marks.ephemeral)) return value;
  if (value.marks && (!marks.sensitive || value.marks.sensitive) && (!marks.ephemeral || value.marks.ephemeral))
    return value;
  return { ...value, marks: { ...value.marks, ...marks } };
}

/** The value without its own marks; those of its elements stay. */
export function unmark<V extends Value>(value: V): V {
  if (!value.marks) return value;
  const { marks: _, ...bare } = value;
  // Taking an optional property off leaves the same kind of value, which the type of a rest can't say.
  return bare as V;
}

const unmarkedDeep = new WeakSet<Value>();

/** Without marks of its own or of anything in it; `marks` has all of them. */
export function unmarkDeep(value: Value): { readonly value: Value; readonly marks: Marks | undefined } {
  const marks = marksDeep(value);
  return marks ? { value: strip(value), marks } : { value, marks };
}

/** Of the value and everything in it. */
export function marksDeep(value: Value): Marks | undefined {
  switch (value.kind) {
    case "string":
    case "number":
    case "bool":
    case "null":
    case "unknown":
      return value.marks;
    case "list":
    case "set":
    case "tuple": {
      if (unmarkedDeep.has(value)) return undefined;
      let marks = value.marks;
      for (const item of value.items) marks = mergeMarks(marks, marksDeep(item));
      if (!marks && value.items.every(isSettledUnmarked)) unmarkedDeep.add(value);
      return marks;
    }
    case "map":
    case "object": {
      if (unmarkedDeep.has(value)) return undefined;
      let marks = value.marks;
      for (const item of value.entries.values()) marks = mergeMarks(marks, marksDeep(item));
      if (!marks && value.entries instanceof Map && [...value.entries.values()].every(isSettledUnmarked))
        unmarkedDeep.add(value);
      return marks;
    }
  }
}

/** Attributes that are worked out when looked at may have marks the next time. */
function isSettledUnmarked(value: Value): boolean {
  switch (value.kind) {
    case "string":
    case "number":
    case "bool":
    case "null":
    case "unknown":
      return true;
    case "list":
    case "set":
    case "tuple":
    case "map":
    case "object":
      return unmarkedDeep.has(value);
  }
}

function strip(value: Value): Value {
  if (!marksDeep(value)) return value;
  const bare = unmark(value);
  switch (bare.kind) {
    case "string":
    case "number":
    case "bool":
    case "null":
      return bare;
    case "unknown":
      return bare.outcomes ? { ...bare, outcomes: bare.outcomes.map(strip) } : bare;
    case "list":
    case "set":
    case "tuple":
      return { ...bare, items: bare.items.map(strip) };
    case "map":
    case "object":
      return { ...bare, entries: new Map(Array.from(bare.entries, ([name, entry]) => [name, strip(entry)])) };
  }
}
