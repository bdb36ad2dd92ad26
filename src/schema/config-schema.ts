/** The shape of `.templatecheck.yaml`. What it means is in `config/`. */

import { validate } from "./generated/config.validator.js";
import { type Problem, problemsOf } from "./validate.ts";

/** Empty when the value, read from YAML, is a configuration. */
export function configProblems(value: unknown): readonly Problem[] {
  return problemsOf(validate, value);
}
