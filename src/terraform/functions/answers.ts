/** What function records are made of: parameters, answers, and the limits of what they make. */

import { isWholeNum, type Num, numToBigInt, numToNumber } from "../../hcl/number.ts";
import type {
  FunctionEnvironment,
  FunctionRecord,
  FunctionRefusal,
  FunctionResult,
  Parameter,
} from "../../hcl/scope.ts";
import { dynamicType, numberType, stringType, type Type } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { boolValue, errorValue, numberValue, stringValue } from "../../hcl/values.ts";

/** Characters (UTF-16 units) of a text that a function makes. */
export const maxTextLength = 4_000_000;
/** Elements of a collection that a function makes. */
export const maxElements = 100_000;

export type Options = Omit<Parameter, "name" | "type">;

export function text(name: string, options?: Options): Parameter {
  return { name, type: stringType, ...options };
}
export function number(name: string, options?: Options): Parameter {
  return { name, type: numberType, ...options };
}
export function any(name: string, options?: Options): Parameter {
  return { name, type: dynamicType, ...options };
}
export function listOfType(element: Type, name: string, options?: Options): Parameter {
  return { name, type: { kind: "list", element }, ...options };
}

export const everything: Options = { allowNull: true, allowUnknown: true, allowMarks: true, allowDynamic: true };

export function answer(value: Value): FunctionResult {
  return { ok: true, value };
}
export function answerText(value: string): FunctionResult {
  return { ok: true, value: stringValue(value) };
}
export function answerNumber(value: Num): FunctionResult {
  return { ok: true, value: numberValue(value) };
}
export function answerBool(value: boolean): FunctionResult {
  return { ok: true, value: boolValue(value) };
}

/** Of the call as a whole, or of one argument, counted from 0. */
export function refuse(message: string, argument: number | null = null): FunctionRefusal {
  return { ok: false, argument, message };
}

export type TypeAnswer = { readonly ok: true; readonly type: Type } | FunctionRefusal;

export function ofType(type: Type): TypeAnswer {
  return { ok: true, type };
}

/** `result` and `check` of a function whose result's type follows from its arguments, or is refused for them. */
export function typed(of: (args: readonly Value[]) => TypeAnswer): Pick<FunctionRecord, "result" | "check"> {
  return {
    result: (args) => {
      const found = of(args);
      return found.ok ? found.type : dynamicType;
    },
    check: (args) => {
      const found = of(args);
      return found.ok ? null : found;
    },
  };
}

/** The characters of a known string; "" for what the caller has excluded. */
export function textOf(value: Value | undefined): string {
  return value?.kind === "string" ? value.value : "";
}
export function numOf(value: Value | undefined): Num {
  return value?.kind === "number" ? value.value : 0;
}

/** Of a list, set or tuple; nothing for other values. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.kind === "list" || value?.kind === "set" || value?.kind === "tuple" ? value.items : [];
}
/** Of a map or object; nothing for other values. */
export function entriesOf(value: Value | undefined): ReadonlyMap<string, Value> {
  return value?.kind === "map" || value?.kind === "object" ? value.entries : noEntries;
}
const noEntries: ReadonlyMap<string, Value> = new Map();

/** As Go's `int`: whole and of 64 bits. Null otherwise. */
export function intOf(value: Value | undefined): number | null {
  const num = numOf(value);
  if (!isWholeNum(num)) return null;
  const big = typeof num === "number" ? null : numToBigInt(num);
  if (typeof num === "object" && (big === null || BigInt.asIntN(64, big) !== big)) return null;
  return numToNumber(num);
}

export const notInt = "a whole number is required";

export function textTooLong(length: number): FunctionRefusal | null {
  if (length <= maxTextLength) return null;
  return refuse(`the result would have ${length} characters; the budget "text length" is ${maxTextLength}`);
}

export function tooManyElements(count: number): FunctionRefusal | null {
  if (count <= maxElements) return null;
  return refuse(`the result would have ${count} elements; the budget "elements" is ${maxElements}`);
}

/** When `spend` says that the budget is used up, which has been told: an unknown of which nothing more is said. */
export function stopped(type: Type): FunctionResult {
  return { ok: true, value: errorValue(type) };
}

/** Takes work off the budget; the answer to give up with, or null to go on. */
export function spend(environment: FunctionEnvironment, amount: number, type: Type): FunctionResult | null {
  return environment.spend(amount) ? null : stopped(type);
}
