/** Things that may exist only once, and are there twice under some choice: names of agents, slugs, ports. */

import { answerOf, compatible } from "../coder/analysis.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { Read } from "../terraform/choice.ts";
import type { Space } from "../terraform/choice-space.ts";
import type { Cases } from "../terraform/exploration.ts";
import { sameSpan } from "./calls.ts";
import { type Finding, placeKey, settle, witnessOf } from "./settle.ts";

/** One thing that lays claim to a key. */
export interface Claim<T> {
  readonly key: string;
  /** The same in all outcomes: its address. */
  readonly id: string;
  readonly item: T;
}

/** A resource of the template: what it claims in each case. */
export type Claimant<T> = Cases<readonly Claim<T>[]>;

/** Answers that may be looked at to find shortest choices; beyond that a choice is told as it was found. */
const mostWork = 4_000_000;

interface Work {
  left: number;
}

/** `tell` gets all that claim the key together, in the order of the template; the last one is where it goes wrong. */
export function clashes<T>(
  claimants: readonly Claimant<T>[],
  tell: (key: string, items: readonly T[]) => Diagnostic | null,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const work: Work = { left: mostWork };
  for (const [key, holders] of byKey(claimants)) {
    const told = new Set<string>();
    // From the end: the last one's clash shows all the others, and then they need none of their own.
    for (const [at, later] of [...holders.entries()].reverse()) {
      // Whatever clashes from here on has been told with a later one.
      if (at < told.size && holders.slice(0, at + 1).every((holder) => [...idsOf(holder)].every((id) => told.has(id))))
        break;
      const partners = holders.slice(0, at).map((earlier) => meeting(earlier, later));
      const clash = strongest(
        [within(later), ...partners].filter((candidate) => candidate !== null),
        key,
        tell,
        work,
      );
      if (!clash || clash.ids.every((id) => told.has(id))) continue;
      for (const id of clash.ids) told.add(id);
      found.push(clash.diagnostic);
    }
  }
  return merged(found);
}

interface Holder<T> {
  readonly space: Space;
  /** Cases with the claim, and those without. */
  readonly with: readonly Held<T>[];
  readonly without: readonly (readonly Read[])[];
  /** By the names of the choices that are kept. */
  readonly projections: Map<string, readonly Held<T>[]>;
}

interface Held<T> {
  readonly reads: readonly Read[];
  readonly items: readonly Claim<T>[];
}

function idsOf<T>(holder: Holder<T>): ReadonlySet<string> {
  return new Set(holder.with.flatMap(({ items }) => items.map(({ id }) => id)));
}

/** Only the keys that are claimed more than once, whether or not together. */
function byKey<T>(claimants: readonly Claimant<T>[]): ReadonlyMap<string, readonly Holder<T>[]> {
  const all = new Map<string, { readonly claimants: Claimant<T>[]; twice: boolean }>();
  for (const claimant of claimants) {
    for (const claims of claimant.each) {
      for (const [at, { key }] of claims.entries()) {
        const known = all.get(key) ?? { claimants: [], twice: false };
        all.set(key, known);
        if (known.claimants.at(-1) !== claimant) known.claimants.push(claimant);
        known.twice ||= claims.findIndex((other) => other.key === key) < at;
      }
    }
  }
  const holders = new Map<string, readonly Holder<T>[]>();
  for (const [key, known] of all)
    if (known.twice || known.claimants.length > 1)
      holders.set(
        key,
        known.claimants.map((claimant) => holderOf(claimant, key)),
      );
  return holders;
}

function holderOf<T>(claimant: Claimant<T>, key: string): Holder<T> {
  const claimed = claimant.map((claims) => claims.filter((claim) => claim.key === key));
  const having: Held<T>[] = [];
  const without: (readonly Read[])[] = [];
  for (const { reads, result } of claimed.entries) {
    if (result.length > 0) having.push({ reads, items: result });
    else without.push(reads);
  }
  return { space: claimant.space, with: having, without, projections: new Map() };
}

interface Clash<T> {
  /** The later one last. */
  readonly items: readonly Claim<T>[];
  /** Choices that lead to it. */
  readonly found: readonly (readonly Read[])[];
  /** Together all choices that don't. */
  readonly others: readonly (readonly Read[])[];
}

/** Several instances of one resource. */
function within<T>(holder: Holder<T>): Clash<T> | null {
  const twice = holder.with.filter(({ items }) => items.length > 1);
  const [first] = twice;
  if (!first) return null;
  const once = holder.with.filter(({ items }) => items.length < 2).map(({ reads }) => reads);
  return { items: first.items, found: twice.map(({ reads }) => reads), others: [...holder.without, ...once] };
}

/** Beyond this many pairs nothing is said: the analysis stays bounded. */
const maxPairs = 1_000_000;
const enough = 64;

function meeting<T>(earlier: Holder<T>, later: Holder<T>): Clash<T> | null {
  const found: (readonly Read[])[] = [];
  let items: readonly Claim<T>[] = [];
  const [first, second] = [earlier.with[0], later.with[0]];
  // What is always there is there together, too.
  if (
    first &&
    second &&
    earlier.without.length === 0 &&
    later.without.length === 0 &&
    compatible(first.reads, second.reads)
  )
    return { items: [...first.items.slice(0, 1), ...second.items.slice(0, 1)], found: [first.reads], others: [] };
  for (const [a, b] of pairsOf(earlier, later)) {
    if (found.length === 0) items = [...a.items.slice(0, 1), ...b.items.slice(0, 1)];
    found.push(union(a.reads, b.reads));
    if (found.length >= enough) break;
  }
  return found.length === 0 ? null : { items, found, others: [...earlier.without, ...later.without] };
}

/** Those that may be so at once. */
function* pairsOf<T>(earlier: Holder<T>, later: Holder<T>): Iterable<readonly [Held<T>, Held<T>]> {
  // Cases of one space exclude each other.
  if (earlier.space === later.space && earlier.space.complete) {
    const right = new Map(later.with.map((held) => [held.reads, held]));
    for (const held of earlier.with) {
      const other = right.get(held.reads);
      if (other) yield [held, other];
    }
    return;
  }
  const keys = sharedKeys(earlier, later);
  const left = projected(earlier, keys);
  const right = projected(later, keys);
  let pairs = 0;
  for (const a of left) {
    for (const b of right) {
      if (++pairs > maxPairs) return;
      if (compatible(a.reads, b.reads)) yield [a, b];
    }
  }
}

function sharedKeys<T>(a: Holder<T>, b: Holder<T>): ReadonlySet<string> {
  return new Set([...a.space.keys].filter((key) => b.space.keys.has(key)));
}

/** One outcome for each combination of the answers that both depend on: the others can't make them exclude each other. */
function projected<T>(holder: Holder<T>, keys: ReadonlySet<string>): Holder<T>["with"] {
  const name = [...keys].sort().join("\n");
  const known = holder.projections.get(name);
  if (known) return known;
  const seen = new Map<string, Held<T>>();
  for (const outcome of holder.with) {
    const answers = outcome.reads
      .filter(({ domain }) => keys.has(domain.key))
      .map((read) => [read.domain.key, answerOf(read)])
      .sort();
    const id = JSON.stringify(answers);
    if (!seen.has(id)) seen.set(id, outcome);
  }
  const made = [...seen.values()];
  holder.projections.set(name, made);
  return made;
}

function union(left: readonly Read[], right: readonly Read[]): readonly Read[] {
  return [...left, ...right.filter((read) => !left.some(({ domain }) => domain.key === read.domain.key))];
}

/** What is always so rather than what needs a choice, a short choice rather than a long one; with all that clash like that. */
function strongest<T>(
  candidates: readonly Clash<T>[],
  key: string,
  tell: (key: string, items: readonly T[]) => Diagnostic | null,
  work: Work,
): { readonly diagnostic: Diagnostic; readonly ids: readonly string[] } | null {
  const byWitness = new Map<string, Together<T>>();
  for (const { items, found, others } of candidates) {
    const told = tell(
      key,
      items.map(({ item }) => item),
    );
    if (!told) continue;
    const [first] = found;
    const witness = work.left > 0 || !first ? shortest(told, found, others) : witnessOf(first);
    work.left -= (found.length + others.length) * (first?.length ?? 0);
    const id = JSON.stringify(witness ?? {});
    const known = byWitness.get(id) ?? { witness, earlier: new Map(), last: items.at(-1) };
    for (const item of items.slice(0, -1)) if (!known.earlier.has(item.id)) known.earlier.set(item.id, item);
    byWitness.set(id, known);
  }
  const [best] = [...byWitness.values()].sort((a, b) => sizeOf(a.witness) - sizeOf(b.witness));
  if (!best?.last) return null;
  const clashing = [...best.earlier.values(), best.last];
  const told = tell(
    key,
    clashing.map(({ item }) => item),
  );
  if (!told) return null;
  const diagnostic = best.witness ? { ...told, witness: best.witness } : told;
  return { diagnostic, ids: clashing.map(({ id }) => id) };
}

function shortest<T>(told: Diagnostic, found: Clash<T>["found"], others: Clash<T>["others"]): Diagnostic["witness"] {
  const findings: Finding[] = [
    ...found.map((reads) => ({ reads, diagnostics: [told] })),
    ...others.map((reads) => ({ reads, diagnostics: [] })),
  ];
  return settle(findings)[0]?.witness;
}

/** All that clash with the last one under the same choice. */
interface Together<T> {
  readonly witness: Diagnostic["witness"];
  readonly earlier: Map<string, Claim<T>>;
  readonly last: Claim<T> | undefined;
}

function sizeOf(witness: Diagnostic["witness"]): number {
  return witness ? Object.keys(witness).length : 0;
}

/** Two calls of one module clash at one place in its text: one diagnostic with both calls. */
function merged(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const byPlace = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const key = placeKey(diagnostic);
    const known = byPlace.get(key);
    if (!known) {
      byPlace.set(key, diagnostic);
      continue;
    }
    const labels = diagnostic.labels.filter((label) => !known.labels.some((other) => sameSpan(other, label)));
    byPlace.set(key, { ...known, labels: [...known.labels, ...labels] });
  }
  return [...byPlace.values()];
}
