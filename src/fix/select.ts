/** Which fixes can be applied together. */

export interface TextEdit {
  /** What the file is known by: the same for each name of one file. */
  readonly file: string;
  /** Half-open, UTF-16 offsets into the text before any edit. */
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export interface Candidate {
  /** All of them, or none. */
  readonly edits: readonly TextEdit[];
}

/** In the order of their places. What overlaps an earlier one waits for another round; what is the same is taken once. */
export function compatibleFixes<T extends Candidate>(candidates: readonly T[]): readonly T[] {
  const sorted = [...candidates].sort((a, b) => comparePlaces(a.edits[0], b.edits[0]));
  const taken = new Map<string, TextEdit[]>();
  const chosen: T[] = [];
  for (const candidate of sorted) {
    const { edits } = candidate;
    if (edits.length === 0 || !edits.every((edit, index) => isFree(edit, edits.slice(0, index)))) continue;
    if (!edits.every((edit) => isFree(edit, taken.get(edit.file) ?? []))) continue;
    for (const edit of edits) {
      const others = taken.get(edit.file);
      if (others) others.push(edit);
      else taken.set(edit.file, [edit]);
    }
    chosen.push(candidate);
  }
  return chosen;
}

function comparePlaces(a: TextEdit | undefined, b: TextEdit | undefined): number {
  if (!a || !b) return 0;
  return a.file === b.file ? a.start - b.start || a.end - b.end : a.file < b.file ? -1 : 1;
}

/** Two insertions at one place are in each other's way, too. */
function isFree(edit: TextEdit, others: readonly TextEdit[]): boolean {
  return !others.some(
    (other) =>
      other.file === edit.file &&
      ((edit.start < other.end && other.start < edit.end) || (edit.start === other.start && isEmpty(edit, other))),
  );
}

function isEmpty(a: TextEdit, b: TextEdit): boolean {
  return a.start === a.end || b.start === b.end;
}
