/** The rows under a line of source: carets under what is wrong, dashes under what explains it, and their texts. */

import type { Paint } from "./paint.ts";

export interface Mark {
  /** Columns from 0, half open; an empty mark is shown one column wide. */
  readonly from: number;
  readonly to: number;
  readonly primary: boolean;
  readonly text: string;
}

/**
 * The text of the rightmost mark stands behind it; the others hang below, from right to left:
 *
 *     ^^^^^ ----- the second
 *     |
 *     the first
 */
export function markRows(marks: readonly Mark[], paint: Paint): readonly string[] {
  const sorted = [...marks].sort((a, b) => a.from - b.from || Number(b.primary) - Number(a.primary));
  const rows = [new Row()];
  for (const mark of sorted) if (!mark.primary) rows[0]?.fill(mark, "-");
  for (const mark of sorted) if (mark.primary) rows[0]?.fill(mark, "^");

  const labelled = sorted.filter((mark) => mark.text !== "");
  const end = Math.max(...sorted.map((mark) => Math.max(mark.to, mark.from + 1)));
  const rightmost = labelled.at(-1);
  const behind = rightmost && Math.max(rightmost.to, rightmost.from + 1) === end ? labelled.pop() : undefined;
  if (behind) rows[0]?.put(end + 1, behind.text, behind.primary);

  if (labelled.length > 0) rows.push(connectors(labelled));
  for (let hanging = labelled.pop(); hanging; hanging = labelled.pop()) {
    const row = connectors(labelled.filter((other) => other.from < (hanging?.from ?? 0)));
    row.put(hanging.from, hanging.text, hanging.primary);
    rows.push(row);
  }
  return rows.map((row) => row.print(paint));
}

function connectors(marks: readonly Mark[]): Row {
  const row = new Row();
  for (const mark of marks) row.put(mark.from, "|", mark.primary);
  return row;
}

/** Text at columns, each stretch painted by its mark's kind. */
class Row {
  readonly #cells: { text: string; primary: boolean }[] = [];

  fill(mark: Mark, character: string): void {
    const to = Math.max(mark.to, mark.from + 1);
    for (let column = mark.from; column < to; column++)
      this.#cells[column] = { text: character, primary: mark.primary };
  }

  /** Whatever its width, a text is the last thing of its row or one character. */
  put(column: number, text: string, primary: boolean): void {
    this.#cells[column] = { text, primary };
  }

  print(paint: Paint): string {
    let out = "";
    let stretch = "";
    let kind: boolean | null = null;
    const flush = (): void => {
      out += kind === null ? stretch : kind ? paint.primary(stretch) : paint.secondary(stretch);
      stretch = "";
    };
    for (let column = 0; column < this.#cells.length; column++) {
      const cell = this.#cells[column];
      const next = cell ? cell.primary : null;
      if (next !== kind) flush();
      kind = next;
      stretch += cell?.text ?? " ";
    }
    flush();
    return out;
  }
}
