/** Checks of templates over a draft. */

import type { CheckResult } from "../../check-types.ts";
import type { RuleId } from "../../rule-ids.ts";
import type { Answer, Session } from "../session.ts";
import type { Template } from "../surroundings.ts";
import type { Draft, FileKey } from "./draft.ts";

export interface CheckedTemplate {
  readonly template: Template;
  readonly answer: Answer<CheckResult>;
  readonly locked: ReadonlySet<RuleId>;
  /** All files that were read. */
  readonly keys: ReadonlySet<FileKey>;
}

export async function checkOver(draft: Draft, template: Template, session: Session): Promise<CheckedTemplate> {
  let locked: ReadonlySet<RuleId> = new Set();
  const answer = await session.ask(template, (core, host, directory, inputs, libraries) => {
    locked = inputs.lockedRules;
    return core.check(draft.over(host, inputs), directory, inputs, libraries);
  });
  const keys = new Set(answer.value.files.map(({ name }) => draft.keyOf(name)));
  return { template, answer, locked, keys };
}

/** What the draft makes of those templates that read one of these files; null when the draft is worse than what was. */
export async function checkAgain(
  draft: Draft,
  changed: ReadonlySet<FileKey>,
  before: readonly CheckedTemplate[],
  session: Session,
): Promise<readonly CheckedTemplate[] | null> {
  const after: CheckedTemplate[] = [];
  for (const checked of before) {
    const affected = [...changed].some((key) => checked.keys.has(key));
    const again = affected ? await checkOver(draft, checked.template, session) : checked;
    if (isWorse(checked.answer.value, again.answer.value)) return null;
    after.push(again);
  }
  return after;
}

/** It has more errors of some rule. Their words may have changed with what was corrected. */
function isWorse(before: CheckResult, after: CheckResult): boolean {
  const known = errorsOf(before);
  return [...errorsOf(after)].some(([rule, times]) => times > (known.get(rule) ?? 0));
}

function errorsOf({ diagnostics }: CheckResult): ReadonlyMap<RuleId, number> {
  const errors = new Map<RuleId, number>();
  for (const { rule, severity, suppressed } of diagnostics) {
    if (severity === "error" && !suppressed) errors.set(rule, (errors.get(rule) ?? 0) + 1);
  }
  return errors;
}
