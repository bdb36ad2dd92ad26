/** What `lint` does besides telling: fixes, a patch of them, comments that suppress. */

import type { CheckResult } from "../../check-types.ts";
import { CommandFailure, isCommandFailure } from "../exit-code.ts";
import { completed, type Session } from "../session.ts";
import type { Template } from "../surroundings.ts";
import { type CheckedTemplate, checkOver } from "./checking.ts";
import { Draft } from "./draft.ts";
import { givenText } from "./editable.ts";
import { fixAll } from "./fixes.ts";
import { suppressAll } from "./suppressions.ts";
import { patchFor, writeFiles } from "./write-back.ts";

export interface Changed {
  readonly results: readonly CheckResult[];
  readonly failures: readonly CommandFailure[];
  readonly notes: readonly string[];
  /** Findings that are fixed now; null when that wasn't asked for. */
  readonly fixed: number | null;
  /** What standard output is for, so that the report isn't; null when it is for the report. */
  readonly text: string | null;
}

/** Checks the templates, changes what is to be changed and checks that: files are written when all of it is known. */
export async function changeTemplates(templates: readonly Template[], session: Session): Promise<Changed> {
  const { options, program } = session;
  const draft = new Draft(program.cwd);
  const checked: CheckedTemplate[] = [];
  const failures: CommandFailure[] = [];
  for (const template of templates) {
    if (template.kind === "plan") throw new CommandFailure("a plan has no text that could be changed");
    try {
      checked.push(await checkOver(draft, template, session));
    } catch (error) {
      if (!isCommandFailure(error)) throw error;
      failures.push(error);
    }
  }
  const done =
    options.addSuppressions && options.reason !== null
      ? { ...(await suppressAll(draft, checked, session, options.reason)), count: null }
      : await fixAll(draft, checked, session);
  const told = options.diff ? checked : done.checked;
  const results = told.map(({ answer }) => completed(session.news(answer)));
  const { notes } = done;
  if (options.diff) return { results, failures, notes, fixed: null, text: patchFor(done.draft) };
  const given = templates.flatMap((template) => givenText(template) ?? []);
  if (given.length > 0) return { results, failures, notes, fixed: done.count, text: givenAfter(done.draft, templates) };
  const unwritten = writeFiles(done.draft);
  if (unwritten.length > 0) {
    failures.push(...unwritten);
    // What is told is what there is, not what it would have become.
    const found = await Promise.all(
      checked.map(({ template }) => checkOver(new Draft(program.cwd), template, session)),
    );
    const there = found.map(({ answer }) => completed(session.news(answer)));
    return { results: there, failures, notes, fixed: null, text: null };
  }
  const files = done.draft.changed().length;
  const comments = "comments" in done ? [wrote(done.comments, files)] : [];
  return { results, failures, notes: [...comments, ...notes], fixed: done.count, text: null };
}

function wrote(comments: number, files: number): string {
  return `wrote ${comments === 1 ? "1 comment" : `${comments} comments`} in ${files === 1 ? "1 file" : `${files} files`}`;
}

/** The text on standard input, with what was changed. */
function givenAfter(draft: Draft, [template]: readonly Template[]): string {
  const [changed] = draft.changed();
  if (changed) return changed.after;
  const bytes =
    template?.kind === "text" ? template.bytes : template?.kind === "directory" ? template.replaced?.bytes : null;
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes ?? new Uint8Array());
}
