import { unify } from "../../hcl/conversion-rules.ts";
import { convert } from "../../hcl/convert.ts";
import { mergeMarks, unmark, withMarks } from "../../hcl/marks.ts";
import type { FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { typeOf } from "../../hcl/type-of.ts";
import { typeName } from "../../hcl/type-text.ts";
import { dynamicType, type Type } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { listValue, tupleValue } from "../../hcl/values.ts";
import { answer, any, ofType, refuse, type TypeAnswer, tooManyElements, typed } from "./answers.ts";

export const concatFunction: FunctionRecord = {
  name: "concat",
  cost: 1 / 2,
  description: "The elements of all lists and tuples, one after another.",
  parameters: [],
  variadic: any("seqs", { allowMarks: true }),
  resultNotNull: true,
  ...typed(concatType),
  call: (args) => {
    const type = concatType(args);
    return type.ok ? concat(args, type.type) : type;
  },
};

/** A list when all are lists that have a common type, otherwise a tuple. */
function concatType(args: readonly Value[]): TypeAnswer {
  if (args.length === 0) return refuse("at least one list is required");
  const types = args.map(typeOf);
  if (types.every((type) => type.kind === "list")) {
    const common = unify(types);
    if (common) return ofType(common);
  }
  const elements: Type[] = [];
  for (const [at, type] of types.entries()) {
    const value = args[at];
    if (type.kind === "tuple") elements.push(...type.elements);
    else if (type.kind !== "list") return refuse(`all arguments must be lists or tuples, not ${typeName(type)}`, at);
    // Without its length there is no type of a tuple.
    else if (value?.kind !== "list") return ofType(dynamicType);
    else elements.push(...value.items.map(() => type.element));
  }
  return ofType({ kind: "tuple", elements });
}

function concat(args: readonly Value[], type: Type): FunctionResult {
  const items: Value[] = [];
  for (const [at, value] of args.entries()) {
    const plain = unmark(value);
    const converted = type.kind === "list" ? convert(plain, type) : ({ ok: true, value: plain } as const);
    if (!converted.ok) return refuse(converted.message, at);
    const more = "items" in converted.value ? converted.value.items : [];
    const refused = tooManyElements(items.length + more.length);
    if (refused) return refused;
    items.push(...more);
  }
  const marks = mergeMarks(...args.map((value) => value.marks));
  return answer(withMarks(type.kind === "list" ? listValue(type.element, items) : tupleValue(items), marks));
}
