/** What changed between two manifests, as plain data. */

import type { Guard, ManifestPlace } from "../manifest/types.ts";

/** All that `--fail-on` takes. A change may be of several kinds. */
export const changeKinds = [
  "added",
  "removed",
  "moved",
  "renamed",
  "widened",
  "narrowed",
  "added-public",
  "removed-public",
  "reach-widened",
  "reach-narrowed",
  "declared-widened",
  "declared-narrowed",
  "kind",
  "healthcheck",
  "display",
  "agent-added",
  "agent-removed",
  "agent-changed",
  "parameter",
  "settings",
  "undecided",
  "decided",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export type Subject =
  /** As the new side names it; as the old one does where it is gone. */
  | { readonly type: "app"; readonly agent: string; readonly slug: string }
  | { readonly type: "agent"; readonly name: string }
  | { readonly type: "parameter"; readonly name: string }
  | { readonly type: "ports" }
  | { readonly type: "settings" }
  | { readonly type: "unresolved"; readonly address: string; readonly attribute: string };

export interface Change {
  /** In the order of `changeKinds`. */
  readonly kinds: readonly ChangeKind[];
  readonly subject: Subject;
  /** A field of the manifest, `upstream.port`; null: the whole subject. */
  readonly field: string | null;
  /** JSON; absent on the side that has none. */
  readonly old?: unknown;
  readonly new?: unknown;
  /** The fewest guards that say in which choices; absent: in all. */
  readonly when?: readonly Guard[];
  /** The shortest choice that shows it; absent: any does. */
  readonly witness?: Readonly<Record<string, string>>;
  /** Only with answers that the old side didn't have, or the new one has no more. */
  readonly answers?: "new" | "gone";
  /** Why it can't be decided on one of the sides. */
  readonly reason?: string;
}

/** Where an app or an agent is written, in the new side's template; in the old one's where it is gone. */
export interface SubjectPlace extends ManifestPlace {
  readonly side: "old" | "new";
}

export interface ManifestDiff {
  /** By subject, then field. */
  readonly changes: readonly Change[];
  /** By `subjectKey`; of apps and agents that changed. */
  readonly places: ReadonlyMap<string, SubjectPlace>;
  /** Apps and agents with more choices than were compared; empty unless a manifest is made to be so. */
  readonly uncompared: readonly Subject[];
  readonly unresolved: { readonly old: number; readonly new: number };
  readonly complete: { readonly old: boolean; readonly new: boolean };
  readonly apps: { readonly old: number; readonly new: number };
}

/** What an added or removed app is, in a few fields. */
export interface AppSummary {
  readonly kind: string;
  readonly address: string | null;
  readonly upstream: unknown;
  readonly effective: string;
}
