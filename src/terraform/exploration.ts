/** All results of something, and for which choices. */

import type { Leaf, Read } from "./choice.ts";
import { alwaysSpace, type Space } from "./choice-space.ts";

/** A result for each combination of choices. Most results come again and again: `each` has them once. */
export class Cases<T> {
  readonly space: Space;
  /** At each point of the space, the number of the result. */
  readonly picks: Int32Array;
  /** By number; one result may have several. */
  readonly numbered: readonly T[];
  #each: ReadonlySet<T> | null = null;
  #entries: readonly { readonly reads: readonly Read[]; readonly result: T }[] | null = null;

  constructor(space: Space, picks: Int32Array, numbered: readonly T[]) {
    this.space = space;
    this.picks = picks;
    this.numbered = numbered;
  }

  /** What depends on no choice. */
  static always<U>(result: U): Cases<U> {
    return new Cases(alwaysSpace, alwaysSpace.zeros, [result]);
  }

  /** False when there were more combinations than the limit; then those that are nearest to the defaults were looked at. */
  get complete(): boolean {
    return this.space.complete;
  }

  at(point: number): T {
    const result = this.numbered[this.picks[point] ?? -1];
    if (result === undefined) throw new Error("a point without a result");
    return result;
  }

  /** Each result once, those that are nearest to the defaults first. */
  get each(): ReadonlySet<T> {
    if (!this.#each) {
      const each = new Set<T>();
      if (this.numbered.length === 1 || new Set(this.numbered).size === 1) each.add(this.at(0));
      else for (const point of this.space.firsts(this.picks).values()) each.add(this.at(point));
      this.#each = each;
    }
    return this.#each;
  }

  /** `change` is asked once for each result. */
  map<U>(change: (result: T) => U): Cases<U> {
    const [only] = this.numbered;
    if (this.numbered.length === 1 && only !== undefined) return new Cases(this.space, this.picks, [change(only)]);
    const changed = new Map<T, U>();
    for (const result of this.each) changed.set(result, change(result));
    const numbered: U[] = [];
    for (const result of this.numbered) {
      const one = changed.get(result);
      if (one !== undefined) numbered.push(one);
    }
    return new Cases(this.space, this.picks, numbered);
  }

  /** For how many combinations each result is so. */
  get sizes(): ReadonlyMap<T, number> {
    const counts = new Int32Array(this.numbered.length);
    for (const pick of this.picks) counts[pick] = (counts[pick] ?? 0) + 1;
    const sizes = new Map<T, number>();
    for (const [number, result] of this.numbered.entries())
      sizes.set(result, (sizes.get(result) ?? 0) + (counts[number] ?? 0));
    return sizes;
  }

  /** Each combination, those that are nearest to the defaults first. Many: most who ask need `each` only. */
  get entries(): readonly { readonly reads: readonly Read[]; readonly result: T }[] {
    if (!this.#entries) {
      const { paths, order } = this.space;
      this.#entries = paths.map((reads, at) => ({ reads, result: this.at(order[at] ?? 0) }));
    }
    return this.#entries;
  }
}

/** All results of a cell. */
export type Exploration<T> = Cases<Leaf<T>>;
