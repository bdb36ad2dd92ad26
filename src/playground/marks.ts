import type { Mark } from "./layer.ts";

/** Marks of a text after it was edited: those behind the edit move with it, those in it grow or shrink. */
export function movedMarks(before: string, after: string, marks: readonly Mark[]): readonly Mark[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const shift = after.length - before.length;
  const changedTo = before.length - tail;
  const moved = (offset: number): number =>
    offset >= changedTo && offset > head ? offset + shift : Math.min(offset, after.length);
  return marks.map((mark) => ({
    ...mark,
    start: moved(mark.start),
    end: Math.max(moved(mark.start), moved(mark.end)),
  }));
}
