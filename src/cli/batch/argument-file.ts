/** `@FILE` among the paths: paths from a file, for lists that no command line takes. */

import path from "node:path";
import { CommandFailure } from "../exit-code.ts";
import { readRegularFile } from "../host.ts";
import type { Program } from "../program.ts";

const largestFile = 16 * 1024 * 1024;

/**
 * One path a line, as they are: no quotes, no comments. A file with NUL characters (`git diff -z`) ends each path with one
 * instead, for names with line breaks. "@-" is standard input.
 */
export function pathsOfArgumentFile(name: string, program: Program): readonly string[] {
  const shown = JSON.stringify(`@${name}`);
  const text = new TextDecoder().decode(bytesOf(name, shown, program));
  const lines = text.includes("\0") ? text.split("\0") : text.replace(/^\ufeff/, "").split(/\r?\n/);
  return lines.filter((line) => line !== "");
}

function bytesOf(name: string, shown: string, program: Program): Uint8Array {
  if (name === "-") {
    const bytes = program.stdin.read(largestFile);
    if (bytes === "too-large") throw new CommandFailure(`standard input is larger than ${largestFile >> 20} MB`);
    return bytes;
  }
  const answer = readRegularFile(path.resolve(program.cwd, name), largestFile);
  if (answer.ok) return answer.bytes;
  const hint = `Paths are read from a file after "@"; a path that begins with "@" is written ./@${name}.`;
  throw new CommandFailure(`cannot read ${shown}: ${answer.reason}`, hint);
}
