/** What an app is whatever was answered: for workspaces whose answers aren't known. */

import { type GuardDomain, guardsHold } from "../manifest/guards.ts";
import type { Manifest, ManifestApp } from "../manifest/types.ts";
import { compareShare } from "../routing/share.ts";

/** Combinations of answers that are tried; beyond them nothing counts as common. */
const most = 4_096;

/** Null unless one of the entries holds in every choice and they differ in their guards and shares only. */
export function narrowestCommon(manifest: Manifest, entries: readonly ManifestApp[]): ManifestApp | null {
  const [first] = entries;
  if (!first || entries.some((entry) => sameness(entry) !== sameness(first))) return null;
  if (!holdsAlways(manifest, entries)) return null;
  return entries.reduce((narrowest, entry) =>
    compareShare(entry.share.effective, narrowest.share.effective) < 0 ? entry : narrowest,
  );
}

/** All that a gateway does with an entry, but for whom. */
function sameness({ agent, upstream, access, kind, healthcheck }: ManifestApp): string {
  return JSON.stringify([agent, kind, upstream, access.method, healthcheck]);
}

function holdsAlways(manifest: Manifest, entries: readonly ManifestApp[]): boolean {
  if (entries.some(({ when }) => when === undefined)) return true;
  const names = new Set(entries.flatMap(({ when }) => (when ?? []).flatMap((guard) => Object.keys(guard))));
  const domains = [...names].map((name) => answersOf(manifest, name, entries));
  const combinations = domains.reduce((product, { values }) => product * values.length, 1);
  if (combinations > most) return false;
  for (let index = 0; index < combinations; index++) {
    const answers = combination(domains, index);
    if (!entries.some(({ when }) => guardsHold(when, answers) === true)) return false;
  }
  return true;
}

/** Where any text may be answered, those that some guard names, and one that none names. */
function answersOf(manifest: Manifest, name: string, entries: readonly ManifestApp[]): GuardDomain {
  const parameter = manifest.parameters.find((candidate) => candidate.name === name);
  if (parameter?.type === "bool") return { name, values: ["true", "false"] };
  if (parameter && parameter.options.length > 0 && parameter.type !== "list(string)") {
    return { name, values: parameter.options };
  }
  const named = new Set<string>();
  for (const { when } of entries) {
    for (const guard of when ?? []) {
      const member = Object.entries(guard).find(([key]) => key === name)?.[1];
      if (member === undefined) continue;
      for (const value of "not" in member ? member.not : member) named.add(value);
    }
  }
  let other = "any other";
  while (named.has(other)) other += "…";
  return { name, values: [...named, other] };
}

function combination(domains: readonly GuardDomain[], index: number): ReadonlyMap<string, string> {
  let rest = index;
  const answers = new Map<string, string>();
  for (const { name, values } of domains) {
    answers.set(name, values[rest % values.length] ?? "");
    rest = Math.floor(rest / values.length);
  }
  return answers;
}
