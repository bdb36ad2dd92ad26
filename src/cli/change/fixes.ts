/** Fixes of findings, round by round, until there is nothing left to fix. */

import type { CheckedDiagnostic } from "../../check-types.ts";
import { type Fix, primaryLabel } from "../../diagnostic.ts";
import { applyEdits } from "../../fix/apply.ts";
import { compatibleFixes, type TextEdit } from "../../fix/select.ts";
import { positionAt } from "../../source.ts";
import type { Session } from "../session.ts";
import { type CheckedTemplate, checkAgain } from "./checking.ts";
import type { Draft, FileKey } from "./draft.ts";
import { refusalToEdit } from "./editable.ts";

export interface Fixed {
  readonly draft: Draft;
  readonly checked: readonly CheckedTemplate[];
  /** Findings whose fix is in the draft. */
  readonly count: number;
  /** What could not be fixed, and why. */
  readonly notes: readonly string[];
}

interface Candidate {
  readonly edits: readonly TextEdit[];
  /** What it is known by, wherever it moves. */
  readonly id: string;
  readonly texts: ReadonlyMap<FileKey, string>;
  /** "main.tf:3:5: app-slug-format" */
  readonly place: string;
}

/** A fix can uncover something else to fix, but hardly more often than this. */
const mostRounds = 20;

export async function fixAll(start: Draft, checked: readonly CheckedTemplate[], session: Session): Promise<Fixed> {
  let state: Fixed = { draft: start, checked, count: 0, notes: [] };
  const refused = new Set<string>();
  const notes = new Set<string>();
  for (let round = 0; round < mostRounds; ) {
    let chosen = compatibleFixes(candidates(state, session, refused, notes));
    if (chosen.length === 0) return { ...state, notes: [...notes] };
    for (;;) {
      const next = await tried(state, chosen, session);
      if (next) {
        state = next;
        round++;
        break;
      }
      const [only, ...others] = chosen;
      if (only && others.length === 0) {
        refused.add(only.id);
        notes.add(`${only.place} isn't fixed: the result has an error that wasn't there`);
        break;
      }
      // One of them does it: the half without it is kept, and the rest tried again.
      chosen = chosen.slice(0, Math.ceil(chosen.length / 2));
    }
  }
  notes.add(`after ${mostRounds} rounds there is still something to fix: run it again`);
  return { ...state, notes: [...notes] };
}

function candidates(
  { draft, checked }: Fixed,
  { options, program }: Session,
  refused: ReadonlySet<string>,
  notes: Set<string>,
): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  for (const { template, answer } of checked) {
    for (const diagnostic of answer.value.diagnostics) {
      const { fix, suppressed } = diagnostic;
      if (!fix || suppressed?.kind === "inSource" || !(fix.safe || options.unsafeFixes)) continue;
      const candidate = candidateOf(diagnostic, fix, draft);
      const refusal = fix.edits
        .map(({ file }) => refusalToEdit(draft.keyOf(file.name), file, template, program.cwd))
        .find((reason) => reason !== null);
      if (refusal) notes.add(`${candidate.place} isn't fixed: ${refusal}`);
      else if (!refused.has(candidate.id)) found.set(JSON.stringify(candidate.edits), candidate);
    }
  }
  return [...found.values()];
}

function candidateOf(diagnostic: CheckedDiagnostic, fix: Fix, draft: Draft): Candidate {
  const { rule, headline } = diagnostic;
  const { file, span } = primaryLabel(diagnostic);
  const { line, column } = positionAt(file, span.start);
  const edits = fix.edits.map((edit) => ({
    file: draft.keyOf(edit.file.name),
    start: edit.span.start,
    end: edit.span.end,
    newText: edit.newText,
  }));
  return {
    edits,
    id: JSON.stringify([rule, headline, edits.map((edit) => [edit.file, edit.newText])]),
    texts: new Map(fix.edits.map((edit) => [draft.keyOf(edit.file.name), edit.file.text])),
    place: `${file.name}:${line}:${column}: ${rule}`,
  };
}

async function tried(state: Fixed, chosen: readonly Candidate[], session: Session): Promise<Fixed | null> {
  const edits = new Map<FileKey, TextEdit[]>();
  const texts = new Map(chosen.flatMap((candidate) => [...candidate.texts]));
  for (const edit of chosen.flatMap((candidate) => candidate.edits)) {
    const known = edits.get(edit.file);
    if (known) known.push(edit);
    else edits.set(edit.file, [edit]);
  }
  const changes = [...texts].map(([key, before]) => ({ key, before, after: applyEdits(before, edits.get(key) ?? []) }));
  const draft = state.draft.with(changes);
  const checked = await checkAgain(draft, new Set(texts.keys()), state.checked, session);
  return checked ? { draft, checked, count: state.count + chosen.length, notes: [] } : null;
}
