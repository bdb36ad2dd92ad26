/** Help as Commander wrote it when the program was built (`scripts/build.mjs`): it needn't be loaded only for that. */

import { readFileSync } from "node:fs";
import type { Program } from "./program.ts";

/** The width that Commander breaks lines at where there is no terminal. */
const width = 100;
const flags: readonly (string | undefined)[] = ["--help", "-h"];

/** Null where Commander has to say it. */
export function writtenHelp({ argv, stdout }: Program): string | null {
  const asked = commandAsked(argv);
  if (asked === null || (stdout.columns ?? width) !== width) return null;
  const texts: unknown = JSON.parse(readFileSync(new URL("help.json", import.meta.url), "utf8"));
  if (typeof texts !== "object" || texts === null) return null;
  const text: unknown = new Map(Object.entries(texts)).get(asked);
  return typeof text === "string" ? text : null;
}

/** "" for the program itself; null where something else is asked. */
function commandAsked(argv: readonly string[]): string | null {
  const [first, second] = argv;
  if (argv.length === 1 && (flags.includes(first) || first === "help")) return "";
  if (argv.length !== 2) return null;
  if (flags.includes(second)) return first ?? null;
  return first === "help" ? (second ?? null) : null;
}
