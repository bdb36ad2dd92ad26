/** Explores a cell: all results that it can have, read off the trees of the cells that it depends on. */

import { type Assignment, type Leaf, pickOf, type Read } from "./choice.ts";
import { type Branch, point, type Shape, Space, Spaces, samePins } from "./choice-space.ts";
import type { Cell, CellTrace, Choices, Trace } from "./choices.ts";
import { Cases, type Exploration } from "./exploration.ts";

/**
 * All results of a cell, one for each combination of the choices that it really depends on. `pinned` choices are not
 * varied. Beyond `limit` combinations those that are nearest to the defaults.
 */
export function explore<T>(choices: Choices, cell: Cell<T>, pinned: Assignment, limit: number): Exploration<T> {
  return exploring(choices, pinned, limit, (explorer) => explorer.explore(cell));
}

/** The same, or null where there are more combinations than the limit. */
export function exploreAll<T>(
  choices: Choices,
  cell: Cell<T>,
  pinned: Assignment,
  limit: number,
): Exploration<T> | null {
  return exploring(choices, pinned, limit, (explorer) => explorer.whole(cell));
}

/** The same where there is only one result because what it depends on is pinned or nothing; else null. */
export function exploreSingle<T>(
  choices: Choices,
  cell: Cell<T>,
  pinned: Assignment,
  limit: number,
): Exploration<T> | null {
  return exploring(choices, pinned, limit, (explorer) => explorer.single(cell));
}

/** What is chosen afterwards is what was chosen before. */
function exploring<R>(choices: Choices, pinned: Assignment, limit: number, look: (explorer: Explorer) => R): R {
  const before = choices.assignment;
  try {
    return look(new Explorer(choices, pinned, limit));
  } finally {
    choices.choose(before);
  }
}

const spacesOf = new WeakMap<Choices, Spaces>();
const readsLeft = new WeakMap<Choices, number>();

/** Choices that one result may depend on: each takes a part of the stack on the way down. */
const deepest = 250;
/** Of the combinations that are looked at when not all can be: of one cell, and of all. */
const mostReads = 20_000;
const mostReadsOfAll = 60_000;
/** Combinations that are looked at whatever they read. */
const fewest = 2;
/** Combinations of each cell, and all in which one choice differs from the defaults, when those of all are used up. */
const few = 64;

/** There are more combinations than the limit, or the trees of cells don't tell all of them. Thrown and caught here only. */
class Unexplorable extends Error {}

class Explorer {
  readonly #choices: Choices;
  readonly #pinned: Assignment;
  readonly #limit: number;
  readonly #spaces: Spaces;

  constructor(choices: Choices, pinned: Assignment, limit: number) {
    this.#choices = choices;
    this.#pinned = pinned;
    this.#limit = limit;
    this.#spaces = spacesOf.get(choices) ?? new Spaces();
    spacesOf.set(choices, this.#spaces);
  }

  explore<T>(cell: Cell<T>): Exploration<T> {
    return this.whole(cell) ?? this.#nearest(cell);
  }

  /** Null where there are more combinations than the limit, or a cycle. */
  whole<T>(cell: Cell<T>): Exploration<T> | null {
    const known = cell.trace;
    if (known?.kind === "leaf") return Cases.always(known);
    for (const { pinned, limit, result } of cell.explored) {
      if (result?.complete) {
        if (samePins(pinned, this.#pinned, result.space.keys)) return result.space.size <= this.#limit ? result : null;
      } else if (pinned === this.#pinned && limit >= this.#limit) return null;
    }
    this.#choices.choose(this.#pinned);
    const { value } = this.#choices.framed(() => cell.leaf());
    if (cell.isConstant || this.#choices.exhausted) return Cases.always(value);
    const before = cell.explored;
    cell.explored = [...before, { pinned: this.#pinned, limit: Number.POSITIVE_INFINITY, result: null }];
    const result = this.#single(cell) ?? this.#attempt(cell);
    cell.explored = [...before, { pinned: this.#pinned, limit: this.#limit, result }];
    return result;
  }

  single<T>(cell: Cell<T>): Exploration<T> | null {
    this.#choices.choose(this.#pinned);
    this.#choices.framed(() => cell.leaf());
    return this.#single(cell);
  }

  /** Most cells depend on nothing, or on what is pinned. */
  #single<T>(cell: Cell<T>): Exploration<T> | null {
    let node = cell.trace;
    if (node?.kind === "leaf") return Cases.always(node);
    let space: Space | null = null;
    while (node?.kind === "cell") {
      const other: Exploration<unknown> | null = this.whole(node.cell);
      if (other?.space.size !== 1 || (space && other.space !== space)) return null;
      space = other.space;
      node = node.get(other.at(0));
    }
    if (node?.kind === "domain" && !space && this.#pinned.has(node.domain.key)) {
      const pick = pickOf(this.#pinned, node.domain);
      space = this.#spaces.of(this.#spaces.branch(node.domain, pick, [point]));
      node = node.children[pick];
    }
    if (node?.kind !== "leaf" || !space) return null;
    return new Cases(space, space.zeros, [node]);
  }

  #attempt<T>(cell: Cell<T>): Exploration<T> | null {
    const { often } = cell;
    try {
      return new Descent(this, this.#choices, this.#spaces, cell, this.#pinned, this.#limit).run();
    } catch (error) {
      if (!(error instanceof Unexplorable)) throw error;
      // Its tree is another one since it looks at its parts.
      return cell.often === often || this.#choices.exhausted ? null : this.#attempt(cell);
    }
  }

  /** One choice after the other is varied, until there are enough. */
  #nearest<T>(cell: Cell<T>): Exploration<T> {
    for (const { pinned, limit, result } of cell.explored)
      if (result && !result.complete && pinned === this.#pinned && limit === this.#limit) return result;
    const found = this.#nearestOf(cell);
    cell.explored = [...cell.explored, { pinned: this.#pinned, limit: this.#limit, result: found }];
    return found;
  }

  #nearestOf<T>(cell: Cell<T>): Exploration<T> {
    const paths: (readonly Read[])[] = [];
    const leaves: Leaf<T>[] = [];
    /** As an earlier path up to `depth`, but for the last choice. */
    const queue: { readonly path: readonly Read[]; readonly depth: number; readonly last: Read | null }[] = [
      { path: [], depth: 0, last: null },
    ];
    const left = readsLeft.get(this.#choices) ?? mostReadsOfAll;
    let reads = 0;
    let nearest = few;
    const isEnough = (): boolean =>
      (paths.length > 0 && this.#choices.exhausted) ||
      paths.length >= this.#limit ||
      (paths.length >= fewest && reads >= (paths.length >= nearest ? Math.min(mostReads, left) : mostReads));
    for (let at = 0; at < queue.length && !isEnough(); at++) {
      const item = queue[at];
      if (!item) break;
      const fixed = new Map(this.#pinned);
      for (const { domain, pick } of item.path.slice(0, Math.max(0, item.depth - 1))) fixed.set(domain.key, pick);
      if (item.last) fixed.set(item.last.domain.key, item.last.pick);
      this.#choices.choose(fixed);
      leaves.push(this.#choices.framed(() => cell.leaf()).value);
      const path = cell.path();
      paths.push(path);
      reads += path.length;
      this.#choices.spend(path.length);
      for (const [index, { domain, pick: own }] of path.entries()) {
        if (index < item.depth || this.#pinned.has(domain.key)) continue;
        for (let pick = 0; pick < domain.values.length && queue.length < this.#limit; pick++) {
          if (pick !== own) queue.push({ path, depth: index + 1, last: { domain, pick } });
        }
      }
      if (at === 0) nearest = Math.max(few, queue.length);
    }
    readsLeft.set(this.#choices, Math.max(0, left - reads));
    const picks = Int32Array.from({ length: leaves.length }, (_, at) => at);
    return new Cases(new Space(null, paths), picks, leaves);
  }
}

/** Results of cells under a choice. */
interface Known {
  readonly cell: Cell<unknown>;
  readonly leaf: Leaf<unknown>;
  readonly before: Known | null;
}

interface Step<T> {
  readonly exploration: Exploration<unknown>;
  /** What comes of each of its numbered results. */
  readonly next: (Trace<T> | undefined)[];
}

/** One way down the tree of a cell, to all of its leaves. */
class Descent<T> {
  readonly #explorer: Explorer;
  readonly #choices: Choices;
  readonly #spaces: Spaces;
  readonly #cell: Cell<T>;
  readonly #pinned: Assignment;
  readonly #limit: number;
  /** What is chosen on the way down, beside what is pinned. */
  readonly #chosen: Map<string, number>;
  /** What has been read on the way down. */
  readonly #read = new Set<string>();
  readonly #picks: number[] = [];
  readonly #numbers = new Map<Leaf<T>, number>();
  readonly #steps = new Map<CellTrace<T>, Step<T>>();

  constructor(explorer: Explorer, choices: Choices, spaces: Spaces, cell: Cell<T>, pinned: Assignment, limit: number) {
    this.#explorer = explorer;
    this.#choices = choices;
    this.#spaces = spaces;
    this.#cell = cell;
    this.#pinned = pinned;
    this.#limit = limit;
    this.#chosen = new Map(pinned);
  }

  run(): Exploration<T> {
    const root = this.#cell.trace;
    if (!root) throw new Unexplorable();
    if (root.kind === "cell") {
      const { exploration } = this.#step(root);
      const mapped = this.#mapped(root, exploration);
      if (mapped) return new Cases(exploration.space, mapped.picks, mapped.leaves);
    }
    const shape = this.#down(root);
    return new Cases(this.#spaces.of(shape), Int32Array.from(this.#picks), [...this.#numbers.keys()]);
  }

  #workOut(assignment: Assignment, known: Known | null): void {
    if (this.#choices.exhausted) throw new Unexplorable();
    this.#choices.choose(assignment);
    // Otherwise each would be looked for again, down to the choices.
    for (let each = known; each; each = each.before) each.cell.assume(each.leaf);
    this.#cell.workOut();
  }

  /** Follows the tree while there is one way only, and then all ways. */
  #down(from: Trace<T>): Shape {
    let node = from;
    for (;;) {
      switch (node.kind) {
        case "leaf":
          this.#arrive(node);
          return point;
        case "domain": {
          const { domain } = node;
          const trace = node;
          const next = (pick: number): Trace<T> => this.#child(() => trace.children[pick], this.#chosen, null);
          if (!this.#read.has(domain.key)) return this.#branch(domain, (pick) => this.#down(next(pick)));
          node = next(pickOf(this.#chosen, domain));
          break;
        }
        case "cell": {
          const { exploration } = this.#step(node);
          const { shape, keys } = exploration.space;
          if (!shape) throw new Unexplorable();
          if (!overlap(keys, this.#read)) {
            const mapped = this.#mapped(node, exploration);
            if (mapped) {
              const numbers = mapped.leaves.map((leaf) => this.#number(leaf));
              for (const pick of mapped.picks) this.#picks.push(numbers[pick] ?? 0);
              this.#check();
              return shape;
            }
          }
          const place = this.#known(shape, 0);
          if (place.shape.kind === "branch") return this.#over(place.shape, place.at, node);
          node = this.#next(node, place.at, null);
        }
      }
    }
  }

  /** All ways through what another cell depends on, and on from its results. */
  #over(branch: Branch, at: number, trace: CellTrace<T>): Shape {
    const down = (child: number): Shape => {
      const shape = branch.children[child];
      if (!shape) throw new Unexplorable();
      const place = this.#known(shape, at + (branch.starts[child] ?? 0));
      if (place.shape.kind === "branch") return this.#over(place.shape, place.at, trace);
      return this.#down(this.#next(trace, place.at, null));
    };
    const [only] = branch.reads;
    if (branch.reads.length === 1 && only && this.#pinned.has(branch.domain.key))
      return this.#branch(branch.domain, () => down(0));
    return this.#branch(branch.domain, down);
  }

  #branch(domain: Branch["domain"], down: (pick: number) => Shape): Shape {
    const { key } = domain;
    const pinned = this.#pinned.has(key) ? pickOf(this.#pinned, domain) : null;
    if (this.#read.size >= deepest || !this.#choices.spend(this.#read.size)) throw new Unexplorable();
    this.#read.add(key);
    const children: Shape[] = [];
    if (pinned !== null) children.push(down(pinned));
    else {
      for (let pick = 0; pick < domain.values.length; pick++) {
        this.#chosen.set(key, pick);
        children.push(down(pick));
      }
      this.#chosen.delete(key);
    }
    this.#read.delete(key);
    return this.#spaces.branch(domain, pinned, children);
  }

  /** Down a shape as far as what has been read decides the way. */
  #known(shape: Shape, at: number): { readonly shape: Shape; readonly at: number } {
    let node = shape;
    let start = at;
    while (node.kind === "branch" && this.#read.has(node.domain.key)) {
      const pick = pickOf(this.#chosen, node.domain);
      const child = node.reads.findIndex((read) => read.pick === pick);
      const next: Shape | undefined = node.children[child];
      if (!next) throw new Unexplorable();
      start += node.starts[child] ?? 0;
      node = next;
    }
    return { shape: node, at: start };
  }

  #step(trace: CellTrace<T>): Step<T> {
    let step = this.#steps.get(trace);
    if (!step) {
      const exploration = this.#explorer.whole(trace.cell);
      if (!exploration) throw new Unexplorable();
      step = { exploration, next: [] };
      this.#steps.set(trace, step);
    }
    return step;
  }

  /** On from the result that the other cell has at a point; `space` when all choices of that point are made. */
  #next(trace: CellTrace<T>, at: number, space: Space | null, before: Known | null = null): Trace<T> {
    const { exploration, next } = this.#step(trace);
    const pick = exploration.picks[at] ?? 0;
    let node = next[pick];
    if (!node) {
      const leaf = exploration.at(at);
      node = trace.get(leaf) ?? this.#worked(() => trace.get(leaf), at, space, { cell: trace.cell, leaf, before });
      next[pick] = node;
    }
    return node;
  }

  #worked(find: () => Trace<T> | undefined, at: number, space: Space | null, known: Known): Trace<T> {
    return this.#child(find, space ? new Map([...this.#chosen, ...space.assignment(at)]) : this.#chosen, known);
  }

  #child(find: () => Trace<T> | undefined, assignment: Assignment, before: Known | null): Trace<T> {
    const known = find();
    if (known) return known;
    this.#workOut(assignment, before);
    const found = find();
    if (!found) throw new Unexplorable();
    return found;
  }

  /** When all that is looked at from here on depends on the same choices in the same order: a leaf for each point. */
  #mapped(
    trace: CellTrace<T>,
    { space, picks }: Exploration<unknown>,
  ): { readonly picks: Int32Array; readonly leaves: readonly Leaf<T>[] } | null {
    const leaves: Leaf<T>[] = [];
    let onlyLeaves = true;
    for (const [number, at] of space.firsts(picks)) {
      const next = this.#next(trace, at, space);
      if (next.kind === "leaf") leaves[number] = next;
      else if (next.kind === "domain") return null;
      else if (this.#step(next).exploration.space !== space) return null;
      else onlyLeaves = false;
    }
    if (onlyLeaves) return fewer(space, picks, leaves);
    const numbers = new Map<Leaf<T>, number>();
    const own = new Int32Array(space.size);
    for (let at = 0; at < space.size; at++) {
      let node: Trace<T> = trace;
      let known: Known | null = null;
      while (node.kind === "cell") {
        const { exploration } = this.#step(node);
        if (exploration.space !== space) return null;
        const { cell }: CellTrace<T> = node;
        node = this.#next(node, at, space, known);
        known = { cell, leaf: exploration.at(at), before: known };
      }
      if (node.kind === "domain") return null;
      const number = numbers.get(node) ?? numbers.size;
      if (number === numbers.size) numbers.set(node, number);
      own[at] = number;
    }
    return { picks: own, leaves: [...numbers.keys()] };
  }

  #arrive(leaf: Leaf<T>): void {
    this.#picks.push(this.#number(leaf));
    this.#check();
  }

  #number(leaf: Leaf<T>): number {
    let number = this.#numbers.get(leaf);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(leaf, number);
    }
    return number;
  }

  #check(): void {
    if (this.#picks.length > this.#limit) throw new Unexplorable();
  }
}

/** Each leaf has one number only, so that what depends on it is asked once. */
function fewer<T>(
  space: Space,
  picks: Int32Array,
  leaves: readonly Leaf<T>[],
): { readonly picks: Int32Array; readonly leaves: readonly Leaf<T>[] } {
  const numbers = new Map<Leaf<T>, number>();
  const renumbered = leaves.map((leaf) => {
    const number = numbers.get(leaf) ?? numbers.size;
    numbers.set(leaf, number);
    return number;
  });
  if (numbers.size === leaves.length) return { picks, leaves };
  if (numbers.size === 1) return { picks: space.zeros, leaves: [...numbers.keys()] };
  return { picks: picks.map((pick) => renumbered[pick] ?? 0), leaves: [...numbers.keys()] };
}

function overlap(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  for (const key of right) if (left.has(key)) return true;
  return false;
}
