/** `c ? t : f` and `%{if}`. */

import { asCollection, unify } from "./conversion-rules.ts";
import { type Conversion, convert } from "./convert.ts";
import { describe } from "./describe.ts";
import { attempt, type Evaluate, isFromError, tellAll } from "./evaluation.ts";
import { mergeMarks, unmark, withMarks } from "./marks.ts";
import { conversionMessage, mistake } from "./mistake.ts";
import { lessCertain, oneOf, outcomesOf } from "./outcomes.ts";
import type { Scope } from "./scope.ts";
import type { Conditional, Expression } from "./tree.ts";
import { typeOf } from "./type-of.ts";
import { typeEqual } from "./type-relations.ts";
import { typeName } from "./type-text.ts";
import { boolType, dynamicType, type Type } from "./types.ts";
import type { Value } from "./value.ts";
import { combineUnknown, errorValue } from "./values.ts";

/** Both results are evaluated, for the type that they have in common; only mistakes of the chosen one count. */
export function evaluateConditional(expr: Conditional, scope: Scope, evaluate: Evaluate): Value {
  const whenTrue = attempt(expr.trueResult, scope, evaluate);
  const whenFalse = attempt(expr.falseResult, scope, evaluate);
  const type = commonType(whenTrue.value, whenFalse.value);
  if (!type) {
    const span = { start: expr.trueResult.start, end: expr.falseResult.end };
    const names = differentNames(typeOf(whenTrue.value), typeOf(whenFalse.value));
    return mistake(scope, span, `the two results of the conditional have no common type: ${names}`, {
      help: "give both results one type",
    });
  }
  const given = evaluate(expr.condition, scope);
  if (isFromError(given)) return errorValue(type);
  if (given.kind === "null") {
    return mistake(scope, expr.condition, "the condition is null", { help: "give true or false" }, type);
  }
  const marks = mergeMarks(given.marks, whenTrue.value.marks, whenFalse.value.marks);
  const condition = unmark(given);
  const decided = condition.kind === "unknown" && condition.applyTime ? null : onlyTruth(condition);
  if (decided === null && condition.kind === "unknown") {
    return withMarks(undecided(condition, unmark(whenTrue.value), unmark(whenFalse.value), type), marks);
  }
  const converted = convert(condition, boolType);
  if (!converted.ok || (decided === null && converted.value.kind !== "bool")) {
    const what = given.marks?.sensitive
      ? describe(given)
      : converted.ok
        ? describe(condition)
        : conversionMessage(converted);
    return mistake(scope, expr.condition, `the condition must be true or false: ${what}`, {}, type);
  }
  const truth = decided ?? (converted.value.kind === "bool" && converted.value.value);
  const [chosen, other] = truth ? [whenTrue, whenFalse] : [whenFalse, whenTrue];
  tellAll(chosen.diagnostics, scope);
  const place = truth ? expr.trueResult : expr.falseResult;
  return withMarks(asType(unmark(chosen.value), typeOf(other.value), type, place, scope), marks);
}

/** What an unknown condition is when it can only be one thing. */
function onlyTruth(condition: Value): boolean | null {
  if (condition.kind !== "unknown" || !condition.outcomes) return null;
  const truths = condition.outcomes.map((outcome) => {
    const converted = convert(outcome, boolType);
    return converted.ok && converted.value.kind === "bool" ? converted.value.value : null;
  });
  const first = truths[0] ?? null;
  return truths.every((truth) => truth === first) ? first : null;
}

function isUntypedNull(value: Value): boolean {
  return value.kind === "null" && value.type.kind === "dynamic";
}

function commonType(a: Value, b: Value): Type | null {
  if (isUntypedNull(a)) return typeOf(b);
  if (isUntypedNull(b)) return typeOf(a);
  const typeA = typeOf(a);
  const typeB = typeOf(b);
  if (typeA.kind === "dynamic" || typeB.kind === "dynamic") return dynamicType;
  return typeEqual(typeA, typeB) ? typeA : unify([typeA, typeB], true);
}

function asType(value: Value, other: Type, type: Type, expr: Expression, scope: Scope): Value {
  if (isFromError(value)) return errorValue(type);
  const converted = keepsElements(value, other, type) ?? convert(value, type);
  if (converted.ok) return converted.value;
  const headline = `the result must be a ${typeName(type)}, as the other one is: ${conversionMessage(converted)}`;
  return mistake(scope, expr, headline, { help: "give both results one type" }, type);
}

/**
 * Beside a list or map of any type (`tolist([])`), cty leaves the elements of a tuple or object as they are, though it
 * knows what they have in common (go-cty 1.16, `unifyTuplesAsList`). Null where it converts them.
 */
function keepsElements(value: Value, other: Type, type: Type): Conversion | null {
  if (other.kind !== type.kind) return null;
  if (!((value.kind === "tuple" && type.kind === "list") || (value.kind === "object" && type.kind === "map")))
    return null;
  const own = type.element.kind === "dynamic" ? asCollection(typeOf(value)) : null;
  if (!own || typeEqual(own, type)) return null;
  const elements = value.kind === "tuple" ? value.items : [...value.entries.values()];
  const [first, ...others] = elements.map(typeOf).filter(({ kind }) => kind !== "dynamic");
  if (!first || others.every((each) => typeEqual(first, each))) return null;
  return { ok: false, message: `the elements of a ${type.kind} must have one type`, path: [] };
}

function undecided(condition: Value, whenTrue: Value, whenFalse: Value, type: Type): Value {
  if (whenTrue.kind === "null" && whenFalse.kind === "null") return { kind: "null", type };
  const later = onlyTruth(condition);
  const possible = later === null ? [whenTrue, whenFalse] : [later ? whenTrue : whenFalse];
  const results: Value[] = [];
  for (const result of possible) {
    const converted = convert(result, type);
    if (later !== null && converted.ok && converted.value.kind === "unknown") return lessCertain(converted.value);
    const each = converted.ok ? outcomesOf(converted.value) : null;
    if (!each)
      return {
        ...combineUnknown(type, condition),
        ...notNull(whenTrue, whenFalse),
        ...dependencies(type, condition, whenTrue, whenFalse),
      };
    results.push(...each);
  }
  return (
    oneOf(results, [condition, whenTrue, whenFalse], type) ?? {
      ...combineUnknown(type, condition),
      ...notNull(whenTrue, whenFalse),
    }
  );
}

function dependencies(type: Type, ...values: readonly Value[]): { readonly dependsOn: readonly string[] } {
  return { dependsOn: combineUnknown(type, ...values.filter((value) => !isFromError(value))).dependsOn };
}

function notNull(...values: readonly Value[]): { readonly notNull?: true } {
  const certain = values.every((value) => (value.kind === "unknown" ? value.notNull === true : value.kind !== "null"));
  return certain ? { notNull: true } : {};
}

function differentNames(a: Type, b: Type): string {
  if (a.kind === "object" && b.kind === "object") {
    for (const [name, type] of a.attributes) {
      const other = b.attributes.get(name);
      if (!other) return `only the first has the attribute "${name}"`;
      if (!typeEqual(type, other)) return `attribute "${name}": ${differentNames(type, other)}`;
    }
    for (const name of b.attributes.keys())
      if (!a.attributes.has(name)) return `only the second has the attribute "${name}"`;
  }
  if (a.kind === "tuple" && b.kind === "tuple") {
    if (a.elements.length !== b.elements.length) return `${a.elements.length} elements and ${b.elements.length}`;
    for (const [at, type] of a.elements.entries()) {
      const other = b.elements[at];
      if (other && !typeEqual(type, other)) return `element ${at}: ${differentNames(type, other)}`;
    }
  }
  if ("element" in a && "element" in b && a.kind === b.kind) return `elements: ${differentNames(a.element, b.element)}`;
  return `${typeName(a)} and ${typeName(b)}`;
}
