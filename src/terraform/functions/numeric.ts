import { convert } from "../../hcl/convert.ts";
import { unmark, withMarks } from "../../hcl/marks.ts";
import {
  absNum,
  addNum,
  ceilNum,
  compareNum,
  floorNum,
  isUndefinedNum,
  type Num,
  numFromBigInt,
  numFromNumber,
  numToNumber,
} from "../../hcl/number.ts";
import type { FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { isKnownDeep, typeOf } from "../../hcl/type-of.ts";
import { typeName } from "../../hcl/type-text.ts";
import { numberType } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { combineUnknown } from "../../hcl/values.ts";
import { answer, answerNumber, any, intOf, notInt, number, numOf, refuse, textOf } from "./answers.ts";
import { goPow } from "./go/math.ts";

function ofNumber(name: string, description: string, compute: (n: Num) => Num): FunctionRecord {
  return {
    name,
    description,
    parameters: [number("num")],
    result: numberType,
    resultNotNull: true,
    call: ([value]) => answerNumber(compute(numOf(value))),
  };
}

export const numericFunctions: readonly FunctionRecord[] = [
  {
    name: "abs",
    description: "The number without its sign.",
    parameters: [number("num", { allowMarks: true })],
    result: numberType,
    resultNotNull: true,
    call: ([value]) => {
      const result = answerNumber(absNum(numOf(value && unmark(value))));
      return result.ok ? answer(withMarks(result.value, value?.marks)) : result;
    },
  },
  ofNumber("ceil", "The nearest whole number that is not smaller.", ceilNum),
  ofNumber("floor", "The nearest whole number that is not greater.", floorNum),
  {
    name: "signum",
    description: "-1, 0 or 1, by the number's sign.",
    parameters: [number("num")],
    result: numberType,
    resultNotNull: true,
    call: ([value]) => {
      const int = intOf(value);
      return int === null ? refuse(notInt) : answerNumber(Math.sign(int));
    },
  },
  {
    name: "log",
    description: "The logarithm of a number in a base.",
    parameters: [number("num"), number("base")],
    result: numberType,
    resultNotNull: true,
    call: ([value, base]) => ofDouble(Math.log(numToNumber(numOf(value))) / Math.log(numToNumber(numOf(base)))),
  },
  {
    name: "pow",
    description: "A number raised to a power.",
    parameters: [number("num"), number("power")],
    result: numberType,
    resultNotNull: true,
    call: ([value, power]) => ofDouble(goPow(numToNumber(numOf(value)), numToNumber(numOf(power)))),
  },
  {
    name: "min",
    description: "The smallest of the numbers.",
    parameters: [],
    variadic: number("numbers"),
    result: numberType,
    resultNotNull: true,
    call: (args) => extreme(args, -1),
  },
  {
    name: "max",
    cost: 2,
    description: "The greatest of the numbers.",
    parameters: [],
    variadic: number("numbers"),
    result: numberType,
    resultNotNull: true,
    call: (args) => extreme(args, 1),
  },
  {
    name: "sum",
    description: "The sum of a collection's numbers.",
    parameters: [any("list")],
    result: numberType,
    resultNotNull: true,
    call: ([value]) => (value ? sum(value) : refuse("a list is required", 0)),
  },
  {
    name: "parseint",
    description: "The whole number that a text says in a base from 2 to 62.",
    parameters: [any("number"), number("base")],
    result: numberType,
    resultNotNull: true,
    check: ([value]) => notText(value),
    call: ([value, base]) => notText(value) ?? parseInteger(textOf(value), intOf(base)),
  },
];

function ofDouble(x: number): FunctionResult {
  return Number.isNaN(x) ? refuse("the result is not a number") : answerNumber(numFromNumber(x));
}

function extreme(args: readonly Value[], wanted: 1 | -1): FunctionResult {
  const [first, ...others] = args.map(numOf);
  if (first === undefined) return refuse("at least one number is required");
  return answerNumber(others.reduce((best, n) => (compareNum(n, best) === wanted ? n : best), first));
}

function sum(value: Value): FunctionResult {
  if (value.kind !== "list" && value.kind !== "set" && value.kind !== "tuple") {
    if ((value.kind === "map" || value.kind === "object") && value.entries.size === 0) {
      return refuse("the sum of no numbers is not defined", 0);
    }
    return refuse(`a list, set or tuple of numbers is required, not ${typeName(typeOf(value))}`, 0);
  }
  if (value.items.length === 0) return refuse("the sum of no numbers is not defined", 0);
  if (!isKnownDeep(value)) return answer({ ...combineUnknown(numberType, value), notNull: true });
  let total: Num | null = null;
  for (const [at, item] of value.items.entries()) {
    const converted = item.kind === "null" ? null : convert(item, numberType);
    if (!converted?.ok) return refuse(`element ${at} is not a number`, 0);
    total = total === null ? numOf(converted.value) : addNum(total, numOf(converted.value));
  }
  if (total === null || isUndefinedNum(total)) return refuse("infinities of both signs have no sum");
  return answerNumber(total);
}

function notText(value: Value | undefined): ReturnType<typeof refuse> | null {
  if (!value || typeOf(value).kind === "string") return null;
  return refuse(`a string is required, not ${typeName(typeOf(value))}`, 0);
}

const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const maxDigits = 10_000;

function parseInteger(source: string, base: number | null): FunctionResult {
  if (base === null || base < 2 || base > 62) return refuse("the base must be a whole number from 2 to 62", 1);
  const negative = source.startsWith("-");
  const plain = source.replace(/^[+-]/, "");
  // Up to 36, letters of both cases are the same digits.
  const folded = base <= 36 ? plain.toLowerCase() : plain;
  if (folded.length > maxDigits)
    return refuse(`the text has ${folded.length} digits; at most ${maxDigits} are read`, 0);
  let value = 0n;
  for (const character of folded) {
    const digit = digits.indexOf(character);
    if (digit < 0 || digit >= base) return cannotParse(source, base);
    value = value * BigInt(base) + BigInt(digit);
  }
  if (folded === "") return cannotParse(source, base);
  return answerNumber(numFromBigInt(negative ? -value : value));
}

function cannotParse(source: string, base: number): FunctionResult {
  return refuse(`${JSON.stringify(source)} is not a whole number in base ${base}`, 0);
}
