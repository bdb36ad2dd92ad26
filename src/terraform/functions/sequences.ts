/** Functions of lists and tuples (and sets, where Terraform takes them). */

import { sameSetElement } from "../../hcl/equality.ts";
import { unmark, withMarks } from "../../hcl/marks.ts";
import type { FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { isKnownDeep, typeOf } from "../../hcl/type-of.ts";
import { listOf } from "../../hcl/type-relations.ts";
import { typeName } from "../../hcl/type-text.ts";
import { boolType, dynamicType, stringType, type Type } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { boolValue, combineUnknown, listValue, nullValue, tupleValue } from "../../hcl/values.ts";
import {
  answer,
  answerBool,
  any,
  intOf,
  itemsOf,
  listOfType,
  notInt,
  number,
  ofType,
  refuse,
  spend,
  type TypeAnswer,
  typed,
} from "./answers.ts";
import { concatFunction } from "./concat.ts";
import { flattenFunction } from "./flatten.ts";
import { sliceFunction } from "./slice.ts";

export const sequenceFunctions: readonly FunctionRecord[] = [
  {
    name: "alltrue",
    description: "Whether all elements are true; also of no elements.",
    parameters: [listOfType(boolType, "list")],
    result: boolType,
    resultNotNull: true,
    call: ([list]) => {
      for (const item of itemsOf(list)) {
        if (item.kind === "unknown") return answer({ ...combineUnknown(boolType, item), notNull: true });
        if (item.kind !== "bool" || !item.value) return answerBool(false);
      }
      return answerBool(true);
    },
  },
  {
    name: "anytrue",
    description: "Whether an element is true.",
    parameters: [listOfType(boolType, "list")],
    result: boolType,
    resultNotNull: true,
    call: ([list]) => {
      const items = itemsOf(list);
      if (items.some((item) => item.kind === "bool" && item.value)) return answerBool(true);
      const unknown = items.some((item) => item.kind === "unknown");
      return answer(unknown ? { ...combineUnknown(boolType, ...items), notNull: true } : boolValue(false));
    },
  },
  {
    name: "chunklist",
    cost: 2,
    description: "The list in pieces of a length.",
    parameters: [listOfType(dynamicType, "list", { allowMarks: true }), number("size", { allowMarks: true })],
    result: ([list]) => listOf(list ? typeOf(list) : dynamicType),
    resultNotNull: true,
    call: ([list, size]) => (list && size ? chunk(list, size) : refuse(notInt)),
  },
  {
    name: "compact",
    description: "The list without nulls and empty strings.",
    parameters: [listOfType(stringType, "list")],
    result: listOf(stringType),
    resultNotNull: true,
    call: ([list]) => {
      if (list && !isKnownDeep(list)) return answer({ ...combineUnknown(listOf(stringType), list), notNull: true });
      const kept = itemsOf(list).filter((item) => item.kind === "string" && item.value !== "");
      return answer(listValue(stringType, kept));
    },
  },
  concatFunction,
  {
    name: "distinct",
    description: "The list without repetitions; of equal elements the first stays.",
    parameters: [listOfType(dynamicType, "list")],
    result: ([list]) => (list ? typeOf(list) : dynamicType),
    resultNotNull: true,
    call: ([list], environment) => {
      if (list?.kind !== "list") return refuse("a list is required", 0);
      if (!isKnownDeep(list)) return answer({ ...combineUnknown(typeOf(list), list), notNull: true });
      return (
        spend(environment, list.items.length, typeOf(list)) ?? answer(listValue(list.element, distinct(list.items)))
      );
    },
  },
  {
    name: "element",
    cost: 1 / 32,
    description: "The element at an index, which goes around at the end; negative ones count from the end.",
    parameters: [any("list", { allowMarks: true }), number("index")],
    ...typed(elementType),
    call: (args) => {
      const type = elementType(args);
      return type.ok ? element(args, type.type) : type;
    },
  },
  flattenFunction,
  {
    name: "one",
    cost: 1 / 32,
    description: "The only element of a collection, or null when it has none.",
    parameters: [any("list")],
    ...typed(oneType),
    call: (args) => {
      const type = oneType(args);
      if (!type.ok) return type;
      const [only, ...others] = itemsOf(args[0]);
      // Elements of a set that aren't known may turn out to be one.
      if (args[0]?.kind === "set" && others.length > 0 && !isKnownDeep(args[0])) {
        return answer(combineUnknown(type.type, args[0]));
      }
      if (others.length > 0) return refuse(moreThanOne, 0);
      return answer(only ?? nullValue(type.type));
    },
  },
  {
    name: "reverse",
    description: "The elements in reverse order.",
    parameters: [any("list", { allowMarks: true })],
    resultNotNull: true,
    ...typed(reverseType),
    call: (args) => {
      const type = reverseType(args);
      if (!type.ok) return type;
      const items = [...itemsOf(args[0])].reverse();
      const result = type.type.kind === "list" ? listValue(type.type.element, items) : tupleValue(items);
      return answer(withMarks(result, args[0]?.marks));
    },
  },
  sliceFunction,
];

function chunk(list: Value, sizeValue: Value): FunctionResult {
  const size = intOf(unmark(sizeValue));
  if (size === null) return refuse(notInt);
  if (size < 0) return refuse("the size must not be negative");
  const plain = unmark(list);
  const items = itemsOf(plain);
  const chunks: Value[] = [];
  const step = size === 0 ? items.length : size;
  const type = typeOf(plain);
  const inner: Type = type.kind === "list" ? type.element : dynamicType;
  for (let at = 0; at < items.length; at += step) chunks.push(listValue(inner, items.slice(at, at + step)));
  return answer(withMarks(withMarks(listValue(type, chunks), list.marks), sizeValue.marks));
}

/** Strings and numbers by what they print, everything else by comparing. */
function distinct(items: readonly Value[]): readonly Value[] {
  const strings = new Set<string>();
  const others: Value[] = [];
  return items.filter((item) => {
    if (item.kind === "string") {
      if (strings.has(item.value)) return false;
      strings.add(item.value);
      return true;
    }
    if (others.some((other) => sameSetElement(other, item))) return false;
    others.push(item);
    return true;
  });
}

function elementType([list, index]: readonly Value[]): TypeAnswer {
  const type = list ? typeOf(list) : dynamicType;
  if (type.kind === "list") return ofType(type.element);
  if (type.kind !== "tuple") return refuse(`elements are read from a list or tuple, not from ${typeName(type)}`);
  if (index?.kind !== "number") return ofType(dynamicType);
  const at = intOf(index);
  if (at === null) return refuse(notInt);
  const count = type.elements.length;
  if (count === 0) return refuse("an empty list has no elements");
  return ofType(type.elements[around(at, count)] ?? dynamicType);
}

function around(index: number, count: number): number {
  return ((index % count) + count) % count;
}

function element([list, index]: readonly Value[], type: Type): FunctionResult {
  const at = intOf(index);
  if (at === null) return refuse(notInt);
  const items = itemsOf(list && unmark(list));
  if (items.length === 0) return refuse("an empty list has no elements");
  return answer(withMarks(items[around(at, items.length)] ?? nullValue(type), list?.marks));
}

const moreThanOne = "a list, set or tuple with at most one element is required";

function oneType([list]: readonly Value[]): TypeAnswer {
  const type = list ? typeOf(list) : dynamicType;
  if (type.kind === "list" || type.kind === "set") return ofType(type.element);
  if (type.kind !== "tuple" || type.elements.length > 1) return refuse(moreThanOne, 0);
  return ofType(type.elements[0] ?? dynamicType);
}

function reverseType([list]: readonly Value[]): TypeAnswer {
  const type = list ? typeOf(list) : dynamicType;
  if (type.kind === "list" || type.kind === "set") return ofType(listOf(type.element));
  if (type.kind === "tuple") return ofType({ kind: "tuple", elements: [...type.elements].reverse() });
  return refuse(`only lists and tuples can be reversed, not ${typeName(type)}`, 0);
}
