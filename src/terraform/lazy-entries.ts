/**
 * The attributes of an object that are worked out when someone looks at them: a reference to an agent's id must not
 * depend on the parameters that its start-up script mentions. What they are is decided by the choice of the moment of
 * looking, so nothing is kept here.
 */

import type { Value } from "../hcl/value.ts";

export class LazyEntries implements ReadonlyMap<string, Value> {
  readonly #names: ReadonlySet<string>;
  readonly #get: (name: string) => Value;

  /** `names` in the order of objects: by code point. */
  constructor(names: ReadonlySet<string>, get: (name: string) => Value) {
    this.#names = names;
    this.#get = get;
  }

  get size(): number {
    return this.#names.size;
  }

  get(name: string): Value | undefined {
    return this.#names.has(name) ? this.#get(name) : undefined;
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  *entries(): MapIterator<[string, Value]> {
    for (const name of this.#names) yield [name, this.#get(name)];
  }

  *values(): MapIterator<Value> {
    for (const name of this.#names) yield this.#get(name);
  }

  keys(): MapIterator<string> {
    return this.#names.values();
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  forEach(callback: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const name of this.#names) callback(this.#get(name), name, this);
  }
}
