/**
 * Evaluation under choices. What is worked out remembers which choices it looked at, as a decision tree: a node for each
 * choice that was read, in the order of reading, and a result at each leaf. So nothing is worked out again for a choice
 * that it doesn't depend on, and the tree of a fact, once explored, *is* the answer to "for which choices".
 */

import type { Diagnostic } from "../diagnostic.ts";
import { evaluationDepth } from "../hcl/evaluate.ts";

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

interface Branch<T> {
  readonly kind: "branch";
  readonly domain: Domain;
  readonly children: (Branch<T> | Leaf<T> | undefined)[];
}

interface Frame {
  readonly reads: Map<string, Read>;
  readonly diagnostics: Diagnostic[];
}

/** Cells, and expressions, that wait for each other on the stack; what needs more is worked out from its bottom. */
const maxRunning = 40;
const maxWaiting = 150;

/** Leaves the stack for the sake of a cell that is too deep on it. Thrown and caught in this file only. */
class Postponed extends Error {
  readonly cell: Suspendable;

  constructor(cell: Suspendable) {
    super("postponed");
    this.cell = cell;
  }
}

interface Suspendable {
  readonly name: string;
  /** Works it out, and remembers it, or is postponed. */
  settle(): void;
}

export class Choices {
  #assignment: Assignment = new Map();
  #frame: Frame = { reads: new Map(), diagnostics: [] };
  readonly #frames: Frame[] = [];
  /** Cells on the stack, outermost first. */
  readonly running: Suspendable[] = [];
  /** Cells that have left the stack until one that they need is there, outermost first. */
  readonly #waiting: Suspendable[] = [];

  choose(assignment: Assignment): void {
    this.#assignment = assignment;
  }

  get assignment(): Assignment {
    return this.#assignment;
  }

  /** The index of the value that the current choice gives; whoever is being worked out depends on it from now on. */
  read(domain: Domain): number {
    const known = this.#frame.reads.get(domain.key);
    if (known) return known.pick;
    const wanted = this.#assignment.get(domain.key) ?? 0;
    const pick = wanted < domain.values.length ? wanted : 0;
    this.#frame.reads.set(domain.key, { domain, pick });
    return pick;
  }

  /** Whether the cell waits for what is being worked out now: then it is part of a cycle. */
  isWaiting(cell: Suspendable): boolean {
    return this.#waiting.includes(cell);
  }

  /**
   * Chains of values may be longer than the stack bears. The cell that asks for one too many leaves the stack with all
   * that wait for it, is worked out from the bottom, and then the others once more. Only what has no cell in between
   * goes on upwards.
   */
  postponeIfDeep(): void {
    const asking = this.running.at(-1);
    if (!asking || this.running.length < 2) return;
    if (this.running.length < maxRunning && evaluationDepth() < maxWaiting) return;
    throw new Postponed(asking);
  }

  /** For the cell at the bottom of the stack. */
  settleFromBottom(cell: Suspendable): void {
    this.#waiting.push(cell);
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) {
      try {
        next.settle();
      } catch (error) {
        if (!(error instanceof Postponed)) throw error;
        this.#waiting.push(next, error.cell);
      }
    }
  }

  report(diagnostic: Diagnostic): void {
    this.#frame.diagnostics.push(diagnostic);
  }

  /** Runs in a frame of its own; what it read, the frame around it has read too. */
  track<T>(compute: () => T): {
    readonly value: T;
    readonly reads: readonly Read[];
    readonly diagnostics: Diagnostic[];
  } {
    const frame: Frame = { reads: new Map(), diagnostics: [] };
    this.#frames.push(this.#frame);
    this.#frame = frame;
    try {
      const value = compute();
      return { value, reads: [...frame.reads.values()], diagnostics: frame.diagnostics };
    } finally {
      this.#frame = this.#frames.pop() ?? { reads: new Map(), diagnostics: [] };
      for (const [key, read] of frame.reads) if (!this.#frame.reads.has(key)) this.#frame.reads.set(key, read);
    }
  }
}

/** A lazily worked out, memoised value. `name` is its address. */
export class Cell<T> implements Suspendable {
  #root: Branch<T> | Leaf<T> | undefined;
  #running = false;
  readonly name: string;
  readonly #choices: Choices;
  readonly #compute: () => T;
  readonly #onCycle: () => T;

  constructor(choices: Choices, name: string, compute: () => T, onCycle: () => T) {
    this.#choices = choices;
    this.name = name;
    this.#compute = compute;
    this.#onCycle = onCycle;
  }

  get value(): T {
    return this.leaf().value;
  }

  leaf(): Leaf<T> {
    const known = this.#known();
    if (known) return known;
    const choices = this.#choices;
    if (this.#running || choices.isWaiting(this)) return { kind: "leaf", value: this.#onCycle(), diagnostics: [] };
    if (choices.running.length === 0) {
      choices.settleFromBottom(this);
      const settled = this.#known();
      if (settled) return settled;
    }
    choices.postponeIfDeep();
    return this.settle();
  }

  settle(): Leaf<T> {
    const { running } = this.#choices;
    this.#running = true;
    running.push(this);
    try {
      const { value, reads, diagnostics } = this.#choices.track(this.#compute);
      const leaf: Leaf<T> = { kind: "leaf", value, diagnostics };
      this.#insert(reads, leaf);
      return leaf;
    } finally {
      running.pop();
      this.#running = false;
    }
  }

  /** What was worked out before under a choice that makes no difference to it. */
  #known(): Leaf<T> | undefined {
    let node = this.#root;
    while (node && node.kind === "branch") node = node.children[this.#choices.read(node.domain)];
    return node;
  }

  /** The choices that the current assignment's result depends on, in the order in which they were read. */
  path(): readonly Read[] {
    this.leaf();
    const reads: Read[] = [];
    let node = this.#root;
    while (node && node.kind === "branch") {
      const pick = this.#choices.read(node.domain);
      reads.push({ domain: node.domain, pick });
      node = node.children[pick];
    }
    return reads;
  }

  #insert(reads: readonly Read[], leaf: Leaf<T>): void {
    const first = reads[0];
    if (!first) {
      this.#root = leaf;
      return;
    }
    let node = this.#root;
    if (!node || node.kind === "leaf" || node.domain.key !== first.domain.key) {
      node = { kind: "branch", domain: first.domain, children: [] };
      this.#root = node;
    }
    for (let at = 0; at < reads.length; at++) {
      const read = reads[at];
      if (!read) return;
      const next = reads[at + 1];
      if (!next) {
        node.children[read.pick] = leaf;
        return;
      }
      let child: Branch<T> | Leaf<T> | undefined = node.children[read.pick];
      if (!child || child.kind === "leaf" || child.domain.key !== next.domain.key) {
        child = { kind: "branch", domain: next.domain, children: [] };
        node.children[read.pick] = child;
      }
      node = child;
    }
  }
}

export interface Outcome<T> {
  /** What this outcome depends on; everything else may be anything. */
  readonly reads: readonly Read[];
  readonly leaf: Leaf<T>;
}

export interface Exploration<T> {
  readonly outcomes: readonly Outcome<T>[];
  /** False when there were more than `limit` outcomes; then one choice at a time was varied. */
  readonly complete: boolean;
}

/**
 * All results of a cell, one for each combination of the choices that it really depends on, those that are nearest to
 * the defaults first. `pinned` choices are not varied.
 */
export function explore<T>(choices: Choices, cell: Cell<T>, pinned: Assignment, limit: number): Exploration<T> {
  const before = choices.assignment;
  const outcomes: Outcome<T>[] = [];
  let complete = true;
  const queue: { readonly fixed: Assignment; readonly depth: number; readonly changed: number }[] = [
    { fixed: pinned, depth: 0, changed: 0 },
  ];
  for (let at = 0; at < queue.length; at++) {
    const item = queue[at];
    if (!item) break;
    if (outcomes.length >= limit) {
      complete = false;
      break;
    }
    choices.choose(item.fixed);
    const { leaf, reads } = choices.track(() => ({ leaf: cell.leaf(), reads: cell.path() })).value;
    outcomes.push({ reads, leaf });
    const prefix = new Map(item.fixed);
    for (let index = 0; index < reads.length; index++) {
      const read = reads[index];
      if (!read) break;
      if (index >= item.depth && !pinned.has(read.domain.key)) {
        for (let pick = 0; pick < read.domain.values.length; pick++) {
          if (pick === read.pick) continue;
          const fixed = new Map(prefix);
          fixed.set(read.domain.key, pick);
          queue.push({ fixed, depth: index + 1, changed: item.changed + 1 });
        }
      }
      prefix.set(read.domain.key, read.pick);
    }
  }
  choices.choose(before);
  return { outcomes, complete };
}
