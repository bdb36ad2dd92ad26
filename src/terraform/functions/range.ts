import { addNum, compareNum, type Num } from "../../hcl/number.ts";
import type { FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { listOf } from "../../hcl/type-relations.ts";
import { numberType } from "../../hcl/types.ts";
import { listValue, numberValue } from "../../hcl/values.ts";
import { answer, number, numOf, refuse } from "./answers.ts";

/** Terraform's own limit. */
const maxRange = 1024;

export const rangeFunction: FunctionRecord = {
  name: "range",
  description: "Numbers from a start up to before an end, by a step.",
  parameters: [],
  variadic: number("params"),
  result: listOf(numberType),
  resultNotNull: true,
  call: (args) => range(args.map(numOf)),
};

function range(numbers: readonly Num[]): FunctionResult {
  const [first, second, third] = numbers;
  if (first === undefined || numbers.length > 3)
    return refuse(`one to three numbers are required, not ${numbers.length}`);
  const start = second === undefined ? 0 : first;
  const end = second ?? first;
  const step = third ?? (compareNum(end, start) < 0 ? -1 : 1);
  const direction = compareNum(step, 0);
  // From a number to itself any step will do, even none.
  if (compareNum(start, end) === 0) return answer(listValue(numberType, []));
  if (direction === 0) return refuse("the step must not be zero", 2);
  if (compareNum(end, start) === -direction) {
    return refuse(`the end must not be ${direction > 0 ? "less" : "greater"} than the start with such a step`, 1);
  }
  const found: Num[] = [];
  for (let at = start; compareNum(at, end) === -direction; at = addNum(at, step)) {
    if (found.length >= maxRange) return refuse(`more than ${maxRange} numbers; Terraform makes no more`);
    found.push(at);
  }
  return answer(listValue(numberType, found.map(numberValue)));
}
