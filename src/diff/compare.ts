/** Two manifests side by side, app by app, in every choice that either of them knows. */

import { compareText } from "../diagnostic.ts";
import type {
  Guard,
  Manifest,
  ManifestAgent,
  ManifestApp,
  ManifestPlace,
  ManifestUnresolved,
} from "../manifest/types.ts";
import { compareShare, type ShareLevel } from "../routing/share.ts";
import {
  type Axes,
  type Budget,
  commonAxes,
  groupBy,
  guardsOf,
  type Leaf,
  leavesOf,
  mostStepsOfAll,
  witnessOf,
} from "./choices.ts";
import {
  agentFacets,
  appFacets,
  appSummary,
  type Facet,
  openToAnybody,
  parameterFacets,
  portFacets,
  settingsFacets,
} from "./facets.ts";
import { type AppPair, pairApps } from "./pairs.ts";
import {
  type Change,
  type ChangeKind,
  changeKinds,
  type ManifestDiff,
  type Subject,
  type SubjectPlace,
} from "./types.ts";

interface Work {
  readonly axes: Axes;
  /** Filled as it goes. */
  readonly uncompared: Subject[];
  readonly budget: Budget;
}

/** The two sides exchanged give the same changes the other way round. */
export function diffManifests(before: Manifest, after: Manifest): ManifestDiff {
  const work: Work = { axes: commonAxes(before, after), uncompared: [], budget: { steps: mostStepsOfAll } };
  const changes: Change[] = [
    ...settingsFacets(before, after).map((facet) => change(facet, { type: "settings" })),
    ...portFacets(before.ports, after.ports).map((facet) => change(facet, { type: "ports" })),
    ...parameterChanges(before, after),
    ...unresolvedChanges(before, after),
  ];
  for (const pair of agentPairs(before.agents, after.agents)) {
    changes.push(...agentChanges(pair, work));
  }
  for (const pair of pairApps(before.apps, after.apps)) {
    changes.push(...appChanges(pair, work, { old: before.unresolved, new: after.unresolved }));
  }
  return {
    changes: sorted(changes),
    places: placesOf(changes, before, after),
    uncompared: work.uncompared,
    unresolved: { old: before.unresolved.length, new: after.unresolved.length },
    complete: { old: before.complete, new: after.complete },
    apps: { old: appCount(before), new: appCount(after) },
  };
}

function placesOf(changes: readonly Change[], before: Manifest, after: Manifest): ReadonlyMap<string, SubjectPlace> {
  const wanted = new Set(changes.map(({ subject }) => subjectKey(subject)));
  const places = new Map<string, SubjectPlace>();
  for (const [side, { apps, agents }] of [
    ["new", after],
    ["old", before],
  ] as const) {
    const add = (subject: Subject, { file, line, column }: ManifestPlace): void => {
      const key = subjectKey(subject);
      if (wanted.has(key) && !places.has(key)) places.set(key, { side, file, line, column });
    };
    for (const { agent, slug, source } of apps) add({ type: "app", agent, slug }, source);
    for (const { name, source } of agents) add({ type: "agent", name }, source);
  }
  return places;
}

function appCount({ apps }: Manifest): number {
  return new Set(apps.map(({ agent, slug }) => JSON.stringify([agent, slug]))).size;
}

function change({ kinds, ...facet }: Facet, subject: Subject): Change {
  return { kinds: changeKinds.filter((kind) => kinds.includes(kind)), subject, ...facet };
}

function sorted(changes: readonly Change[]): readonly Change[] {
  return changes
    .map((item) => ({ item, key: `${subjectKey(item.subject)}\0${kindRank(item)}` }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ item }) => item);
}

function kindRank({ kinds: [first = "display"] }: Change): string {
  return String(changeKinds.indexOf(first)).padStart(2, "0");
}

const subjectOrder: readonly Subject["type"][] = ["app", "agent", "ports", "parameter", "settings", "unresolved"];

export function subjectKey(subject: Subject): string {
  const names = Object.values(subject).slice(1);
  return [subjectOrder.indexOf(subject.type), ...names].join("\0");
}

function parameterChanges(before: Manifest, after: Manifest): readonly Change[] {
  const [old, now] = [before, after].map(({ parameters }) => new Map(parameters.map((item) => [item.name, item])));
  const names = [...new Set([...before.parameters, ...after.parameters].map(({ name }) => name))];
  return names.flatMap((name): readonly Change[] => {
    const [left, right] = [old?.get(name), now?.get(name)];
    const subject: Subject = { type: "parameter", name };
    if (left && right) return parameterFacets(left, right).map((facet) => change(facet, subject));
    const whole = {
      kinds: ["parameter"],
      field: null,
      ...(left && { old: left }),
      ...(right && { new: right }),
    } as const;
    return [change(whole, subject)];
  });
}

function unresolvedChanges(before: Manifest, after: Manifest): readonly Change[] {
  const keyOf = ({ address, attribute }: ManifestUnresolved): string => JSON.stringify([address, attribute]);
  const onlyIn = (
    own: readonly ManifestUnresolved[],
    other: readonly ManifestUnresolved[],
    kind: ChangeKind,
    side: "old" | "new",
  ): readonly Change[] => {
    const known = new Set(other.map(keyOf));
    return own
      .filter((entry) => !known.has(keyOf(entry)))
      .map(({ address, attribute, reason }) =>
        change({ kinds: [kind], field: null, [side]: reason }, { type: "unresolved", address, attribute }),
      );
  };
  return [
    ...onlyIn(after.unresolved, before.unresolved, "undecided", "new"),
    ...onlyIn(before.unresolved, after.unresolved, "decided", "old"),
  ];
}

interface Pair<Entry> {
  readonly old: readonly Entry[];
  readonly new: readonly Entry[];
}

function agentPairs(before: readonly ManifestAgent[], after: readonly ManifestAgent[]): readonly Pair<ManifestAgent>[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  const named = (agents: readonly ManifestAgent[], name: string): readonly ManifestAgent[] =>
    agents.filter((agent) => agent.name === name);
  return names.map((name) => ({ old: named(before, name), new: named(after, name) }));
}

function agentChanges(pair: Pair<ManifestAgent>, work: Work): readonly Change[] {
  const name = (pair.new[0] ?? pair.old[0])?.name ?? "";
  const subject: Subject = { type: "agent", name };
  const leaves = leavesOfPair(pair, subject, work);
  return byChoice(pair, leaves, work.axes, subject, (before, after) => {
    if (before && after) return agentFacets(before, after);
    if (after) return [{ kinds: ["agent-added"], field: null, new: after.kind }];
    return before ? [{ kinds: ["agent-removed"], field: null, old: before.kind }] : [];
  });
}

interface Unresolved {
  readonly old: readonly ManifestUnresolved[];
  readonly new: readonly ManifestUnresolved[];
}

function appChanges(pair: AppPair, work: Work, unresolved: Unresolved): readonly Change[] {
  const named = pair.new[0] ?? pair.old[0];
  if (!named) return [];
  const subject: Subject = { type: "app", agent: named.agent, slug: named.slug };
  const doubt = {
    old: unresolved.old.find((entry) => mayBe(entry, pair.new)),
    new: unresolved.new.find((entry) => mayBe(entry, pair.old)),
  };
  const leaves = leavesOfPair(pair, subject, work);
  const changes = byChoice(pair, leaves, work.axes, subject, (before, after) => {
    if (before && after) return appFacets(before, after);
    if (after) return [wholeApp(after, "new", doubt.old !== undefined)];
    return before ? [wholeApp(before, "old", doubt.new !== undefined)] : [];
  });
  const told = changes.map((item) => {
    const reason = item.field !== null ? undefined : "new" in item ? doubt.old?.reason : doubt.new?.reason;
    return reason === undefined ? item : { ...item, reason };
  });
  return [...told, ...reachChanges(pair, leaves, work.axes, subject)];
}

/** Left out of its side's manifest, an app isn't absent but unknown. */
function mayBe({ address, slug, agent }: ManifestUnresolved, apps: readonly ManifestApp[]): boolean {
  return apps.some((app) => {
    if (slug !== undefined) return slug === app.slug && (agent === undefined || agent === app.agent);
    return withoutKeys(address) === withoutKeys(app.source.address);
  });
}

/** An unknown `count` or `for_each` leaves one entry for all instances. */
function withoutKeys(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[0-9]+)\]/g, "");
}

function wholeApp(app: ManifestApp, side: "old" | "new", doubtful: boolean): Facet {
  const [there, open, known]: readonly ChangeKind[] =
    side === "new" ? ["added", "added-public", "decided"] : ["removed", "removed-public", "undecided"];
  const kinds = [there, openToAnybody(app) ? open : undefined, doubtful ? known : undefined];
  return { kinds: kinds.filter((kind) => kind !== undefined), field: null, [side]: appSummary(app) };
}

function leavesOfPair(
  pair: Pair<{ readonly when?: readonly Guard[] }>,
  subject: Subject,
  { axes, uncompared, budget }: Work,
): readonly Leaf[] {
  const { leaves, complete } = leavesOf(axes, pair.old, pair.new, budget);
  if (!complete) uncompared.push(subject);
  return leaves;
}

/** The facets of each choice, joined where they are the same. */
function byChoice<Entry extends { readonly when?: readonly Guard[] }>(
  pair: Pair<Entry>,
  leaves: readonly Leaf[],
  axes: Axes,
  subject: Subject,
  facetsOf: (before: Entry | undefined, after: Entry | undefined) => readonly Facet[],
): readonly Change[] {
  const facets = new Map<string, { readonly facet: Facet; readonly leaves: Leaf[] }>();
  for (const group of groupBy(leaves.filter(counts), (leaf) => `${leaf.old},${leaf.new}`)) {
    const [first] = group;
    if (!first) continue;
    const [before, after] = [pair.old[first.old ?? -1], pair.new[first.new ?? -1]];
    for (const facet of facetsOf(before, after)) {
      const key = JSON.stringify([facet.field, facet.old, facet.new, facet.kinds]);
      const known = facets.get(key);
      if (known) known.leaves.push(...group);
      else facets.set(key, { facet, leaves: [...group] });
    }
  }
  return [...facets.values()].map(({ facet, leaves: own }) => inChoices(change(facet, subject), axes, own));
}

/** What isn't there for an answer that couldn't be given before wasn't removed; nor was added what had no answer since. */
function counts({ old, new: now, inOld, inNew }: Leaf): boolean {
  if (old === null && now === null) return false;
  return old !== null && now === null ? inOld : old === null ? inNew : true;
}

function inChoices(item: Change, axes: Axes, leaves: readonly Leaf[]): Change {
  const when = guardsOf(axes, leaves);
  const answers = leaves.every(({ inOld }) => !inOld) ? "new" : leaves.every(({ inNew }) => !inNew) ? "gone" : null;
  return {
    ...item,
    ...(when && { when, witness: witnessOf(axes, when) }),
    ...(answers && { answers }),
  };
}

/** The widest level that any choice leads to: a user may pick the choice. */
function reachChanges(pair: AppPair, leaves: readonly Leaf[], axes: Axes, subject: Subject): readonly Change[] {
  const [before, after] = [widest(leaves, pair, "old"), widest(leaves, pair, "new")];
  if (!before || !after || before === after) return [];
  const wider = compareShare(after, before) > 0;
  const [side, level] = wider ? (["new", after] as const) : (["old", before] as const);
  const reached = leaves.filter((leaf) => levelOf(leaf, pair, side) === level);
  const facet: Facet = {
    kinds: [wider ? "reach-widened" : "reach-narrowed"],
    field: "share.widest",
    old: before,
    new: after,
  };
  return [inChoices(change(facet, subject), axes, reached)];
}

function levelOf(leaf: Leaf, pair: AppPair, side: "old" | "new"): ShareLevel | undefined {
  if (!(side === "old" ? leaf.inOld : leaf.inNew)) return undefined;
  return pair[side][leaf[side] ?? -1]?.share.effective;
}

function widest(leaves: readonly Leaf[], pair: AppPair, side: "old" | "new"): ShareLevel | undefined {
  const levels = leaves.flatMap((leaf) => levelOf(leaf, pair, side) ?? []);
  return levels.sort(compareShare).at(-1);
}
