import { mergeMarks, unmark, withMarks } from "../../hcl/marks.ts";
import type { FunctionEnvironment, FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { isKnownDeep, typeOf } from "../../hcl/type-of.ts";
import { dynamicType, type Type } from "../../hcl/types.ts";
import type { Marks, Value } from "../../hcl/value.ts";
import { combineUnknown, tupleValue } from "../../hcl/values.ts";
import { answer, any, maxElements, ofType, refuse, spend, type TypeAnswer, tooManyElements, typed } from "./answers.ts";

export const flattenFunction: FunctionRecord = {
  name: "flatten",
  description: "The elements of a collection, with those of collections in it in their places.",
  parameters: [any("list", { allowMarks: true })],
  resultNotNull: true,
  ...typed(flattenType),
  call: ([value], environment) => flatten(value, environment),
};

function isSequence(type: Type): boolean {
  return type.kind === "list" || type.kind === "set" || type.kind === "tuple";
}

/** Only asked about unknown arguments: those that are known answer for themselves. */
function flattenType([value]: readonly Value[]): TypeAnswer {
  if (value && isKnownDeep(value) && !isSequence(typeOf(value))) return refuse(onlySequences);
  return ofType(dynamicType);
}

const onlySequences = "only lists, sets and tuples can be flattened";

function flatten(value: Value | undefined, environment: FunctionEnvironment): FunctionResult {
  if (!value || !isSequence(typeOf(value))) return refuse(onlySequences);
  const flat: Flat = { items: [], marks: undefined, known: true };
  collect(value, flat);
  const type: Type = dynamicType;
  const refused = tooManyElements(flat.items.length) ?? spend(environment, flat.items.length, type);
  if (refused) return refused;
  const result = flat.known ? tupleValue(flat.items) : combineUnknown(type, value);
  return answer(withMarks(result, flat.marks));
}

interface Flat {
  readonly items: Value[];
  marks: Marks | undefined;
  /** False when how many elements there are isn't known. */
  known: boolean;
}

function collect(value: Value, flat: Flat): void {
  flat.marks = mergeMarks(flat.marks, value.marks);
  const sequence = unmark(value);
  if (sequence.kind !== "list" && sequence.kind !== "set" && sequence.kind !== "tuple") {
    flat.known = false;
    return;
  }
  // Elements of a set that aren't known may turn out to be one.
  if (sequence.kind === "set" && sequence.items.length > 1 && !isKnownDeep(sequence)) flat.known = false;
  for (const item of sequence.items) {
    if (flat.items.length > maxElements) return;
    const type = typeOf(item);
    if (item.kind === "unknown" && type.kind === "dynamic") flat.known = false;
    if (isSequence(type) && item.kind !== "null") collect(item, flat);
    else flat.items.push(item);
  }
}
