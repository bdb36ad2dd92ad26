/** `for` expressions. */

import { convert } from "./convert.ts";
import { describe, quoteShort } from "./describe.ts";
import { type Evaluate, isFromError, withLocals } from "./evaluation.ts";
import { admit, spend } from "./limits.ts";
import { mergeMarks, unmark, withMarks } from "./marks.ts";
import { conversionMessage, mistake } from "./mistake.ts";
import type { Locals, Scope } from "./scope.ts";
import type { Expression, ForExpr } from "./tree.ts";
import { typeOf } from "./type-of.ts";
import { typeName } from "./type-text.ts";
import { boolType, dynamicType, stringType } from "./types.ts";
import type { Marks, Value } from "./value.ts";
import {
  combineUnknown,
  errorValue,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
  unknownValue,
} from "./values.ts";

export function evaluateFor(expr: ForExpr, scope: Scope, evaluate: Evaluate): Value {
  const given = evaluate(expr.collection, scope);
  if (isFromError(given)) return errorValue();
  if (given.kind === "null") {
    return mistake(scope, expr.collection, "null can't be iterated over", {
      help: "give an empty collection for this case, for example with `coalesce(x, [])`",
    });
  }
  const collection = unmark(given);
  if (collection.kind === "unknown" && collection.type.kind === "dynamic") {
    return withMarks(combineUnknown(dynamicType, collection), given.marks);
  }
  const type = typeOf(collection);
  if (type.kind === "string" || type.kind === "number" || type.kind === "bool") {
    return mistake(scope, expr.collection, `a ${typeName(type)} can't be iterated over: ${describe(given)}`, {
      help: type.kind === "string" ? "make a list of it with `split`, or `[x]`" : "make a list of it: `[x]`",
    });
  }
  const iteration = new Iteration(expr, scope, evaluate, given.marks);
  return iteration.run(collection);
}

/** Key and value of each element, in the order of iteration. A set's elements are their own keys. */
function* elementsOf(collection: Value): Generator<readonly [Value, Value]> {
  switch (collection.kind) {
    case "list":
    case "tuple":
      for (const [at, item] of collection.items.entries()) yield [numberValue(at), item];
      return;
    case "set":
      for (const item of collection.items) yield [item, item];
      return;
    case "map":
    case "object":
      for (const [name, item] of collection.entries) yield [stringValue(name), item];
      return;
    case "string":
    case "number":
    case "bool":
    case "null":
    case "unknown":
      return;
  }
}

class Iteration {
  readonly #expr: ForExpr;
  readonly #scope: Scope;
  readonly #evaluate: Evaluate;
  #marks: Marks | undefined;
  /** Why the result as a whole isn't known. */
  readonly #unknowns: Value[] = [];
  #failed = false;

  constructor(expr: ForExpr, scope: Scope, evaluate: Evaluate, marks: Marks | undefined) {
    this.#expr = expr;
    this.#scope = scope;
    this.#evaluate = evaluate;
    this.#marks = marks;
  }

  run(collection: Value): Value {
    if (!this.#checkCondition()) return errorValue();
    if (collection.kind === "unknown") return this.#finish(combineUnknown(dynamicType, collection));
    return this.#expr.key ? this.#object(collection, this.#expr.key) : this.#tuple(collection);
  }

  #finish(value: Value): Value {
    if (this.#failed) return errorValue();
    const known = this.#unknowns.length === 0 ? value : combineUnknown(dynamicType, ...this.#unknowns);
    return withMarks(admit(known, this.#expr, this.#scope), this.#marks);
  }

  #scopeOf(key: Value, value: Value): Scope {
    const { keyVar, valVar } = this.#expr;
    let locals: Locals | null = this.#scope.locals;
    if (keyVar !== "") locals = { name: keyVar, value: key, outer: locals };
    return withLocals(this.#scope, { name: valVar, value, outer: locals });
  }

  /** A mistake that every element would make is told once, even when there are no elements. */
  #checkCondition(): boolean {
    const { condition } = this.#expr;
    if (!condition) return true;
    const any = unknownValue(dynamicType, "it stands for every element");
    const result = this.#evaluate(condition, this.#scopeOf(any, any));
    if (result.kind !== "unknown") return this.#truth(result, condition, this.#scope) !== "failed";
    if (result.fromError) return false;
    this.#marks = mergeMarks(this.#marks, result.marks);
    return this.#truth(result, condition, this.#scope) !== "failed";
  }

  #truth(value: Value, condition: Expression, scope: Scope): boolean | "unknown" | "failed" {
    if (isFromError(value)) return "failed";
    if (value.kind === "null") {
      mistake(scope, condition, "the `if` of the `for` is null", { help: "give true or false" });
      return "failed";
    }
    const converted = convert(value, boolType);
    if (!converted.ok) {
      const what = value.marks?.sensitive ? describe(value) : conversionMessage(converted);
      mistake(scope, condition, `the \`if\` of the \`for\` must be true or false: ${what}`);
      return "failed";
    }
    return converted.value.kind === "bool" ? converted.value.value : "unknown";
  }

  /** Calls `take` for each element that the condition lets through, until something fails or the budget is used up. */
  #each(collection: Value, take: (scope: Scope) => void): void {
    const { condition } = this.#expr;
    for (const [key, value] of elementsOf(collection)) {
      if (spend(1, this.#expr, this.#scope)) this.#failed = true;
      if (this.#failed) return;
      const inner = this.#scopeOf(key, value);
      if (condition) {
        const result = this.#evaluate(condition, inner);
        this.#marks = mergeMarks(this.#marks, result.marks);
        const truth = this.#truth(result, condition, inner);
        if (truth === "failed") this.#failed = true;
        else if (truth === "unknown") this.#unknowns.push(result);
        if (truth !== true) continue;
      }
      take(inner);
    }
  }

  #tuple(collection: Value): Value {
    const items: Value[] = [];
    this.#each(collection, (scope) => {
      const value = this.#evaluate(this.#expr.value, scope);
      // The same mistake in every element is told once.
      if (isFromError(value)) this.#failed = true;
      items.push(value);
    });
    return this.#finish(tupleValue(items));
  }

  #object(collection: Value, keyExpr: Expression): Value {
    const single = new Map<string, Value>();
    const groups = new Map<string, Value[]>();
    this.#each(collection, (scope) => {
      const name = this.#key(keyExpr, scope);
      const value = this.#evaluate(this.#expr.value, scope);
      if (isFromError(value)) this.#failed = true;
      if (name === null) return;
      if (this.#expr.group) {
        const group = groups.get(name);
        if (group) group.push(value);
        else groups.set(name, [value]);
      } else if (single.has(name)) {
        this.#failed = true;
        const key = this.#marks?.sensitive ? "one key" : `the key ${quoteShort(name)}`;
        mistake(scope, keyExpr, `two elements have ${key}`, {
          help: "give each element a key of its own, or group them with `...` after the value",
        });
      } else single.set(name, value);
    });
    if (!this.#expr.group) return this.#finish(objectValue(single));
    return this.#finish(objectValue(Array.from(groups, ([name, items]): [string, Value] => [name, tupleValue(items)])));
  }

  /** Null when there is none, which has been told or makes the whole unknown. */
  #key(keyExpr: Expression, scope: Scope): string | null {
    const key = this.#evaluate(keyExpr, scope);
    this.#marks = mergeMarks(this.#marks, key.marks);
    if (isFromError(key)) {
      this.#failed = true;
      return null;
    }
    if (key.kind === "null") {
      this.#failed = true;
      mistake(scope, keyExpr, "a key of an object can't be null", { help: "leave such elements out with `if`" });
      return null;
    }
    const converted = convert(key, stringType);
    if (!converted.ok && key.kind !== "unknown") {
      this.#failed = true;
      mistake(scope, keyExpr, `a key of an object must be a string: ${conversionMessage(converted)}`);
      return null;
    }
    if (converted.ok && converted.value.kind === "string") return converted.value.value;
    this.#unknowns.push(key);
    return null;
  }
}
