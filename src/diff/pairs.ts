/** Which app of the new side is which of the old one: by agent and slug, and where that finds none, by what stayed the same. */

import type { ManifestApp } from "../manifest/types.ts";
import { groupBy } from "./choices.ts";

/** The entries of one agent and slug; empty on the side that has none. */
export interface AppPair {
  readonly old: readonly ManifestApp[];
  readonly new: readonly ManifestApp[];
}

export function pairApps(before: readonly ManifestApp[], after: readonly ManifestApp[]): readonly AppPair[] {
  const [old, now] = [appsByName(before), appsByName(after)];
  const pairs: AppPair[] = [];
  for (const [key, apps] of old) {
    const same = now.get(key);
    if (!same) continue;
    pairs.push({ old: apps, new: same });
    old.delete(key);
    now.delete(key);
  }
  for (const sign of [sameResource, sameUpstream, sameSlug]) {
    const [left, right] = [bySign(old, sign), bySign(now, sign)];
    for (const [key, names] of left) {
      const [from, to] = [only(names), only(right.get(key) ?? [])];
      const [gone, come] = [old.get(from ?? ""), now.get(to ?? "")];
      if (from === null || to === null || !gone || !come) continue;
      pairs.push({ old: gone, new: come });
      old.delete(from);
      now.delete(to);
    }
  }
  for (const apps of old.values()) pairs.push({ old: apps, new: [] });
  for (const apps of now.values()) pairs.push({ old: [], new: apps });
  return pairs;
}

function appsByName(apps: readonly ManifestApp[]): Map<string, readonly ManifestApp[]> {
  const keyOf = ({ agent, slug }: ManifestApp): string => JSON.stringify([agent, slug]);
  return new Map(groupBy(apps, keyOf).map((group) => [group[0] ? keyOf(group[0]) : "", group]));
}

/** What two apps have in common that are the same under another name; null where it says nothing. */
type Sign = (apps: readonly ManifestApp[]) => string | null;

const sameResource: Sign = (apps) => {
  const resources = [...new Set(apps.map(({ agent, kind, source }) => JSON.stringify([agent, kind, source.address])))];
  return only(resources);
};

const sameUpstream: Sign = (apps) => {
  if (apps.some(({ upstream }) => upstream === null)) return null;
  return [...new Set(apps.map(({ agent, upstream }) => JSON.stringify([agent, upstream])))].sort().join("\n");
};

const sameSlug: Sign = (apps) => apps[0]?.slug ?? null;

function bySign(apps: ReadonlyMap<string, readonly ManifestApp[]>, sign: Sign): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const [name, entries] of apps) {
    const key = sign(entries);
    if (key !== null) names.set(key, [...(names.get(key) ?? []), name]);
  }
  return names;
}

/** Null unless there is exactly one: nothing is guessed. */
function only(names: readonly string[]): string | null {
  return names.length === 1 ? (names[0] ?? null) : null;
}
