import { unify } from "../../hcl/conversion-rules.ts";
import { convert } from "../../hcl/convert.ts";
import { sameSetElement } from "../../hcl/equality.ts";
import type { FunctionEnvironment, FunctionRecord, FunctionResult, Parameter } from "../../hcl/scope.ts";
import { isKnownDeep, typeOf } from "../../hcl/type-of.ts";
import { setOf, typeEqual } from "../../hcl/type-relations.ts";
import { dynamicType, type Type } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { combineUnknown, setValue } from "../../hcl/values.ts";
import { answer, itemsOf, ofType, refuse, spend, type TypeAnswer, typed } from "./answers.ts";

type Items = readonly Value[];

interface Operation {
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly variadic?: Parameter;
  readonly combine: (a: Items, b: Items) => Items;
  /** Whether elements that aren't known yet leave the others in the result. */
  readonly takesUnknown: boolean;
}

function set(name: string): Parameter {
  return { name, type: setOf(dynamicType), allowDynamic: true };
}

const operations: readonly Operation[] = [
  {
    name: "setunion",
    description: "The elements that are in any of the sets.",
    parameters: [set("first_set")],
    variadic: set("other_sets"),
    combine: (a, b) => [...a, ...b],
    takesUnknown: true,
  },
  {
    name: "setintersection",
    description: "The elements that are in all of the sets.",
    parameters: [set("first_set")],
    variadic: set("other_sets"),
    combine: (a, b) => a.filter((item) => has(b, item)),
    takesUnknown: false,
  },
  {
    name: "setsubtract",
    description: "The elements of the first set that are not in the second.",
    parameters: [set("a"), set("b")],
    combine: (a, b) => a.filter((item) => !has(b, item)),
    takesUnknown: false,
  },
];

function has(items: Items, wanted: Value): boolean {
  return items.some((item) => sameSetElement(item, wanted));
}

export const setFunctions: readonly FunctionRecord[] = operations.map(({ combine, takesUnknown, ...record }) => ({
  ...record,
  ...typed(commonType),
  resultNotNull: true,
  call: (args, environment) => {
    const type = commonType(args);
    return type.ok ? operate(args, type.type, combine, takesUnknown, environment) : type;
  },
}));

/** Empty sets of no type take part without a say. */
function commonType(args: readonly Value[]): TypeAnswer {
  const elements: Type[] = [];
  for (const value of args) {
    const type = typeOf(value);
    const element = type.kind === "set" ? type.element : dynamicType;
    if (element.kind === "dynamic" && value.kind === "set" && value.items.length === 0) continue;
    elements.push(element);
  }
  if (elements.length === 0) return ofType(setOf(dynamicType));
  const common = unify(elements);
  return common ? ofType(setOf(common)) : refuse("the elements of all sets must have a common type");
}

function operate(
  args: readonly Value[],
  type: Type,
  combine: Operation["combine"],
  takesUnknown: boolean,
  environment: FunctionEnvironment,
): FunctionResult {
  let result: Items | null = null;
  let first: Type | null = null;
  for (const [at, value] of args.entries()) {
    const converted = convert(value, type);
    if (!converted.ok) return refuse(converted.message, at);
    if (!isSet(converted.value) || !(takesUnknown || isKnownDeep(converted.value))) {
      return answer({ ...combineUnknown(type, ...args), notNull: true });
    }
    // A common type of "any" leaves each set its own; go-cty panics on two: an error for Terraform.
    const own = typeOf(converted.value);
    first ??= own;
    if (!typeEqual(first, own)) return refuse("the elements of all sets must have a common type", at);
    const items = itemsOf(converted.value);
    const stop = spend(environment, takesUnknown ? items.length : items.length * (result?.length ?? 0), type);
    if (stop) return stop;
    result = result ? combine(result, items) : items;
  }
  return answer(setValue(type.kind === "set" ? type.element : dynamicType, result ?? []));
}

function isSet(value: Value): boolean {
  return value.kind === "set";
}
