/** Random choices that a seed repeats: no other source of chance is used by the fuzzers. */

export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** Inputs of one run have numbers, each its own sequence: one is made again without those before it. */
  constructor(seed: number, index: number) {
    this.#a = seed >>> 0;
    this.#b = index >>> 0;
    this.#c = Math.floor(seed / 2 ** 32) ^ 0x9e3779b9;
    this.#d = 1;
    for (let round = 0; round < 12; round++) this.#next();
  }

  /** sfc32 (PractRand). */
  #next(): number {
    const sum = (this.#a + this.#b + this.#d) >>> 0;
    this.#d = (this.#d + 1) >>> 0;
    this.#a = (this.#b ^ (this.#b >>> 9)) >>> 0;
    this.#b = (this.#c + (this.#c << 3)) >>> 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) >>> 0;
    return sum;
  }

  /** From 0, below `limit`. */
  below(limit: number): number {
    return Math.floor((this.#next() / 2 ** 32) * limit);
  }

  /** Both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(probability: number): boolean {
    return this.#next() / 2 ** 32 < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }

  times<T>(low: number, high: number, make: (index: number) => T): T[] {
    return Array.from({ length: this.between(low, high) }, (_, index) => make(index));
  }

  /** Calls one of them. */
  choose<T>(makers: readonly (() => T)[]): T {
    return this.pick(makers)();
  }
}
