/** `f(list...)`: the last argument's elements as arguments. */

import { describe } from "./describe.ts";
import { isFromError } from "./evaluation.ts";
import { unmark, withMarks } from "./marks.ts";
import { mistake } from "./mistake.ts";
import type { Scope } from "./scope.ts";
import type { Expression } from "./tree.ts";
import { dynamicType } from "./types.ts";
import type { Value } from "./value.ts";
import { combineUnknown, errorValue } from "./values.ts";

/** Without its elements nothing is known of the call's result: then `value` is that. */
export type Expanded =
  | { readonly ok: true; readonly items: readonly Value[] }
  | { readonly ok: false; readonly value: Value };

export function expandFinal(given: Value, expr: Expression, scope: Scope): Expanded {
  if (isFromError(given)) return { ok: false, value: errorValue() };
  const bare = unmark(given);
  switch (bare.kind) {
    case "list":
    case "set":
    case "tuple":
      return { ok: true, items: bare.items.map((item) => withMarks(item, given.marks)) };
    case "unknown": {
      const { kind } = bare.type;
      if (kind !== "dynamic" && kind !== "list" && kind !== "set" && kind !== "tuple")
        return refused(given, expr, scope);
      return { ok: false, value: withMarks(combineUnknown(dynamicType, bare), given.marks) };
    }
    case "null":
    case "string":
    case "number":
    case "bool":
    case "map":
    case "object":
      return refused(given, expr, scope);
  }
}

function refused(given: Value, expr: Expression, scope: Scope): Expanded {
  const headline = `what is expanded with \`...\` must be a list, set or tuple, not ${describe(given)}`;
  return { ok: false, value: mistake(scope, expr, headline, { rule: "function-call" }) };
}
