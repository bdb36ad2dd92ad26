/**
 * `primaryLocationLineHash` as GitHub's upload action computes it from the file: the hash of a line and what follows it,
 * blanks left out, and how many lines before it had the same. Any other value makes the action warn, and an API upload
 * without it makes a new alert whenever code moves.
 */

import type { SourceFile } from "../source.ts";

/** Code units that a hash covers. */
const window = 100;
const base = 37n;
/** Stands behind the last code unit of the file. */
const endOfFile = "\uffff";

const hashesOf = new WeakMap<SourceFile, readonly string[]>();

/** `hash:occurrence` of the line (from 1); undefined for a line that isn't there. */
export function lineHash(file: SourceFile, line: number): string | undefined {
  let windows = hashesOf.get(file);
  if (!windows) {
    windows = lineWindows(file.text);
    hashesOf.set(file, windows);
  }
  const own = windows[line - 1];
  if (own === undefined) return undefined;
  let occurrence = 0;
  for (let index = 0; index < line; index++) if (windows[index] === own) occurrence++;
  return `${hash(own).toString(16)}:${occurrence}`;
}

/** What the hash of each line is made of. Unlike in HCL, a lone carriage return ends a line. */
function lineWindows(text: string): readonly string[] {
  const kept = withoutBlanks(text) + endOfFile;
  const windows: string[] = [];
  for (let start = 0; start !== -1; ) {
    windows.push(kept.slice(start, start + window));
    const lineBreak = kept.indexOf("\n", start);
    start = lineBreak === -1 ? -1 : lineBreak + 1;
  }
  return windows;
}

/** A line feed counts with the carriage return right before it; a blank between them parts the two. */
function withoutBlanks(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n").replaceAll(/[ \t]+/g, "");
}

function hash(units: string): bigint {
  let value = 0n;
  for (let index = 0; index < window; index++) {
    // What would be behind the end of the file counts as 0.
    const unit = index < units.length ? units.charCodeAt(index) : 0;
    value = BigInt.asUintN(64, value * base + BigInt(unit));
  }
  return value;
}
