/** The shape of a baseline. What it means is in `cli/baseline.ts`. */

import { validate } from "./generated/baseline.validator.js";
import { type Problem, problemsOf } from "./validate.ts";

/** Empty when the value, read from JSON, is a baseline. */
export function baselineProblems(value: unknown): readonly Problem[] {
  return problemsOf(validate, value);
}
