/**
 * The choices that a result depends on, as a shape: a node for each choice that is read, in the order of reading. Equal
 * shapes are one object, and so results that depend on the same choices share their list of them.
 */

import type { Assignment, Domain, Read } from "./choice.ts";

export type Shape = Point | Branch;

/** Nothing more is read. */
interface Point {
  readonly kind: "point";
  readonly size: 1;
}

export interface Branch {
  readonly kind: "branch";
  readonly id: number;
  readonly domain: Domain;
  /** Those that are looked at: all, or the one that is pinned. */
  readonly reads: readonly Read[];
  /** Of each of them. */
  readonly children: readonly Shape[];
  /** The number of the first point of each child, relative to this branch. */
  readonly starts: readonly number[];
  /** Points below. */
  readonly size: number;
}

export const point: Point = { kind: "point", size: 1 };

/** Combinations of choices, one for each point of a shape; or as many of them as were looked at. */
export class Space {
  /** Null where not all combinations were looked at. */
  readonly shape: Shape | null;
  readonly size: number;
  #paths: readonly (readonly Read[])[] | null;
  #order: Int32Array | null = null;
  #domains: readonly Domain[] | null = null;
  #keys: ReadonlySet<string> | null = null;
  #zeros: Int32Array | null = null;
  readonly #firsts = new WeakMap<Int32Array, Map<number, number>>();

  constructor(shape: Shape | null, paths: readonly (readonly Read[])[] | null) {
    this.shape = shape;
    this.size = shape?.size ?? paths?.length ?? 0;
    this.#paths = paths;
  }

  get complete(): boolean {
    return this.shape !== null;
  }

  /** The combinations, those that are nearest to the defaults first. */
  get paths(): readonly (readonly Read[])[] {
    if (!this.#paths) this.#walk();
    return this.#paths ?? [];
  }

  /** The number of the point of each path. */
  get order(): Int32Array {
    if (!this.#order) this.#walk();
    return this.#order ?? new Int32Array();
  }

  /** The numbers of what is the same at all points. */
  get zeros(): Int32Array {
    this.#zeros ??= new Int32Array(this.size);
    return this.#zeros;
  }

  /** Of numbers at points: the first point of each, those that are nearest to the defaults first. */
  firsts(numbers: Int32Array): ReadonlyMap<number, number> {
    let firsts = this.#firsts.get(numbers);
    if (!firsts) {
      firsts = new Map();
      for (const at of this.order) {
        const number = numbers[at] ?? 0;
        if (!firsts.has(number)) firsts.set(number, at);
      }
      this.#firsts.set(numbers, firsts);
    }
    return firsts;
  }

  /** The first choice of all that leads to a point. */
  assignment(at: number): Map<string, number> {
    const assignment = new Map<string, number>();
    if (!this.shape) {
      for (const { domain, pick } of this.#paths?.[at] ?? []) assignment.set(domain.key, pick);
      return assignment;
    }
    let rest = at;
    let node: Shape | undefined = this.shape;
    while (node?.kind === "branch") {
      let child: number = node.children.length - 1;
      while (child > 0 && (node.starts[child] ?? 0) > rest) child--;
      assignment.set(node.domain.key, node.reads[child]?.pick ?? 0);
      rest -= node.starts[child] ?? 0;
      node = node.children[child];
    }
    return assignment;
  }

  /** All that some combination reads; of two with one key, the one with more values. */
  get domains(): readonly Domain[] {
    if (!this.#domains) {
      const found = new Map<string, Domain>();
      const add = (domain: Domain): void => {
        const known = found.get(domain.key);
        if (!known || known.values.length < domain.values.length) found.set(domain.key, domain);
      };
      if (this.shape) for (const branch of branches(this.shape)) add(branch.domain);
      else for (const path of this.paths) for (const { domain } of path) add(domain);
      this.#domains = [...found.values()];
    }
    return this.#domains;
  }

  get keys(): ReadonlySet<string> {
    this.#keys ??= new Set(this.domains.map(({ key }) => key));
    return this.#keys;
  }

  #walk(): void {
    if (!this.shape) {
      this.#order = Int32Array.from({ length: this.size }, (_, at) => at);
      return;
    }
    const paths: (readonly Read[])[] = [];
    const order = new Int32Array(this.size);
    const queue: { readonly shape: Shape; readonly start: number; readonly prefix: readonly Read[] }[] = [
      { shape: this.shape, start: 0, prefix: [] },
    ];
    for (let at = 0; at < queue.length; at++) {
      const item = queue[at];
      if (!item) break;
      const path = [...item.prefix];
      let node: Shape | undefined = item.shape;
      while (node?.kind === "branch") {
        const [first] = node.reads;
        if (!first) break;
        for (let child = 1; child < node.children.length; child++) {
          const shape = node.children[child];
          const read = node.reads[child];
          if (shape && read)
            queue.push({ shape, start: item.start + (node.starts[child] ?? 0), prefix: [...path, read] });
        }
        path.push(first);
        node = node.children[0];
      }
      order[paths.length] = item.start;
      paths.push(path);
    }
    this.#paths = paths;
    this.#order = order;
  }
}

/** One combination, of nothing. */
export const alwaysSpace: Space = new Space(point, null);

/** Each branch once. */
function branches(shape: Shape): Iterable<Branch> {
  const found = new Set<Branch>();
  const stack = [shape];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.kind === "point" || found.has(next)) continue;
    found.add(next);
    stack.push(...next.children);
  }
  return found;
}

/** Makes equal shapes one. */
export class Spaces {
  readonly #branches = new Map<string, Branch>();
  readonly #spaces = new Map<Shape, Space>([[point, alwaysSpace]]);
  readonly #domains = new Map<Domain, { readonly id: number; readonly reads: readonly Read[] }>();

  of(shape: Shape): Space {
    let space = this.#spaces.get(shape);
    if (!space) {
      space = new Space(shape, null);
      this.#spaces.set(shape, space);
    }
    return space;
  }

  /** `pinned`: only this value is looked at. There is a child for each. */
  branch(domain: Domain, pinned: number | null, children: readonly Shape[]): Branch {
    const { id, reads } = this.#domain(domain);
    let key = `${id} ${pinned ?? ""}`;
    for (const child of children) key += child.kind === "point" ? "." : ` ${child.id}`;
    const known = this.#branches.get(key);
    if (known) return known;
    const starts: number[] = [];
    let size = 0;
    for (const child of children) {
      starts.push(size);
      size += child.size;
    }
    const looked = pinned === null ? reads : reads.slice(pinned, pinned + 1);
    const branch: Branch = { kind: "branch", id: this.#branches.size, domain, reads: looked, children, starts, size };
    this.#branches.set(key, branch);
    return branch;
  }

  #domain(domain: Domain): { readonly id: number; readonly reads: readonly Read[] } {
    let known = this.#domains.get(domain);
    if (!known) {
      known = { id: this.#domains.size, reads: domain.values.map((_, pick) => ({ domain, pick })) };
      this.#domains.set(domain, known);
    }
    return known;
  }
}

/** Whether what was found under the one is also so under the other: nothing that was read is pinned differently. */
export function samePins(one: Assignment, other: Assignment, read: ReadonlySet<string>): boolean {
  if (one === other) return true;
  for (const key of read) if (one.get(key) !== other.get(key)) return false;
  return true;
}
