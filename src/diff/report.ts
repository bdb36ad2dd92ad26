/** A difference with the names of its sides: what all formats are written from. */

import { version } from "../version.ts";
import { subjectKey } from "./compare.ts";
import type { ChangeKind, ManifestDiff } from "./types.ts";
import { counted, kindCounts } from "./words.ts";

export interface DiffSide {
  /** As it was named. */
  readonly name: string;
  readonly kind: "manifest" | "template" | "revision";
  /** The template's name in the manifest, and its digest. */
  readonly template: string;
  readonly digest: string;
  /** Version of the compiler that wrote the manifest. */
  readonly compiler: string;
}

export interface DiffReport {
  readonly old: DiffSide;
  readonly new: DiffSide;
  readonly diff: ManifestDiff;
  /** Kinds of `--fail-on` that there are. */
  readonly failed: readonly ChangeKind[];
}

/** The document of `--format json`. */
export function diffDocument({ old, new: now, diff, failed }: DiffReport): object {
  const side = (of: DiffSide, at: "old" | "new"): object => ({
    ...of,
    apps: diff.apps[at],
    complete: diff.complete[at],
    unresolved: diff.unresolved[at],
  });
  return {
    version: 1,
    tool: { name: "templatecheck", version },
    old: side(old, "old"),
    new: side(now, "new"),
    changes: diff.changes.map((change) => {
      const place = diff.places.get(subjectKey(change.subject));
      return place ? { ...change, place } : change;
    }),
    uncompared: diff.uncompared,
    summary: Object.fromEntries(kindCounts(diff.changes)),
    failed,
  };
}

/** What the changes don't say; one clause each. */
export function diffNotes({ old, new: now, diff }: DiffReport): readonly string[] {
  const notes: string[] = [];
  for (const [at, name] of [
    ["old", old.name],
    ["new", now.name],
  ] as const) {
    const count = diff.unresolved[at];
    if (count > 0) notes.push(`${counted(count, "thing")} could not be decided in ${name}: there may be more changes`);
    else if (!diff.complete[at]) notes.push(`${name} is not complete: there may be more changes`);
  }
  if (old.compiler !== now.compiler) notes.push(`written by versions ${old.compiler} and ${now.compiler}`);
  if (diff.uncompared.length > 0) {
    notes.push(`${counted(diff.uncompared.length, "app")} with too many choices to compare all of them`);
  }
  return notes;
}

export function noChangeText({ diff }: DiffReport): string {
  const decided = diff.unresolved.old + diff.unresolved.new === 0 && diff.complete.old && diff.complete.new;
  if (!decided || diff.uncompared.length > 0) return "no change in what could be compared";
  return `no change: ${counted(diff.apps.new, "app")}, the same in every choice`;
}
