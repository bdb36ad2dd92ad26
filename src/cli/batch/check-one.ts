/** The check of one of several templates. */

import type { CheckResult, Core } from "../../check-types.ts";
import { isBrokenPipe, isCommandFailure } from "../exit-code.ts";
import { relativePath } from "../host.ts";
import type { Answer, Session } from "../session.ts";
import { homeOf, type Template } from "../surroundings.ts";

/** Plain data: it crosses threads. */
export type Outcome = { readonly ok: true; readonly answer: Answer<CheckResult> } | Failed;

export interface Failed {
  readonly ok: false;
  /** The template whose check failed by a mistake of ours; null: what was asked can't be answered. */
  readonly where: string | null;
  readonly message: string;
  readonly hint: string | null;
}

/** What goes wrong with one template is told, and the others are checked. */
export async function checkOne(template: Template, session: Session): Promise<Outcome> {
  try {
    const answer = await session.ask(template, (compiler: Core, ...asked) => compiler.check(...asked));
    return { ok: true, answer: { ...answer, value: withoutCleanText(answer.value) } };
  } catch (error) {
    if (isBrokenPipe(error)) throw error;
    if (isCommandFailure(error)) {
      return { ok: false, where: null, message: error.message, hint: error.hint };
    }
    const { cwd } = session.program;
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const message = `internal error, please report it with what led to it: ${what}`;
    const hint = session.options.verbose && error instanceof Error ? (error.stack ?? null) : null;
    return { ok: false, where: relativePath(cwd, homeOf(template, cwd)), message, hint };
  }
}

/** Memory grows with the findings, not with the templates: only files with findings keep their text. */
function withoutCleanText(result: CheckResult): CheckResult {
  return { ...result, files: result.files.map(({ name }) => ({ name, text: "" })) };
}
