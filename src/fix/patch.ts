/** Changes of files as a patch that `git apply` and `patch -p1` take. */

import { comparedLines, hunks, type Line } from "./lines.ts";

export interface ChangedFile {
  /** With "/" separators, as the patch names it. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

const context = 3;

/** Empty when nothing differs. Line breaks, a byte order mark and a missing last line break are kept as they are. */
export function patchOf(files: readonly ChangedFile[]): string {
  return files.map(filePatch).join("");
}

function filePatch({ name, before, after }: ChangedFile): string {
  if (before === after) return "";
  const lines = comparedLines(linesOf(before), linesOf(after));
  const [from, to] = [`a/${name}`, `b/${name}`].map(quoted);
  // A name with a blank ends at a tab (git's own way).
  const end = name.includes(" ") ? "\t" : "";
  const header = `diff --git ${from} ${to}\n--- ${from}${end}\n+++ ${to}${end}\n`;
  return (
    header +
    hunks(lines, context)
      .map(([first, last]) => hunk(lines, first, last))
      .join("")
  );
}

/** With their line breaks. */
function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

function hunk(lines: readonly Line[], from: number, to: number): string {
  const ranges = (["-", "+"] as const).map((sign) => {
    const count = (start: number, end: number): number =>
      lines.slice(start, end).filter((line) => line.sign === " " || line.sign === sign).length;
    const size = count(from, to);
    return `${sign}${count(0, from) + (size === 0 ? 0 : 1)},${size}`;
  });
  const body = lines.slice(from, to).map(({ sign, text }) => sign + text + (text.endsWith("\n") ? "" : noLineBreak));
  return `@@ ${ranges.join(" ")} @@\n${body.join("")}`;
}

const noLineBreak = "\n\\ No newline at end of file\n";

/** As git quotes what would end a name or a line: in C's way, byte by byte. */
function quoted(name: string): string {
  if (!/[\0-\x1f"\\\x7f]/.test(name)) return name;
  const escapes: ReadonlyMap<string, string> = new Map([
    ["\t", "\\t"],
    ["\n", "\\n"],
    ["\r", "\\r"],
    ['"', '\\"'],
    ["\\", "\\\\"],
  ]);
  const escaped = name.replace(/[\0-\x1f"\\\x7f]/g, (character) => {
    const code = character.charCodeAt(0).toString(8).padStart(3, "0");
    return escapes.get(character) ?? `\\${code}`;
  });
  return `"${escaped}"`;
}
