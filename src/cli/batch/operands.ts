/** Paths as they were given to paths as they are meant: files of arguments and patterns written out. */

import { lstatSync } from "node:fs";
import path from "node:path";
import { CommandFailure } from "../exit-code.ts";
import type { Program } from "../program.ts";

export interface Operand {
  readonly path: string;
  /** What it matched: then it is left out when it isn't Terraform's, or is ignored. */
  readonly pattern: string | null;
}

export interface Operands {
  readonly operands: readonly Operand[];
  readonly failures: readonly CommandFailure[];
}

const patternSign = /[*?{}[\]]/;

export async function operandsOf(given: readonly string[], program: Program): Promise<Operands> {
  const operands: Operand[] = [];
  const failures: CommandFailure[] = [];
  for (const one of given) {
    try {
      for (const name of await listed(one, program)) operands.push(...(await expanded(name, program.cwd)));
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      failures.push(error);
    }
  }
  return { operands, failures };
}

async function listed(given: string, program: Program): Promise<readonly string[]> {
  if (!given.startsWith("@") || given === "@") return [given];
  const { pathsOfArgumentFile } = await import("./argument-file.ts");
  return pathsOfArgumentFile(given.slice(1), program);
}

async function expanded(name: string, cwd: string): Promise<readonly Operand[]> {
  if (isThere(name, cwd)) return [{ path: name, pattern: null }];
  const forward = name.replaceAll("\\", "/");
  if (forward !== name && path.sep === "/") {
    const isPattern = patternSign.test(name);
    if (isPattern || isThere(forward, cwd)) {
      throw new CommandFailure(`cannot open ${JSON.stringify(name)}: "\\" doesn't separate names`, `Write ${forward}`);
    }
  }
  if (!patternSign.test(name)) return [{ path: name, pattern: null }];
  const { matches } = await import("./globs.ts");
  const found = matches(path.sep === "/" ? name : forward, cwd);
  if (found.length === 0) throw new CommandFailure(`no path matches ${JSON.stringify(name)}`);
  return found.map((match) => ({ path: match, pattern: name }));
}

/** What the system refuses to look at (a name too long, a directory that is closed) is told when it is opened. */
function isThere(name: string, cwd: string): boolean {
  try {
    lstatSync(path.resolve(cwd, name));
    return true;
  } catch {
    return false;
  }
}
