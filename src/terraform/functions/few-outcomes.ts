import { marksDeep } from "../../hcl/marks.ts";
import { overOutcomes } from "../../hcl/outcomes.ts";
import type { FunctionEnvironment, FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import type { Value } from "../../hcl/value.ts";
import { answer } from "./answers.ts";

/**
 * A function that looks at unknown arguments itself is asked for all that they can be first. For the others the
 * evaluator does so.
 */
export function overOutcomesOf(record: FunctionRecord): FunctionRecord {
  const parameters = record.variadic ? [...record.parameters, record.variadic] : record.parameters;
  if (!parameters.some(({ allowUnknown }) => allowUnknown)) return record;
  return { ...record, call: (args, environment) => few(record, args, environment) ?? record.call(args, environment) };
}

function few(record: FunctionRecord, args: readonly Value[], environment: FunctionEnvironment): FunctionResult | null {
  // What becomes of marks is the function's own business.
  if (args.some(marksDeep)) return null;
  const result = overOutcomes(args, (combination) => {
    if (record.check?.(combination)) return null;
    const one = record.call(combination, environment);
    return one.ok ? one.value : null;
  });
  return result ? answer(result) : null;
}
