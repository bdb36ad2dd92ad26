/** From the choices in which something is so to the fewest guards that say it. */

import { type Box, minimalCover } from "./cover.ts";
import { type GuardDomain, memberOf } from "./guards.ts";
import type { Guard, GuardMember } from "./types.ts";

/** Index of a parameter's value in its domain; a parameter that is missing may have any. */
export type GuardAssignment = ReadonlyMap<string, number>;

/** Beyond this many choices guards are true but not the fewest. */
const maxPoints = 1 << 14;

/** Null: it is so in all choices. Empty: in none. Guards come in canonical order. */
export function minimalGuards(
  domains: readonly GuardDomain[],
  assignments: readonly GuardAssignment[],
): readonly Guard[] | null {
  const used = domains.filter((domain) => assignments.some((assignment) => assignment.has(domain.name)));
  const total = used.reduce((product, domain) => product * domain.values.length, 1);
  const boxes =
    total > maxPoints || assignments.length === 1
      ? assignments.map((assignment) => boxOf(used, assignment))
      : coverOf(used, assignments);
  const guards = new Map<string, Guard>();
  for (const box of boxes) {
    const guard = guardOf(used, box);
    if (Object.keys(guard).length === 0) return null;
    guards.set(JSON.stringify(guard), guard);
  }
  return [...guards].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, guard]) => guard);
}

function coverOf(domains: readonly GuardDomain[], assignments: readonly GuardAssignment[]): readonly Box[] {
  const sizes = domains.map((domain) => domain.values.length);
  const marked = new Uint8Array(sizes.reduce((product, size) => product * size, 1));
  for (const assignment of assignments) {
    const mark = (axis: number, index: number): void => {
      const domain = domains[axis];
      if (!domain) {
        marked[index] = 1;
        return;
      }
      const size = domain.values.length;
      const pick = assignment.get(domain.name);
      if (pick !== undefined) mark(axis + 1, index * size + pick);
      else for (let value = 0; value < size; value++) mark(axis + 1, index * size + value);
    };
    mark(0, 0);
  }
  return minimalCover({ sizes, marked });
}

function boxOf(domains: readonly GuardDomain[], assignment: GuardAssignment): Box {
  return domains.map((domain) => {
    const pick = assignment.get(domain.name);
    return new Set(pick === undefined ? domain.values.keys() : [pick]);
  });
}

function guardOf(domains: readonly GuardDomain[], box: Box): Guard {
  const members: (readonly [string, GuardMember])[] = [];
  for (const [axis, domain] of domains.entries()) {
    const member = memberOf(domain, box[axis] ?? new Set());
    if (member) members.push([domain.name, member]);
  }
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}
