/** What other programs may use of templatecheck. */

import { check as run } from "./check/check.ts";
import { evaluator } from "./check/evaluator.ts";
import { checkPlan, isPlan } from "./check/from-plan.ts";
import { inspectChoices, inspectPlan } from "./check/inspect.ts";
import { inspectFile } from "./check/inspect-file.ts";
import type { CheckResult, Core } from "./check-types.ts";

export type * from "./check-types.ts";
export { builtInProfile, defaultInputs } from "./check-types.ts";
export type { Diagnostic, Edit, Fix, Label, RuleId, Severity, TrailStep, Witness } from "./diagnostic.ts";
export type { DirectoryEntry, Host, ReadResult } from "./host.ts";
export { ruleIds } from "./rule-ids.ts";
export type { Position, SourceFile, Span } from "./source.ts";
export { lineText, positionAt } from "./source.ts";
export { version } from "./version.ts";

export const check: Core["check"] = (...asked) => checkAny(...asked, "lint");
export const compile: Core["compile"] = (...asked) => checkAny(...asked, "compile");
export const inspect: Core["inspect"] = (stage, ...asked) =>
  stage === "plan" ? inspectPlan(...asked) : inspectChoices(...asked);
export { evaluator, inspectFile };

function checkAny(...[host, path, inputs, libraries, purpose]: Parameters<typeof run>): CheckResult {
  return isPlan(host, path) ? checkPlan(host, path, inputs, purpose) : run(host, path, inputs, libraries, purpose);
}
