/** `list[*].a` and `list.*.a`. */

import { type Evaluate, isFromError, withLocals } from "./evaluation.ts";
import { admit, spend } from "./limits.ts";
import { unmark, withMarks } from "./marks.ts";
import { mistake } from "./mistake.ts";
import type { Scope } from "./scope.ts";
import { findLocal } from "./traversal.ts";
import type { Splat } from "./tree.ts";
import { typeOf } from "./type-of.ts";
import { listOf, typeEqual } from "./type-relations.ts";
import { dynamicType, type Type } from "./types.ts";
import type { Value } from "./value.ts";
import { combineUnknown, errorValue, listValue, tupleValue, unknownValue } from "./values.ts";

/** No identifier: it can't hide a name. A splat within what is taken of each item hides the outer item, as it should. */
const anonymous = "*";

export function evaluateAnonSymbol(scope: Scope): Value {
  return findLocal(scope.locals, anonymous)?.value ?? unknownValue(dynamicType, "it stands for each element");
}

export function evaluateSplat(expr: Splat, scope: Scope, evaluate: Evaluate): Value {
  const given = evaluate(expr.source, scope);
  if (isFromError(given)) return errorValue();
  const source = unmark(given);
  const { marks } = given;
  const type = source.kind === "null" || source.kind === "unknown" ? source.type : null;
  const kind = type ? type.kind : source.kind;
  const sequence = kind === "list" || kind === "set" || kind === "tuple";
  if (source.kind === "null") {
    if (!sequence) return withMarks(tupleValue([]), marks);
    return mistake(scope, expr.source, "`[*]` can't be applied to a null list", {
      help: "give an empty list for this case, for example with `coalesce(x, [])`",
    });
  }
  if (type?.kind === "dynamic") return withMarks(combineUnknown(dynamicType, source), marks);
  const each = (item: Value): Value =>
    evaluate(expr.each, withLocals(scope, { name: anonymous, value: item, outer: scope.locals }));
  if (!sequence) return withMarks(upgraded(source, each), marks);
  if (source.kind === "unknown") return withMarks(unknownResult(source, each), marks);
  if (source.kind !== "list" && source.kind !== "set" && source.kind !== "tuple") return errorValue();
  if (spend(source.items.length, expr, scope)) return errorValue();
  const items: Value[] = [];
  for (const item of source.items) {
    const value = each(item);
    // The same mistake in every element is told once.
    if (isFromError(value)) return value;
    items.push(value);
  }
  if (source.kind === "tuple") return withMarks(admit(tupleValue(items), expr, scope), marks);
  const element =
    items.length === 0 ? typeOf(each(unknownValue(source.element, "there is no element"))) : elementType(items);
  if (!element) {
    return mistake(scope, expr.each, "what is taken of the elements has different types, so it is no list", {
      help: "write a `for` expression: its result is a tuple",
    });
  }
  return withMarks(admit(listValue(element, items), expr, scope), marks);
}

/** What is no sequence is taken for a sequence of itself alone. */
function upgraded(source: Value, each: (item: Value) => Value): Value {
  const value = each(source);
  if (isFromError(value)) return errorValue();
  // If it turns out to be null there is no element.
  if (source.kind === "unknown" && !source.notNull) return combineUnknown(dynamicType, source);
  return tupleValue([value]);
}

function unknownResult(source: Extract<Value, { readonly kind: "unknown" }>, each: (item: Value) => Value): Value {
  const { type } = source;
  const take = (element: Type): Value => each(combineUnknown(element, source));
  if (type.kind === "tuple") {
    const values = type.elements.map(take);
    if (values.some(isFromError)) return errorValue();
    return { ...combineUnknown({ kind: "tuple", elements: values.map(typeOf) }, source), notNull: true };
  }
  const value = take(type.kind === "list" || type.kind === "set" ? type.element : dynamicType);
  return isFromError(value) ? value : { ...combineUnknown(listOf(typeOf(value)), source), notNull: true };
}

function elementType(items: readonly Value[]): Type | null {
  let found: Type = dynamicType;
  for (const item of items) {
    const type = typeOf(item);
    if (found.kind === "dynamic") found = type;
    else if (type.kind !== "dynamic" && !typeEqual(found, type)) return null;
  }
  return found;
}
