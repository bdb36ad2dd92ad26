/**
 * Evaluation under choices. What is worked out remembers what it looked at, as a tree: a node for each choice or other
 * cell that was read, in the order of reading, and a result at each leaf. So nothing is worked out again unless something
 * that it looked at differs, however many choices lead there; `explore.ts` reads "for which choices" off these trees.
 */

import type { Diagnostic } from "../diagnostic.ts";
import { evaluationDepth } from "../hcl/evaluate.ts";
import { type Assignment, type Domain, type Leaf, pickOf, type Read } from "./choice.ts";
import type { Exploration } from "./exploration.ts";
import { digestOf, sameData } from "./same-data.ts";

/** What a cell looked at first, and what came of it. */
export type Trace<T> = Leaf<T> | DomainTrace<T> | CellTrace<T>;

interface DomainTrace<T> {
  readonly kind: "domain";
  readonly domain: Domain;
  readonly children: (Trace<T> | undefined)[];
}

/** What came of each result of the other cell; mostly there is one. */
export class CellTrace<T> {
  readonly kind = "cell";
  readonly cell: Cell<unknown>;
  #leaf: Leaf<unknown> | undefined;
  #child: Trace<T> | undefined;
  #others: Map<Leaf<unknown>, Trace<T>> | null = null;

  constructor(cell: Cell<unknown>) {
    this.cell = cell;
  }

  get(leaf: Leaf<unknown>): Trace<T> | undefined {
    return leaf === this.#leaf ? this.#child : this.#others?.get(leaf);
  }

  set(leaf: Leaf<unknown>, child: Trace<T>): void {
    if (this.#leaf === undefined || this.#leaf === leaf) {
      this.#leaf = leaf;
      this.#child = child;
    } else {
      this.#others ??= new Map();
      this.#others.set(leaf, child);
    }
  }
}

/** All results under some pinned choices; null while it is being explored, and where it can't be. */
export interface Explored<T> {
  readonly pinned: Assignment;
  /** Of results; for more it would have to be explored again. */
  readonly limit: number;
  readonly result: Exploration<T> | null;
}

interface CellRead {
  readonly cell: Cell<unknown>;
  readonly leaf: Leaf<unknown>;
}

interface Frame {
  /** What was looked at, in order, each once. */
  readonly looks: (Read | CellRead)[];
  /** The same by key of a domain or by cell, once there are some. */
  seen: Map<string | Cell<unknown>, Read | CellRead> | null;
  readonly diagnostics: Diagnostic[];
}

/** So many are looked through faster than put into a map. */
const fewLooks = 8;

function keyOf(look: Read | CellRead): string | Cell<unknown> {
  return "cell" in look ? look.cell : look.domain.key;
}

function emptyFrame(): Frame {
  return { looks: [], seen: null, diagnostics: [] };
}

/** Cells, and expressions, that wait for each other on the stack; what needs more is worked out from its bottom. */
const maxRunning = 40;
const maxWaiting = 150;

const manyResults = 16;

/** What remembering a result that depends on choices costs, beside working it out. */
const stepsOfResult = 16;

function costOf(looks: number): number {
  // Trees for many choices are mostly branches that nothing shares.
  return stepsOfResult + looks + 5 * Math.max(0, looks - 32);
}

/** Cells whose trees name each other; what needs more names the choices themselves. */
const maxHeight = 64;

/** Leaves the stack for the sake of a cell that is too deep on it. Thrown and caught in this file only. */
class Postponed extends Error {
  readonly cell: Cell<unknown>;

  constructor(cell: Cell<unknown>) {
    super("postponed");
    this.cell = cell;
  }
}

export class Choices {
  #assignment: Assignment = new Map();
  #frame: Frame = emptyFrame();
  readonly #frames: Frame[] = [];
  /** Cells on the stack, outermost first. */
  readonly running: Cell<unknown>[] = [];
  /** Cells that have left the stack until one that they need is there, outermost first. */
  readonly #waiting: Cell<unknown>[] = [];

  /** Grows with every choice that is made. */
  version = 0;

  /** Takes what results under choices cost off a budget; false when that is used up. */
  readonly spend: (steps: number) => boolean;

  constructor(spend: (steps: number) => boolean = () => true) {
    this.spend = spend;
  }

  choose(assignment: Assignment): void {
    this.#assignment = assignment;
    this.version++;
  }

  get assignment(): Assignment {
    return this.#assignment;
  }

  /** Nothing more is explored. */
  get exhausted(): boolean {
    return !this.spend(0);
  }

  /** The index of the value that the current choice gives; whoever is being worked out depends on it from now on. */
  read(domain: Domain): number {
    const known = this.#find(domain.key);
    if (known && "pick" in known) return known.pick;
    const pick = pickOf(this.#assignment, domain);
    this.#look(domain.key, { domain, pick });
    return pick;
  }

  /** What whoever is being worked out has seen of the cell before. */
  seen(cell: Cell<unknown>): boolean {
    return this.#find(cell) !== undefined;
  }

  /** Whoever is being worked out depends on this result of the cell from now on. */
  depend(cell: Cell<unknown>, leaf: Leaf<unknown>): void {
    if (!this.seen(cell)) this.#look(cell, { cell, leaf });
  }

  #look(key: string | Cell<unknown>, look: Read | CellRead): void {
    const { looks } = this.#frame;
    looks.push(look);
    if (this.#frame.seen) this.#frame.seen.set(key, look);
    else if (looks.length > fewLooks) this.#frame.seen = new Map(looks.map((each) => [keyOf(each), each]));
  }

  #find(key: string | Cell<unknown>): Read | CellRead | undefined {
    const { seen, looks } = this.#frame;
    return seen ? seen.get(key) : looks.find((look) => keyOf(look) === key);
  }

  /** Whether what is being worked out is worked out so often that its parts are worth remembering. */
  get often(): boolean {
    return this.running.at(-1)?.often ?? false;
  }

  /** Whether the cell waits for what is being worked out now: then it is part of a cycle. */
  isWaiting(cell: Cell<unknown>): boolean {
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
  settleFromBottom(cell: Cell<unknown>): void {
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

  /** Runs in a frame of its own, which is all that remembers what it looked at. */
  framed<T>(compute: () => T): { readonly value: T; readonly frame: Frame } {
    const frame = emptyFrame();
    this.#frames.push(this.#frame);
    this.#frame = frame;
    try {
      return { value: compute(), frame };
    } finally {
      this.#frame = this.#frames.pop() ?? emptyFrame();
    }
  }

  /** Runs in a frame of its own; what it looked at, the frame around it has looked at too. */
  track<T>(compute: () => T): { readonly value: T; readonly diagnostics: readonly Diagnostic[] } {
    const { value, frame } = this.framed(compute);
    for (const look of frame.looks) {
      const key = keyOf(look);
      if (!this.#find(key)) this.#look(key, look);
    }
    return { value, diagnostics: frame.diagnostics };
  }
}

const neverExplored: readonly never[] = [];

/** A lazily worked out, memoised value. `name` is its address. */
export class Cell<T> {
  #root: Trace<T> | undefined;
  #running = false;
  /** Its tree was followed under the choice of that version. Trees that name each other may lead back to it. */
  #followed = -1;
  /** The result under the choice of that version. */
  #current: Leaf<T> | undefined;
  #version = -1;
  /** How many cells its tree names one below the other; null once it names choices only. */
  #height: number | null = 0;
  /** Its first result. */
  #first: Leaf<T> | null = null;
  /** Results that may come again, by their digest; from the second on. */
  #leaves: Map<number, Leaf<T>[]> | null = null;
  readonly name: string;
  readonly choices: Choices;
  /** It has more results than most: its parts are remembered, too. */
  often = false;
  #settled = 0;
  /** Kept for `explore.ts`. */
  explored: readonly Explored<T>[] = neverExplored;
  readonly #compute: () => T;
  readonly #onCycle: () => T;

  constructor(choices: Choices, name: string, compute: () => T, onCycle: () => T) {
    this.choices = choices;
    this.name = name;
    this.#compute = compute;
    this.#onCycle = onCycle;
  }

  get value(): T {
    return this.leaf().value;
  }

  /** Undefined before it has been worked out for the first time. */
  get trace(): Trace<T> | undefined {
    return this.#root;
  }

  /** It looks at nothing: so it is the same always. */
  get isConstant(): boolean {
    return this.#root?.kind === "leaf";
  }

  leaf(): Leaf<T> {
    // What looks at nothing is the same always: nobody depends on it.
    if (this.#root?.kind === "leaf") return this.#root;
    const { choices } = this;
    const known = this.#known();
    if (known) {
      choices.depend(this, known);
      return known;
    }
    if (this.#running || choices.isWaiting(this)) return { kind: "leaf", value: this.#onCycle(), diagnostics: [] };
    if (choices.running.length === 0) choices.settleFromBottom(this);
    else choices.postponeIfDeep();
    const settled = (choices.running.length === 0 ? this.#known() : undefined) ?? this.settle();
    if (this.trace !== settled) choices.depend(this, settled);
    return settled;
  }

  /** Works it out under the current choice, for nobody in particular. */
  workOut(): void {
    if (this.choices.running.length === 0) this.choices.settleFromBottom(this);
    else this.choices.framed(() => this.leaf());
  }

  /** Whoever has explored it knows its result under the current choice. */
  assume(leaf: Leaf<T>): void {
    if (this.#version !== this.choices.version) this.#remember(leaf);
  }

  settle(): Leaf<T> {
    const { running } = this.choices;
    if (!this.often && ++this.#settled > manyResults) {
      // From here on it looks at its parts.
      this.often = true;
      this.#root = undefined;
    }
    this.#running = true;
    running.push(this);
    try {
      const { value, frame } = this.choices.framed(this.#compute);
      const leaf = frame.looks.length === 0 ? leafOf(value, frame.diagnostics) : this.#intern(value, frame.diagnostics);
      const looks = this.#looks(frame.looks);
      if (looks.length > 0) this.choices.spend(costOf(looks.length));
      this.#insert(looks, leaf);
      this.#remember(leaf);
      return leaf;
    } finally {
      running.pop();
      this.#running = false;
    }
  }

  /** What was worked out before under a choice that makes no difference to it. */
  #known(): Leaf<T> | undefined {
    if (this.#version === this.choices.version) return this.#current;
    if (this.#followed === this.choices.version) return undefined;
    this.#followed = this.choices.version;
    let node = this.#root;
    while (node && node.kind !== "leaf") {
      if (node.kind === "domain") node = node.children[pickOf(this.choices.assignment, node.domain)];
      else {
        const { cell } = node;
        if (cell.#running) return undefined;
        node = node.get(cell.#known() ?? this.choices.framed(() => cell.leaf()).value);
      }
    }
    if (node) this.#remember(node);
    return node;
  }

  #remember(leaf: Leaf<T>): void {
    this.#current = leaf;
    this.#version = this.choices.version;
  }

  /** The choices that the current assignment's result depends on, in the order in which they were read. */
  path(): readonly Read[] {
    this.choices.framed(() => this.leaf());
    const reads = new Map<string, Read>();
    this.#collect(reads, new Set());
    return [...reads.values()];
  }

  /** `seen` are the cells whose choices are there: trees meet again, and trees of cells that need each other lead back. */
  #collect(reads: Map<string, Read>, seen: Set<Cell<unknown>>): void {
    if (seen.has(this)) return;
    seen.add(this);
    const { assignment } = this.choices;
    let node = this.#root;
    while (node && node.kind !== "leaf") {
      if (node.kind === "domain") {
        const { domain } = node;
        const pick = pickOf(assignment, domain);
        if (!reads.has(domain.key)) reads.set(domain.key, { domain, pick });
        node = node.children[pick];
      } else {
        node.cell.#collect(reads, seen);
        const leaf: Leaf<unknown> | undefined = node.cell.#known();
        node = leaf && node.get(leaf);
      }
    }
  }

  /** Trees that name each other are low, so that reading them needs little stack. */
  #looks(looks: readonly (Read | CellRead)[]): readonly (Read | CellRead)[] {
    let height = this.#height;
    for (const look of looks) {
      if (height !== null && "cell" in look) height = Math.max(height, 1 + (look.cell.#height ?? 0));
    }
    if (height !== null && height <= maxHeight) {
      this.#height = height;
      return looks;
    }
    if (this.#height !== null) {
      this.#height = null;
      this.#root = undefined;
    }
    const reads = new Map<string, Read>();
    const seen = new Set<Cell<unknown>>();
    for (const look of looks) {
      if ("cell" in look) look.cell.#collect(reads, seen);
      else if (!reads.has(look.domain.key)) reads.set(look.domain.key, look);
    }
    return [...reads.values()];
  }

  /** Equal results are one, so that what depends on it is worked out once. */
  #intern(value: T, diagnostics: readonly Diagnostic[]): Leaf<T> {
    const fresh = leafOf(value, diagnostics);
    if (!this.#first) {
      this.#first = fresh;
      return fresh;
    }
    if (!this.#leaves) {
      this.#leaves = new Map();
      if (this.#first.diagnostics.length === 0) this.#leaves.set(digestOf(this.#first.value), [this.#first]);
    }
    const digest = diagnostics.length === 0 ? digestOf(value) : null;
    if (digest === null) return fresh;
    const similar = this.#leaves.get(digest);
    if (!similar) this.#leaves.set(digest, [fresh]);
    else {
      const known = similar.find((leaf) => sameData(leaf.value, value));
      if (known) return known;
      if (similar.length < maxSimilar) similar.push(fresh);
    }
    return fresh;
  }

  #insert(looks: readonly (Read | CellRead)[], leaf: Leaf<T>): void {
    const [first, ...others] = looks;
    if (!first) {
      this.#root = leaf;
      return;
    }
    let look = first;
    let node = matches(this.#root, look) ? this.#root : nodeFor<T>(look);
    this.#root = node;
    for (const next of others) {
      const child = childOf(node, look);
      const below = matches(child, next) ? child : nodeFor<T>(next);
      if (below !== child) setChild(node, look, below);
      node = below;
      look = next;
    }
    setChild(node, look, leaf);
  }
}

/** Results with one digest that are compared with a new one. */
const maxSimilar = 8;

function leafOf<T>(value: T, diagnostics: readonly Diagnostic[]): Leaf<T> {
  return { kind: "leaf", value, diagnostics };
}

type Node<T> = DomainTrace<T> | CellTrace<T>;

function matches<T>(node: Trace<T> | undefined, look: Read | CellRead): node is Node<T> {
  if (node?.kind === "domain") return "pick" in look && node.domain.key === look.domain.key;
  return node?.kind === "cell" && "cell" in look && node.cell === look.cell;
}

function nodeFor<T>(look: Read | CellRead): Node<T> {
  return "cell" in look ? new CellTrace(look.cell) : { kind: "domain", domain: look.domain, children: [] };
}

function childOf<T>(node: Node<T>, look: Read | CellRead): Trace<T> | undefined {
  if (node.kind === "domain") return "pick" in look ? node.children[look.pick] : undefined;
  return "cell" in look ? node.get(look.leaf) : undefined;
}

function setChild<T>(node: Node<T>, look: Read | CellRead, child: Trace<T>): void {
  if (node.kind === "domain") {
    if ("pick" in look) node.children[look.pick] = child;
  } else if ("cell" in look) node.set(look.leaf, child);
}
