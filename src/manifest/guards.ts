/** Guards: for which answers to the template's parameters something is so. A guard is a conjunction, `when` a disjunction. */

import type { Guard, GuardMember } from "./types.ts";

/** The answers that a parameter can have. */
export interface GuardDomain {
  readonly name: string;
  /** Null stands for any other answer; without it these are all. */
  readonly values: readonly (string | null)[];
}

/** Null: it depends on an answer that isn't known. */
export function guardsHold(when: readonly Guard[] | undefined, answers: ReadonlyMap<string, string>): boolean | null {
  if (when === undefined) return true;
  let verdict: boolean | null = false;
  for (const guard of when) {
    const holds = guardHolds(guard, answers);
    if (holds === true) return true;
    if (holds === null) verdict = null;
  }
  return verdict;
}

function guardHolds(guard: Guard, answers: ReadonlyMap<string, string>): boolean | null {
  let verdict: boolean | null = true;
  for (const [name, member] of Object.entries(guard)) {
    const answer = answers.get(name);
    if (answer === undefined) verdict = null;
    else if (!admits(member, answer)) return false;
  }
  return verdict;
}

function isNegated(member: GuardMember): member is { readonly not: readonly string[] } {
  return "not" in member;
}

function admits(member: GuardMember, answer: string): boolean {
  return isNegated(member) ? !member.not.includes(answer) : member.includes(answer);
}

/** Whether there are answers for which both hold. `domains` may know that there are no others than the listed ones. */
export function guardsOverlap(
  a: readonly Guard[] | undefined,
  b: readonly Guard[] | undefined,
  domains: ReadonlyMap<string, GuardDomain>,
): boolean {
  const always: readonly Guard[] = [{}];
  return (a ?? always).some((left) => (b ?? always).some((right) => bothPossible(left, right, domains)));
}

function bothPossible(a: Guard, b: Guard, domains: ReadonlyMap<string, GuardDomain>): boolean {
  const members = new Map<string, GuardMember[]>();
  for (const [name, member] of [...Object.entries(a), ...Object.entries(b)]) {
    members.set(name, [...(members.get(name) ?? []), member]);
  }
  for (const [name, list] of members) if (!possible(list, domains.get(name))) return false;
  return true;
}

function possible(members: readonly GuardMember[], domain: GuardDomain | undefined): boolean {
  const closed = domain && !domain.values.includes(null) ? domain.values : undefined;
  const listed = members.find((member) => !isNegated(member));
  const candidates = listed && !isNegated(listed) ? listed : closed;
  if (!candidates) return true;
  return candidates.some(
    (value) =>
      value !== null && (!closed || closed.includes(value)) && members.every((member) => admits(member, value)),
  );
}

interface Guarded {
  readonly agent: string;
  readonly slug: string;
  readonly when?: readonly Guard[];
}

/** Pairs of the same agent and slug whose guards overlap, by their indexes: none in a manifest. */
export function overlappingEntries(
  entries: readonly Guarded[],
  domains: ReadonlyMap<string, GuardDomain>,
): readonly (readonly [number, number])[] {
  const groups = new Map<string, number[]>();
  for (const [at, { agent, slug }] of entries.entries()) {
    const key = JSON.stringify([agent, slug]);
    groups.set(key, [...(groups.get(key) ?? []), at]);
  }
  const pairs: (readonly [number, number])[] = [];
  for (const group of groups.values()) {
    for (const [at, first] of group.entries()) {
      for (const second of group.slice(at + 1)) {
        if (guardsOverlap(entries[first]?.when, entries[second]?.when, domains)) pairs.push([first, second]);
      }
    }
  }
  return pairs;
}

/** The member that admits these values (by index) of the domain; null when it would admit all. */
export function memberOf(domain: GuardDomain, picks: ReadonlySet<number>): GuardMember | null {
  if (picks.size === domain.values.length) return null;
  const other = domain.values.lastIndexOf(null);
  const negated = other !== -1 && picks.has(other);
  // Mostly one of very many.
  const values = negated ? domain.values.filter((_, at) => !picks.has(at)) : [...picks].map((at) => domain.values[at]);
  const texts = values.filter((value) => value !== null && value !== undefined).sort();
  return negated ? { not: texts } : texts;
}
