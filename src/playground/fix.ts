/** What a fix makes of files. */

import { compatibleFixes } from "../fix/select.ts";
import type { Change, Finding } from "./answer.ts";

/** By file, the last place first: each can be made without moving the others. Of safe fixes, those that go together. */
export function safeChanges(findings: readonly Finding[]): ReadonlyMap<string, readonly Change[]> {
  const candidates = new Map(
    findings.flatMap(({ fix, suppressed }) =>
      fix?.safe && !suppressed ? [[JSON.stringify(fix.changes), { edits: fix.changes }] as const] : [],
    ),
  );
  return changesByFile(compatibleFixes([...candidates.values()]).flatMap(({ edits }) => edits));
}

export function changesByFile(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const files = new Map<string, Change[]>();
  for (const change of [...changes].sort((a, b) => b.start - a.start || b.end - a.end)) {
    const known = files.get(change.file);
    if (known) known.push(change);
    else files.set(change.file, [change]);
  }
  return files;
}
