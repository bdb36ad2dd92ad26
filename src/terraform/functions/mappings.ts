/** Functions of maps and objects. */

import { mergeMarks, withMarks } from "../../hcl/marks.ts";
import type { FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { compareCodePoints } from "../../hcl/text-order.ts";
import { isKnownDeep, typeOf } from "../../hcl/type-of.ts";
import { listOf, mapOf, typeEqual } from "../../hcl/type-relations.ts";
import { typeName } from "../../hcl/type-text.ts";
import { dynamicType, stringType, type Type } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { combineUnknown, listValue, mapValue, objectValue, stringValue, tupleValue } from "../../hcl/values.ts";
import {
  answer,
  any,
  entriesOf,
  itemsOf,
  listOfType,
  ofType,
  refuse,
  type TypeAnswer,
  tooManyElements,
  typed,
} from "./answers.ts";

const listsByText: Type = mapOf(listOf(stringType));

export const mappingFunctions: readonly FunctionRecord[] = [
  {
    name: "keys",
    cost: 1 / 2,
    description: "The keys of a map or object, in order.",
    parameters: [any("inputMap", { allowUnknown: true, allowMarks: true })],
    resultNotNull: true,
    ...typed(keysType),
    call: (args) => {
      const type = keysType(args);
      return type.ok ? keys(args[0], type.type) : type;
    },
  },
  {
    name: "values",
    description: "The values of a map or object, in the order of their keys.",
    parameters: [any("mapping", { allowMarks: true })],
    resultNotNull: true,
    ...typed(valuesType),
    call: (args) => {
      const type = valuesType(args);
      if (!type.ok) return type;
      const items = [...entriesOf(args[0]).values()];
      const result = type.type.kind === "list" ? listValue(type.type.element, items) : tupleValue(items);
      return answer(withMarks(result, args[0]?.marks));
    },
  },
  {
    name: "merge",
    cost: 2,
    description: "The entries of all maps and objects; of those with one key the last counts.",
    parameters: [],
    variadic: any("maps", { allowNull: true, allowMarks: true, allowDynamic: true }),
    resultNotNull: true,
    ...typed(mergeType),
    call: (args) => {
      const type = mergeType(args);
      return type.ok ? merge(args, type.type) : type;
    },
  },
  {
    name: "zipmap",
    description: "A map of keys to the values at the same places of another list.",
    parameters: [listOfType(stringType, "keys", { allowMarks: true }), any("values", { allowMarks: true })],
    resultNotNull: true,
    ...typed(zipmapType),
    call: (args) => {
      const type = zipmapType(args);
      return type.ok ? zipmap(args, type.type) : type;
    },
  },
  {
    name: "transpose",
    description: "A map of lists of strings with keys and elements exchanged.",
    parameters: [{ name: "values", type: listsByText }],
    result: listsByText,
    resultNotNull: true,
    call: ([value]) => (value ? transpose(value) : refuse("a map is required", 0)),
  },
];

function keysType([value]: readonly Value[]): TypeAnswer {
  const type = value ? typeOf(value) : dynamicType;
  if (type.kind === "map") return ofType(listOf(stringType));
  if (type.kind === "object") {
    return ofType({ kind: "tuple", elements: new Array<Type>(type.attributes.size).fill(stringType) });
  }
  return refuse(`a map or object is required, not ${typeName(type)}`, 0);
}

function keys(value: Value | undefined, type: Type): FunctionResult {
  if (!value) return refuse("a map is required", 0);
  const given = typeOf(value);
  if (given.kind === "object") {
    const names = value.kind === "object" ? value.entries.keys() : given.attributes.keys();
    return answer(withMarks(tupleValue(Array.from(names, stringValue)), value.marks));
  }
  if (value.kind === "unknown") {
    return answer(withMarks({ ...combineUnknown(type, value), notNull: true }, value.marks));
  }
  const names = Array.from(entriesOf(value).keys(), stringValue);
  return answer(withMarks(listValue(stringType, names), value.marks));
}

function valuesType([value]: readonly Value[]): TypeAnswer {
  const type = value ? typeOf(value) : dynamicType;
  if (type.kind === "map") return ofType(listOf(type.element));
  if (type.kind === "object") return ofType({ kind: "tuple", elements: [...type.attributes.values()] });
  return refuse(`a map or object is required, not ${typeName(type)}`);
}

function mergeType(args: readonly Value[]): TypeAnswer {
  const attributes = new Map<string, Type>();
  const types: Type[] = [];
  let complete = true;
  for (const value of args) {
    const given = typeOf(value);
    if (given.kind === "dynamic") return ofType(dynamicType);
    if (given.kind !== "map" && given.kind !== "object") {
      return refuse(`all arguments must be maps or objects, not ${typeName(given)}`);
    }
    const type: Type = given.kind === "object" && value.kind === "null" ? emptyObject : given;
    if (type.kind === "object") for (const [name, of] of type.attributes) attributes.set(name, of);
    else if (value.kind === "unknown") complete = false;
    else
      for (const name of entriesOf(value).keys())
        attributes.set(name, given.kind === "map" ? given.element : dynamicType);
    types.push(type);
  }
  const [first = emptyObject, ...others] = types;
  if (others.every((type) => typeEqual(type, first))) return ofType(first);
  if (!complete) return ofType(dynamicType);
  const sorted = [...attributes].sort((a, b) => compareCodePoints(a[0], b[0]));
  return ofType({ kind: "object", attributes: new Map(sorted) });
}

const emptyObject: Type = { kind: "object", attributes: new Map() };

function merge(args: readonly Value[], type: Type): FunctionResult {
  const entries = new Map<string, Value>();
  for (const value of args) {
    const given = typeOf(value);
    if (value.kind !== "null" && given.kind !== "map" && given.kind !== "object") {
      return refuse(`all arguments must be maps or objects, not ${typeName(given)}`);
    }
    for (const [name, item] of entriesOf(value)) entries.set(name, item);
    const refused = tooManyElements(entries.size);
    if (refused) return refused;
  }
  const result = type.kind === "map" ? mapValue(type.element, entries) : objectValue(entries);
  return answer(
    withMarks(result, mergeMarks(...args.map((value) => (value.kind === "null" ? undefined : value.marks)))),
  );
}

function mismatchedCounts(keyCount: number, valueCount: number): ReturnType<typeof refuse> {
  return refuse(`there are ${keyCount} keys for ${valueCount} values`);
}

function zipmapType([keyList, values]: readonly Value[]): TypeAnswer {
  const type = values ? typeOf(values) : dynamicType;
  if (type.kind === "list") return ofType(mapOf(type.element));
  if (type.kind !== "tuple") return refuse("the values must be a list or tuple");
  // The names are the type of the result.
  if (keyList?.kind !== "list" || !isKnownDeep(keyList)) return ofType(dynamicType);
  if (keyList.items.length !== type.elements.length) {
    return mismatchedCounts(keyList.items.length, type.elements.length);
  }
  const attributes = new Map<string, Type>();
  for (const [at, key] of keyList.items.entries()) {
    if (key.kind !== "string") return refuse(`key ${at} is null`);
    attributes.set(key.value, type.elements[at] ?? dynamicType);
  }
  const sorted = [...attributes].sort((a, b) => compareCodePoints(a[0], b[0]));
  return ofType({ kind: "object", attributes: new Map(sorted) });
}

function zipmap([keyList, values]: readonly Value[], type: Type): FunctionResult {
  if (!keyList || !values) return refuse("keys and values are required");
  const keyItems = itemsOf(keyList);
  const valueItems = itemsOf(values);
  const marks = mergeMarks(keyList.marks, values.marks, ...keyItems.map((key) => key.marks));
  if (!isKnownDeep(keyList)) {
    return answer(withMarks({ ...combineUnknown(type, keyList), notNull: true }, marks));
  }
  if (keyItems.length !== valueItems.length) return mismatchedCounts(keyItems.length, valueItems.length);
  const entries = new Map<string, Value>();
  for (const [at, key] of keyItems.entries()) {
    const value = valueItems[at];
    if (key.kind !== "string") return refuse(`key ${at} is null`);
    if (value) entries.set(key.value, value);
  }
  return answer(withMarks(type.kind === "map" ? mapValue(type.element, entries) : objectValue(entries), marks));
}

function transpose(value: Value): FunctionResult {
  if (!isKnownDeep(value)) return answer({ ...combineUnknown(listsByText, value), notNull: true });
  const keysOf = new Map<string, string[]>();
  for (const [name, list] of entriesOf(value)) {
    if (list.kind === "null") return refuse(`the list of key ${JSON.stringify(name)} is null`);
    for (const item of itemsOf(list)) {
      if (item.kind !== "string") return refuse(`the list of key ${JSON.stringify(name)} has a null element`);
      const names = keysOf.get(item.value);
      if (names) names.push(name);
      else keysOf.set(item.value, [name]);
    }
  }
  const entries = Array.from(keysOf, ([name, names]): [string, Value] => [
    name,
    listValue(stringType, names.sort(compareCodePoints).map(stringValue)),
  ]);
  return answer(mapValue(listOf(stringType), entries));
}
