/** Bodies of unknown schema: in native syntax as written, in JSON every member is an attribute. */

import { justAttributes } from "../hcl/content.ts";
import { evaluate } from "../hcl/evaluate.ts";
import { withLocals } from "../hcl/evaluation.ts";
import type { Scope } from "../hcl/scope.ts";
import type { Attribute, Block, Body } from "../hcl/tree.ts";
import { dynamicType } from "../hcl/types.ts";
import type { Value } from "../hcl/value.ts";
import { combineUnknown, numberValue, stringValue } from "../hcl/values.ts";
import { bodySteps } from "./budget.ts";
import { metaArguments, metaBlocks } from "./config.ts";

/** `deep`: those of nested blocks too (native syntax; in JSON they are part of the members' values). */
export function* nativeAttributes(body: Body, deep = true): Iterable<Attribute> {
  if (body.kind === "json-body") {
    yield* justAttributes(body).attributes.values();
    return;
  }
  for (const item of body.items) {
    if (item.kind === "attribute") yield item;
    else if (deep) yield* nativeAttributes(item.body);
  }
}

/** Evaluates what would be evaluated: the content of a dynamic block once for each of its elements. */
export function evaluateBody(body: Body, scope: Scope, top: boolean): void {
  if (body.kind === "json-body") {
    for (const { name, expr } of justAttributes(body).attributes.values()) {
      if (name !== "dynamic" && !(top && metaArguments.includes(name))) evaluate(expr, scope);
    }
    return;
  }
  for (const item of body.items) {
    if (item.kind === "attribute") {
      if (!(top && metaArguments.includes(item.name))) evaluate(item.expr, scope);
    } else if (item.type === "dynamic") {
      evaluateDynamic(item, scope);
    } else if (!(top && metaBlocks.includes(item.type))) {
      evaluateBody(item.body, scope, false);
    }
  }
}

function evaluateDynamic(block: Block, scope: Scope): void {
  const { body } = block;
  if (body.kind === "json-body") return;
  let iterator = block.labels[0]?.value ?? "";
  let elements: readonly (readonly [Value, Value])[] = [];
  for (const item of body.items) {
    if (item.kind !== "attribute") continue;
    if (item.name === "for_each") elements = elementsOf(evaluate(item.expr, scope));
    else if (item.name === "iterator" && item.expr.kind === "scope-traversal") iterator = item.expr.steps[0].name;
  }
  for (const [key, value] of elements) {
    if (!scope.spend(bodySteps)) return;
    const entries = new Map([
      ["key", key],
      ["value", value],
    ]);
    const element: Value = { kind: "object", entries };
    const inner = withLocals(scope, { name: iterator, value: element, outer: scope.locals });
    for (const item of body.items)
      if (item.kind === "block" && item.type === "content") evaluateBody(item.body, inner, false);
  }
}

/** One that stands for all when they aren't known: of any type, as in HCL, whatever the collection's is. */
function elementsOf(collection: Value): readonly (readonly [Value, Value])[] {
  switch (collection.kind) {
    case "unknown": {
      const element = combineUnknown(dynamicType, collection);
      return [[element, element]];
    }
    case "list":
    case "tuple":
      return collection.items.map((item, index) => [numberValue(index), item]);
    case "set":
      return collection.items.map((item) => [item, item]);
    case "map":
    case "object":
      return [...collection.entries].map(([name, item]) => [stringValue(name), item]);
    default:
      return [];
  }
}
