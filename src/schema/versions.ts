/** Releases of the coder provider, and Terraform's version constraints. */

import { holds, operatorOf, type VersionOperator } from "../version-operator.ts";
import released from "./provider/versions.json" with { type: "json" };
import type { ProviderVersion } from "./provider-types.ts";

/** All releases, oldest first. 2.19.0 never reached the Terraform registry; its code is that of 2.18.0. */
export const knownVersions: readonly ProviderVersion[] = released;

export const newestVersion: ProviderVersion = knownVersions.at(-1) ?? "";

export interface Version {
  /** Major, minor, patch. */
  readonly numbers: readonly [number, number, number];
  /** How many of them were written. */
  readonly written: number;
  /** Identifiers after "-"; empty for a release. */
  readonly prerelease: readonly string[];
}

const versionPattern = /^v?(\d{1,15})(?:\.(\d{1,15}))?(?:\.(\d{1,15}))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/** Null when it isn't a version. Missing numbers are 0. */
export function parseVersion(text: string): Version | null {
  const match = versionPattern.exec(text.trim());
  if (!match) return null;
  const [, major, minor, patch, prerelease] = match;
  return {
    numbers: [Number(major), Number(minor ?? 0), Number(patch ?? 0)],
    written: patch !== undefined ? 3 : minor !== undefined ? 2 : 1,
    prerelease: prerelease === undefined ? [] : prerelease.split("."),
  };
}

/** By semantic versioning: negative when `a` is older. Texts that aren't versions are older than all. */
export function compareVersions(a: string, b: string): number {
  const [first, second] = [ranks.get(a), ranks.get(b)];
  if (first !== undefined && second !== undefined) return first - second;
  const left = parseVersion(a);
  const right = parseVersion(b);
  if (!left || !right) return (left ? 1 : 0) - (right ? 1 : 0);
  return compareParsed(left, right);
}

function compareParsed(a: Version, b: Version): number {
  for (let index = 0; index < 3; index++) {
    const difference = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return comparePrereleases(a.prerelease, b.prerelease);
}

/** A release is newer than its prereleases; numbers are older than words. */
function comparePrereleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const left = a[index];
    const right = b[index];
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    if (left === right) continue;
    const leftIsNumber = /^\d+$/.test(left);
    const rightIsNumber = /^\d+$/.test(right);
    if (leftIsNumber && rightIsNumber) return Number(left) - Number(right);
    if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return 0;
}

/** The known release that a text stands for: "2.17" is the newest 2.17.x, "2" the newest 2.x. Null when none is. */
export function resolveVersion(text: string): ProviderVersion | null {
  const wanted = parseVersion(text);
  if (!wanted || wanted.prerelease.length > 0) return null;
  return (
    knownVersions.findLast((known) => {
      const version = parseVersion(known);
      return version?.numbers.slice(0, wanted.written).every((number, index) => number === wanted.numbers[index]);
    }) ?? null
  );
}

const ranks: ReadonlyMap<string, number> = new Map(knownVersions.map((version, index) => [version, index]));

/** Whether `since` ≤ version < `until`, all three known releases; null means without bound. */
export function within(version: ProviderVersion, since: string | null, until: string | null): boolean {
  const rank = ranks.get(version) ?? knownVersions.length;
  return (since === null || rank >= (ranks.get(since) ?? 0)) && (until === null || rank < (ranks.get(until) ?? 0));
}

export interface Constraint {
  readonly operator: VersionOperator;
  readonly version: Version;
  /** Where it stands in the constraint's text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

export type ConstraintsResult =
  | { readonly ok: true; readonly constraints: readonly Constraint[] }
  /** `start` and `end` delimit the wrong part; `reason` is one clause. */
  | { readonly ok: false; readonly start: number; readonly end: number; readonly reason: string };

/** Reads `>= 2.0, < 3.0`. The empty text has no constraints. */
export function parseConstraints(text: string): ConstraintsResult {
  const constraints: Constraint[] = [];
  if (text.trim() === "") return { ok: true, constraints };
  let at = 0;
  for (const part of text.split(",")) {
    const start = at + part.length - part.trimStart().length;
    const trimmed = part.trim();
    const end = start + trimmed.length;
    at += part.length + 1;
    const match = /^(=|!=|>=|<=|~>|>|<)?\s*(.*)$/s.exec(trimmed);
    const version = parseVersion(match?.[2] ?? "");
    if (!version) return { ok: false, start, end, reason: wrongConstraint(trimmed) };
    constraints.push({ operator: operatorOf(match?.[1]), version, start, end });
  }
  return { ok: true, constraints };
}

function wrongConstraint(text: string): string {
  if (text === "") return "a constraint is missing between the commas";
  if (/[x*]/i.test(text)) return `"${text}" has a wildcard, which Terraform doesn't know`;
  return `"${text}" is no version constraint`;
}

function admits(constraint: Constraint, version: Version): boolean {
  return holds(constraint.operator, compareParsed(version, constraint.version), () =>
    samePrefix(constraint.version, version),
  );
}

/** `~> 2.1.3` stays within 2.1, `~> 2.1` and `~> 2` within 2. */
function samePrefix(wanted: Version, version: Version): boolean {
  const fixed = Math.max(1, wanted.written - 1);
  return wanted.numbers.slice(0, fixed).every((number, index) => number === version.numbers[index]);
}

export function admitsAll(constraints: readonly Constraint[], version: string): boolean {
  const parsed = ranks.has(version) ? releaseOf(version) : parseVersion(version);
  return parsed !== null && admitsVersion(constraints, parsed);
}

/** As Terraform does for providers: a prerelease is admitted only where one of the constraints names it. */
function admitsVersion(constraints: readonly Constraint[], version: Version): boolean {
  const named = ({ operator, version: wanted }: Constraint): boolean =>
    operator === "=" && compareParsed(version, wanted) === 0;
  if (version.prerelease.length > 0 && !constraints.some(named)) return false;
  return constraints.every((constraint) => admits(constraint, version));
}

/** Of a known release, which is three numbers; there are a hundred to go through. */
function releaseOf(known: ProviderVersion): Version {
  const [major = "0", minor = "0", patch = "0"] = known.split(".");
  return { numbers: [Number(major), Number(minor), Number(patch)], written: 3, prerelease: [] };
}

export interface Admitted {
  /** What `terraform init` would install; null when no known release satisfies all constraints. */
  readonly version: ProviderVersion | null;
  /** Whether the lock file decided. False too when its version isn't admitted (then `init` fails) or isn't known. */
  readonly locked: boolean;
  /** The first known release before that one which the constraints admit. */
  readonly oldestBefore: (version: ProviderVersion) => ProviderVersion | null;
}

/** Which known release a version is judged as: a prerelease as its release, one newer than all known ones as the newest. */
function judgedAs(version: Version): ProviderVersion | null {
  const release = version.numbers.join(".");
  return knownVersions.findLast((known) => compareVersions(known, release) <= 0) ?? null;
}

/** Which prereleases there are isn't known here; one that is asked for by its name is believed. */
export function newestAdmitted(constraints: readonly Constraint[], lockVersion: string | null = null): Admitted {
  const isAdmitted = (known: string): boolean => admitsAll(constraints, known);
  const oldestBefore = (version: ProviderVersion): ProviderVersion | null =>
    knownVersions.slice(0, knownVersions.indexOf(version)).find(isAdmitted) ?? null;
  const lock = lockVersion === null ? null : parseVersion(lockVersion);
  if (lock && admitsVersion(constraints, lock)) {
    const known = judgedAs(lock);
    if (known !== null) return { version: known, locked: true, oldestBefore };
  }
  const asked = constraints.find(({ operator, version }) => operator === "=" && version.prerelease.length > 0);
  if (asked && admitsVersion(constraints, asked.version))
    return { version: judgedAs(asked.version), locked: false, oldestBefore };
  return { version: knownVersions.findLast(isAdmitted) ?? null, locked: false, oldestBefore };
}
