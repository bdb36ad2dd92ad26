/** Functions that look for a value, or choose among values. */

import { unify } from "../../hcl/conversion-rules.ts";
import { convert } from "../../hcl/convert.ts";
import { equalValues } from "../../hcl/equality.ts";
import type { FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { isKnownDeep, typeOf } from "../../hcl/type-of.ts";
import { typeEqual } from "../../hcl/type-relations.ts";
import { boolType, dynamicType, numberType, type Type } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { combineUnknown, listValue } from "../../hcl/values.ts";
import {
  answer,
  answerBool,
  answerNumber,
  any,
  itemsOf,
  listOfType,
  ofType,
  refuse,
  spend,
  type TypeAnswer,
  typed,
} from "./answers.ts";

export const membershipFunctions: readonly FunctionRecord[] = [
  {
    name: "contains",
    cost: 1 / 4,
    description: "Whether a collection has an element equal to the value.",
    parameters: [any("list"), any("value")],
    result: boolType,
    resultNotNull: true,
    call: ([list, wanted]) => (list && wanted ? contains(list, wanted) : answerBool(false)),
  },
  {
    name: "index",
    description: "Where in a list a value is first.",
    parameters: [any("list"), any("value")],
    result: numberType,
    resultNotNull: true,
    call: ([list, wanted]) => (list && wanted ? index(list, wanted) : refuse("there is no such element")),
  },
  {
    name: "coalesce",
    cost: 1 / 32,
    description: "The first value that is neither null nor an empty string.",
    parameters: [],
    variadic: any("vals", { allowNull: true, allowUnknown: true, allowDynamic: true }),
    resultNotNull: true,
    ...typed(coalesceType),
    call: (args) => {
      const type = coalesceType(args);
      return type.ok ? coalesce(args, type.type) : type;
    },
  },
  {
    name: "coalescelist",
    cost: 1 / 32,
    description: "The first list that has elements.",
    parameters: [],
    variadic: any("vals", { allowNull: true, allowUnknown: true, allowDynamic: true }),
    resultNotNull: true,
    ...typed(coalesceListType),
    call: (args) => {
      const type = coalesceListType(args);
      return type.ok ? coalesceList(args, type.type) : type;
    },
  },
  {
    name: "matchkeys",
    description: "The values whose keys, at the same places of a second list, are in a third one.",
    parameters: [
      listOfType(dynamicType, "values"),
      listOfType(dynamicType, "keys"),
      listOfType(dynamicType, "searchset"),
    ],
    resultNotNull: true,
    ...typed(matchKeysType),
    call: (args, environment) => {
      const type = matchKeysType(args);
      if (!type.ok) return type;
      const work = itemsOf(args[1]).length * itemsOf(args[2]).length;
      return spend(environment, work, type.type) ?? matchKeys(args, type.type);
    },
  },
];

function contains(list: Value, wanted: Value): FunctionResult {
  if (list.kind !== "list" && list.kind !== "set" && list.kind !== "tuple") {
    return refuse("a list, tuple or set is required");
  }
  let undecided = false;
  for (const item of list.items) {
    const equal = equalValues(wanted, item);
    if (equal) return answerBool(true);
    undecided ||= equal === null;
  }
  if (!undecided) return answerBool(false);
  return answer({ ...combineUnknown(boolType, list, wanted), notNull: true });
}

function index(list: Value, wanted: Value): FunctionResult {
  if (list.kind !== "list" && list.kind !== "tuple") return refuse("a list or tuple is required");
  if (list.items.length === 0) return refuse("an empty list has no such element");
  for (const [at, item] of list.items.entries()) {
    const equal = equalValues(item, wanted);
    if (equal) return answerNumber(at);
    if (equal === null) return answer({ ...combineUnknown(numberType, item, wanted), notNull: true });
  }
  return refuse("there is no such element");
}

function coalesceType(args: readonly Value[]): TypeAnswer {
  const common = unify(args.map(typeOf));
  return common && args.length > 0 ? ofType(common) : refuse("all arguments must have the same type");
}

function coalesce(args: readonly Value[], type: Type): FunctionResult {
  for (const [at, value] of args.entries()) {
    const converted = convert(value, type);
    // Terraform passes over what can't be converted after all, as over null.
    if (!converted.ok) continue;
    const { value: candidate } = converted;
    if (candidate.kind === "unknown") return answer(sure(candidate, args.slice(at), type));
    if (candidate.kind === "null" || (candidate.kind === "string" && candidate.value === "")) continue;
    return answer(candidate);
  }
  return refuse("all arguments are null or empty strings");
}

/** An unknown that is neither null nor empty is the answer itself; otherwise any of those that follow may be. */
function sure(candidate: Value, rest: readonly Value[], type: Type): Value {
  if (candidate.kind === "unknown" && candidate.notNull && nonEmpty(candidate)) return candidate;
  if (candidate.kind === "unknown" && candidate.neverNull && candidate.origin) return { ...candidate, notNull: true };
  return { ...combineUnknown(type, ...rest), notNull: true };
}

function nonEmpty(value: Value): boolean {
  if (typeOf(value).kind !== "string") return typeOf(value).kind !== "dynamic";
  return equalValues(value, { kind: "string", value: "" }) === false;
}

function coalesceListType(args: readonly Value[]): TypeAnswer {
  if (args.length === 0) return refuse("at least one argument is required");
  const types: Type[] = [];
  for (const value of args) {
    if (value.kind === "unknown") return ofType(dynamicType);
    const type = typeOf(value);
    if (type.kind !== "list" && type.kind !== "tuple") return refuse("all arguments must be lists or tuples");
    types.push(type);
  }
  const [first = dynamicType, ...others] = types;
  return ofType(others.every((type) => typeEqual(type, first)) ? first : dynamicType);
}

function coalesceList(args: readonly Value[], type: Type): FunctionResult {
  for (const [at, value] of args.entries()) {
    if (value.kind === "unknown") return answer({ ...combineUnknown(type, ...args.slice(at)), notNull: true });
    if (itemsOf(value).length > 0) return answer(value);
  }
  return refuse("all arguments are null or empty");
}

function matchKeysType([values, keys, wanted]: readonly Value[]): TypeAnswer {
  const common = keys && wanted ? unify([typeOf(keys), typeOf(wanted)]) : null;
  if (!common) return refuse("the keys and the searched ones must have the same type");
  return ofType(values ? typeOf(values) : dynamicType);
}

function matchKeys([valuesArg, keysArg, wantedArg]: readonly Value[], type: Type): FunctionResult {
  const values = itemsOf(valuesArg);
  const element = type.kind === "list" ? type.element : dynamicType;
  if (!valuesArg || !keysArg || !wantedArg) return answer(listValue(element, []));
  if (values.length !== itemsOf(keysArg).length) {
    return refuse(`there are ${values.length} values for ${itemsOf(keysArg).length} keys`);
  }
  const common = unify([typeOf(keysArg), typeOf(wantedArg)]) ?? dynamicType;
  const keys = convert(keysArg, common);
  const wanted = convert(wantedArg, common);
  if (!keys.ok || !wanted.ok || itemsOf(wanted.value).length === 0) return answer(listValue(element, []));
  if (!isKnownDeep(valuesArg) || !isKnownDeep(keysArg)) {
    return answer({ ...combineUnknown(type, valuesArg, keysArg), notNull: true });
  }
  const found: Value[] = [];
  for (const [at, key] of itemsOf(keys.value).entries()) {
    for (const candidate of itemsOf(wanted.value)) {
      const equal = equalValues(key, candidate);
      // Terraform answers so; that the searched ones aren't known doesn't make its result unknown.
      if (equal === null) return answer(listValue(element, []));
      const value = values[at];
      if (equal && value) found.push(value);
      if (equal) break;
    }
  }
  return answer(listValue(element, found));
}
