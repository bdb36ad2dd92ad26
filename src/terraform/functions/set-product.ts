import { unify } from "../../hcl/conversion-rules.ts";
import { convert } from "../../hcl/convert.ts";
import { mergeMarks, unmark, withMarks } from "../../hcl/marks.ts";
import type { FunctionEnvironment, FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { isKnownDeep, typeOf } from "../../hcl/type-of.ts";
import { listOf, setOf } from "../../hcl/type-relations.ts";
import { typeName } from "../../hcl/type-text.ts";
import { dynamicType, type Type } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { combineUnknown, listValue, setValue, tupleValue } from "../../hcl/values.ts";
import { answer, any, itemsOf, ofType, refuse, spend, type TypeAnswer, tooManyElements, typed } from "./answers.ts";

export const setProductFunction: FunctionRecord = {
  name: "setproduct",
  description: "All combinations of one element of each collection.",
  parameters: [],
  variadic: any("sets", { allowUnknown: true, allowMarks: true }),
  resultNotNull: true,
  ...typed(productType),
  call: (args, environment) => {
    const type = productType(args);
    return type.ok ? product(args, type.type, environment) : type;
  },
};

/** A list when none of the collections is a set. */
function productType(args: readonly Value[]): TypeAnswer {
  if (args.length < 2) return refuse("at least two collections are required");
  const elements: Type[] = [];
  let sets = 0;
  for (const [at, value] of args.entries()) {
    const type = typeOf(value);
    if (type.kind === "set") sets += 1;
    if (type.kind === "set" || type.kind === "list") {
      elements.push(type.element);
    } else if (type.kind === "tuple") {
      const common = type.elements.length === 0 ? dynamicType : unify(type.elements);
      if (!common) return refuse("all elements must have a common type", at);
      elements.push(common);
    } else {
      return refuse(`a set or list is required, not ${typeName(type)}`, at);
    }
  }
  const tuple: Type = { kind: "tuple", elements };
  return ofType(sets === 0 ? listOf(tuple) : setOf(tuple));
}

function product(args: readonly Value[], type: Type, environment: FunctionEnvironment): FunctionResult {
  const marks = mergeMarks(...args.map((value) => value.marks));
  const collections = args.map(unmark);
  const element = type.kind === "list" || type.kind === "set" ? type.element : dynamicType;
  const types = element.kind === "tuple" ? element.elements : [];
  const make = (items: readonly Value[]): FunctionResult =>
    answer(withMarks(type.kind === "list" ? listValue(element, items) : setValue(element, items), marks));
  if (collections.some((value) => isSequence(value) && itemsOf(value).length === 0)) return make([]);
  if (!collections.every(hasLength)) {
    return answer(withMarks({ ...combineUnknown(type, ...collections), notNull: true }, marks));
  }
  const total = collections.reduce((count, value) => count * itemsOf(value).length, 1);
  const refused = tooManyElements(total) ?? spend(environment, total * collections.length, type);
  if (refused) return refused;
  let rows: readonly (readonly Value[])[] = [[]];
  for (const [at, value] of collections.entries()) {
    const column: Value[] = [];
    for (const item of itemsOf(value)) {
      const converted = convert(item, types[at] ?? dynamicType);
      if (!converted.ok) return refuse(converted.message, at);
      column.push(converted.value);
    }
    rows = rows.flatMap((row) => column.map((item) => [...row, item]));
  }
  return make(rows.map(tupleValue));
}

function isSequence(value: Value): boolean {
  return value.kind === "list" || value.kind === "set" || value.kind === "tuple";
}

/** Elements of a set that aren't known may turn out to be one. */
function hasLength(value: Value): boolean {
  return isSequence(value) && (value.kind !== "set" || itemsOf(value).length < 2 || isKnownDeep(value));
}
