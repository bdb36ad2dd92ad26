/** Version constraints as Terraform reads them (go-version 1.7): `>= 1.5, < 2.0`, `~> 1.2`. */

import { holds, operatorOf, type VersionOperator } from "../version-operator.ts";

export interface VersionConstraint {
  readonly operator: VersionOperator;
  /** Missing segments are 0. */
  readonly segments: readonly number[];
  /** How many were written: `~> 1.2` leaves the second free, `~> 1.2.0` the third. */
  readonly written: number;
  /** "" for a release. */
  readonly prerelease: string;
}

const termPattern =
  /^\s*(=|!=|>|<|>=|<=|~>)?\s*v?(\d+(?:\.\d+)*)(?:-(\d+[0-9A-Za-z~-]*(?:\.[0-9A-Za-z~-]+)*)|-?([A-Za-z~-]+[0-9A-Za-z~-]*(?:\.[0-9A-Za-z~-]+)*))?(?:\+[0-9A-Za-z~-]+(?:\.[0-9A-Za-z~-]+)*)?\s*$/;

/** Null when the text isn't a list of constraints. */
export function parseVersionConstraints(text: string): readonly VersionConstraint[] | null {
  const result: VersionConstraint[] = [];
  if (text.length > 1_000) return null;
  for (const term of text.split(",")) {
    const match = termPattern.exec(term);
    if (!match) return null;
    const [, operator, numbers = "", numbered, named] = match;
    const segments = numbers.split(".").map(Number);
    if (segments.some((segment) => !Number.isSafeInteger(segment))) return null;
    result.push({
      operator: operatorOf(operator),
      segments,
      written: segments.length,
      prerelease: numbered ?? named ?? "",
    });
  }
  return result;
}

/** Whether a release satisfies all of them. A constraint on a prerelease admits no release but by order. */
export function admits(constraints: readonly VersionConstraint[], version: readonly number[]): boolean {
  return constraints.every((constraint) => admitsOne(constraint, version));
}

function admitsOne(
  { operator, segments, written, prerelease }: VersionConstraint,
  version: readonly number[],
): boolean {
  const numbers = compareSegments(version, segments);
  const order = numbers === 0 && prerelease !== "" ? 1 : numbers;
  const samePrefix = () => segments.slice(0, written - 1).every((segment, index) => segment === (version[index] ?? 0));
  return holds(operator, order, samePrefix);
}

function compareSegments(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
