/** Entries of a manifest on the way to their guards. */

import type { GuardDomain } from "../manifest/guards.ts";
import { minimalGuards } from "../manifest/minimal-guards.ts";
import type { Guard } from "../manifest/types.ts";
import { parameterOf } from "../routing/placeholder.ts";
import type { Read } from "../terraform/choice.ts";
import type { Cases } from "../terraform/exploration.ts";

export interface Draft<T> {
  readonly entry: T;
  /** The choices that lead to it, each by what it depends on. */
  readonly reads: readonly (readonly Read[])[];
}

/** Equal entries are one draft. `make` answers null for what isn't routed. */
export function draftsOf<S, T>(cases: Cases<readonly S[]>, make: (item: S) => T | null): Draft<T>[] {
  const drafts = new Map<string, { readonly entry: T; readonly reads: (readonly Read[])[] }>();
  const made = cases.map((items) =>
    items.flatMap((item) => {
      const entry = make(item);
      if (entry === null) return [];
      const key = JSON.stringify(entry);
      const draft = drafts.get(key) ?? { entry, reads: [] };
      drafts.set(key, draft);
      return [draft];
    }),
  );
  for (const { reads, result } of made.entries) for (const draft of result) draft.reads.push(reads);
  return [...drafts.values()];
}

/** Apps that depend on the same choices in the same way have the same guards. */
export class Guards {
  readonly #ids = new WeakMap<readonly Read[], number>();
  readonly #known = new Map<string, readonly Guard[] | null>();
  #last = 0;

  /** Null: always. `all` is the number of choices, or null where not all were looked at. */
  of<T>({ reads }: Draft<T>, all: number | null): readonly Guard[] | null {
    if (reads.length === all) return null;
    const key = reads.map((path) => this.#idOf(path)).join();
    let guards = this.#known.get(key);
    if (guards === undefined) {
      guards = guardsOf(reads);
      this.#known.set(key, guards);
    }
    return guards;
  }

  #idOf(path: readonly Read[]): number {
    let id = this.#ids.get(path);
    if (id === undefined) {
      id = this.#last++;
      this.#ids.set(path, id);
    }
    return id;
  }
}

function guardsOf(choices: readonly (readonly Read[])[]): readonly Guard[] | null {
  const domains = new Map<string, GuardDomain>();
  for (const reads of choices) {
    for (const { domain } of reads) {
      const name = parameterOf(domain.key);
      if (name === null) continue;
      const known = domains.get(name);
      if (!known || known.values.length < domain.values.length) domains.set(name, { name, values: domain.values });
    }
  }
  const assignments = choices.map((reads) => {
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
