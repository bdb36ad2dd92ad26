/** Hyperlinks of terminals (OSC 8): seen as the text alone. */

import type { RuleId } from "../diagnostic.ts";

/** Addresses; null where there is none. */
export interface Links {
  file(name: string): string | null;
  rule(rule: RuleId): string | null;
}

export const noLinks: Links = { file: () => null, rule: () => null };

export function linked(text: string, address: string | null): string {
  return address === null ? text : `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`;
}
