/** A line of source as a terminal shows it: tabs expanded, unsafe characters escaped, a long one cut to a window. */

import { characterWidth, clustersOf, isPlain, visible, wideEmoji } from "./display-width.ts";

export interface ShownLine {
  readonly text: string;
  /** The column (from 0) at which the source's UTF-16 offset is shown; offsets that were cut off are at the edge. */
  column(offset: number): number;
}

const tabStop = 4;
const ellipsis = "…";
/** Characters of a line that are ever looked at, as a multiple of the columns that can be shown. */
const reach = 4;

/**
 * `line` in at most `width` columns, so that what is marked (`from` to `to`, UTF-16 offsets) can be seen, or its
 * beginning when it is longer than that.
 */
export function showLine(line: string, from: number, to: number, width: number): ShownLine {
  // A minified file has lines of megabytes: only the neighbourhood of the mark is worth laying out.
  const first = Math.max(0, from - width);
  const near = line.slice(first, first + (reach + 1) * width);
  const { pieces, columns } = layOut(near);
  const markFrom = columns[clamp(from - first, near.length)] ?? 0;
  const markTo = columns[clamp(to - first, near.length)] ?? 0;
  const total = columns[near.length] ?? 0;
  const cutAfter = first + near.length < line.length;
  const window = chooseWindow(markFrom, markTo, total, width, first > 0, cutAfter);

  let text = window.left > 0 || first > 0 ? ellipsis : "";
  const shift = text.length;
  let last = window.left;
  for (const piece of pieces) {
    if (piece.column < window.left || piece.column + piece.width > window.right) continue;
    // A wide character cut by the window's edge leaves a blank.
    if (text.length === shift) text += " ".repeat(piece.column - window.left);
    text += piece.text;
    last = piece.column + piece.width;
  }
  if (window.right < total || cutAfter) text += ellipsis;
  return {
    text,
    column: (offset) => {
      const column = columns[clamp(offset - first, near.length)] ?? 0;
      return Math.max(0, Math.min(column, last) - window.left) + shift;
    },
  };
}

interface Piece {
  readonly text: string;
  readonly column: number;
  readonly width: number;
}

/** `columns[i]` is where UTF-16 offset i begins; one more entry for the end. */
function layOut(text: string): { readonly pieces: readonly Piece[]; readonly columns: readonly number[] } {
  const pieces: Piece[] = [];
  const columns: number[] = [];
  let column = 0;
  const add = (source: string, shown: string, width: number): void => {
    for (let unit = 0; unit < source.length; unit++) columns.push(column);
    pieces.push({ text: shown, column, width });
    column += width;
  };
  if (isPlain(text)) for (const character of text) add(character, character, 1);
  else {
    for (const cluster of clustersOf(text)) {
      if (wideEmoji(cluster)) add(cluster, cluster, 2);
      else for (const character of cluster) addCharacter(character, column, add);
    }
  }
  columns.push(column);
  return { pieces, columns };
}

function addCharacter(
  character: string,
  column: number,
  add: (source: string, shown: string, width: number) => void,
): void {
  const shown = character === "\t" ? " ".repeat(tabStop - (column % tabStop)) : visible(character);
  add(character, shown, shown === character ? characterWidth(character) : shown.length);
}

/** Columns left (inclusive) to right (exclusive) that are shown, ellipses not counted. */
function chooseWindow(
  from: number,
  to: number,
  total: number,
  width: number,
  cutBefore: boolean,
  cutAfter: boolean,
): { readonly left: number; readonly right: number } {
  if (!cutBefore && !cutAfter && total <= width) return { left: 0, right: total };
  const room = Math.max(1, width - 2);
  const margin = Math.min(10, Math.floor(room / 4));
  if (!cutBefore && to + margin <= room) return { left: 0, right: Math.min(total, room) };
  const wanted = to - from + margin * 2 > room ? from - margin : Math.floor((from + to - room) / 2);
  const left = Math.max(0, Math.min(wanted, total - room));
  return { left, right: Math.min(total, left + room) };
}

function clamp(offset: number, length: number): number {
  return Math.max(0, Math.min(offset, length));
}
