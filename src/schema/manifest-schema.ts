/** The shape of a routing manifest. What must hold besides is the reader's, in `manifest/`. */

import { validate } from "./generated/manifest.validator.js";
import { type Problem, problemsOf } from "./validate.ts";

/** Empty when the value, read from JSON, is a manifest. */
export function manifestProblems(value: unknown): readonly Problem[] {
  return problemsOf(validate, value);
}
