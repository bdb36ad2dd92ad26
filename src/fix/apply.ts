/** Edits applied to a text. */

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Spans are of the text before any edit and don't overlap; insertions at one place stay in their order. */
export function applyEdits(text: string, edits: readonly Replacement[]): string {
  let out = "";
  let at = 0;
  for (const { start, end, newText } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    out += text.slice(at, start) + newText;
    at = end;
  }
  return out + text.slice(at);
}
