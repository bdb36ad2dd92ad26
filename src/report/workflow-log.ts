/** GitHub's runner obeys what looks like a command in the log of a step. */

import type { Digest } from "./types.ts";

/** Lines that the runner shows and doesn't obey. */
export function inert(lines: readonly string[], digest: Digest): readonly string[] {
  // No text can hold its own digest.
  const token = `templatecheck-${digest(lines.join("\n")).slice(0, 32)}`;
  return [`::stop-commands::${token}`, ...lines, `::${token}::`];
}

/** Whether a runner would obey a line of it: `::command::`, or the older `##[command]` anywhere. */
export function looksLikeCommands(text: string): boolean {
  return /^\s*::[\w-]|##\[/m.test(text);
}
