/** Entries of a manifest on the way to their guards. */

import type { GuardDomain } from "../manifest/guards.ts";
import { minimalGuards } from "../manifest/minimal-guards.ts";
import type { Guard } from "../manifest/types.ts";
import { parameterOf } from "../routing/placeholder.ts";
import type { Read } from "../terraform/choices.ts";

export interface Draft<T> {
  readonly entry: T;
  /** The choices that lead to it, each by what it depends on. */
  readonly reads: readonly (readonly Read[])[];
}

/** Equal entries are one draft. `make` answers null for what isn't routed. */
export function draftsOf<S, T>(
  outcomes: readonly { readonly reads: readonly Read[]; readonly items: readonly S[] }[],
  make: (item: S) => T | null,
): Draft<T>[] {
  const drafts = new Map<string, { readonly entry: T; readonly reads: (readonly Read[])[] }>();
  for (const { reads, items } of outcomes) {
    for (const item of items) {
      const entry = make(item);
      if (entry === null) continue;
      const key = JSON.stringify(entry);
      const known = drafts.get(key);
      if (known) known.reads.push(reads);
      else drafts.set(key, { entry, reads: [reads] });
    }
  }
  return [...drafts.values()];
}

/** Null: always. `all` is the number of choices, or null where not all were looked at. */
export function guardsOf<T>(item: Draft<T>, all: number | null): readonly Guard[] | null {
  if (item.reads.length === all) return null;
  const domains = new Map<string, GuardDomain>();
  for (const reads of item.reads) {
    for (const { domain } of reads) {
      const name = parameterOf(domain.key);
      if (name === null) continue;
      const known = domains.get(name);
      if (!known || known.values.length < domain.values.length) domains.set(name, { name, values: domain.values });
    }
  }
  const assignments = item.reads.map((reads) => {
    const assignment = new Map<string, number>();
    for (const { domain, pick } of reads) {
      const name = parameterOf(domain.key);
      const index = name === null ? -1 : (domains.get(name)?.values.indexOf(domain.values[pick] ?? null) ?? -1);
      if (name !== null && index !== -1) assignment.set(name, index);
    }
    return assignment;
  });
  return minimalGuards([...domains.values()], assignments);
}
