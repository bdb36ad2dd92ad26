/** A choice: what may be chosen, what is chosen, and what came of it. */

import type { Diagnostic } from "../diagnostic.ts";

/** Something that may be chosen: a parameter's answer, or whether the workspace starts or stops. */
export interface Domain {
  /** `parameter:NAME`, `transition`. */
  readonly key: string;
  /** Null stands for any other value. The first is what is taken when nothing is chosen. */
  readonly values: readonly (string | null)[];
}

/** Which value (by its index in the domain) each key has; keys that are missing have their first. */
export type Assignment = ReadonlyMap<string, number>;

export interface Read {
  readonly domain: Domain;
  readonly pick: number;
}

export interface Leaf<T> {
  readonly kind: "leaf";
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** The index of the value that the assignment gives. */
export function pickOf(assignment: Assignment, domain: Domain): number {
  const wanted = assignment.get(domain.key) ?? 0;
  return wanted < domain.values.length ? wanted : 0;
}
