/** Help that was written down before; in the built program `load-written-help.ts` stands in its place. */

import type { Program } from "./program.ts";

/** Null where Commander has to say it. */
export function writtenHelp(_: Program): string | null {
  return null;
}
