/** Comments for all that is found. */

import type { CheckedDiagnostic } from "../../check-types.ts";
import { type Label, primaryLabel } from "../../diagnostic.ts";
import { applyEdits } from "../../fix/apply.ts";
import type { SourceFile } from "../../source.ts";
import { type Finding, suppressingEdits } from "../../suppress/add.ts";
import { canBeSuppressed } from "../../suppress/limits.ts";
import { isCall } from "../../validate/calls.ts";
import type { Session } from "../session.ts";
import { type CheckedTemplate, checkAgain } from "./checking.ts";
import type { Draft, FileKey } from "./draft.ts";
import { refusalToEdit } from "./editable.ts";

export interface Suppressed {
  readonly draft: Draft;
  readonly checked: readonly CheckedTemplate[];
  readonly comments: number;
  /** What could not be suppressed, and why. */
  readonly notes: readonly string[];
}

interface Commented {
  readonly file: SourceFile;
  readonly findings: Finding[];
}

export async function suppressAll(
  start: Draft,
  before: readonly CheckedTemplate[],
  session: Session,
  reason: string,
): Promise<Suppressed> {
  const notes = new Set<string>();
  const wanted = new Map<FileKey, Commented>();
  for (const checked of before) {
    for (const diagnostic of checked.answer.value.diagnostics) {
      if (diagnostic.suppressed) continue;
      const labels = placesFor(diagnostic, checked, start, session, notes);
      for (const { file, span } of labels) {
        const key = start.keyOf(file.name);
        const known = wanted.get(key) ?? { file, findings: [] };
        known.findings.push({ rule: diagnostic.rule, span });
        wanted.set(key, known);
      }
    }
  }
  let draft = start;
  let checked = before;
  let comments = 0;
  for (const [key, { file, findings }] of wanted) {
    const edits = suppressingEdits(file, findings, reason);
    const after = applyEdits(
      file.text,
      edits.map(({ span, newText }) => ({ ...span, newText })),
    );
    const next = draft.with([{ key, before: file.text, after }]);
    const again = await checkAgain(next, new Set([key]), checked, session);
    if (!again) {
      notes.add(`${file.name} isn't changed: comments in it would change what it says`);
      continue;
    }
    draft = next;
    checked = again;
    comments += edits.length;
  }
  return { draft, checked, comments, notes: [...notes] };
}

/** Where a comment would suppress it: at its place, else at the calls through which its module came. */
function placesFor(
  diagnostic: CheckedDiagnostic,
  { template, locked }: CheckedTemplate,
  draft: Draft,
  { program }: Session,
  notes: Set<string>,
): readonly Label[] {
  const { rule, labels } = diagnostic;
  const primary = primaryLabel(diagnostic);
  const because = (reason: string): readonly Label[] => {
    notes.add(`${primary.file.name}: ${rule} isn't suppressed: ${reason}`);
    return [];
  };
  if (!canBeSuppressed(rule)) return because("no comment can do that");
  if (locked.has(rule)) return because("the configuration locks it");
  const refusal = ({ file }: Label): string | null =>
    file.name.endsWith(".json")
      ? "JSON has no comments"
      : refusalToEdit(draft.keyOf(file.name), file, template, program.cwd);
  const here = refusal(primary);
  if (here === null) return [primary];
  const calls = labels.filter((label) => isCall(label) && refusal(label) === null);
  return calls.length > 0 ? calls : because(here);
}
