/**
 * The choices of two manifests together: which entry each side has for them. A tree of decisions over the parameters that
 * guards mention; values that no guard tells apart stay together.
 */

import { minimalCover } from "../manifest/cover.ts";
import { memberOf } from "../manifest/guards.ts";
import type { Guard, GuardMember, Manifest, ManifestParameter } from "../manifest/types.ts";

/** The answers to a parameter that either side knows. */
export interface Axis {
  readonly name: string;
  /** Null: any other answer. */
  readonly values: readonly (string | null)[];
  /** Which of them can be given on each side. */
  readonly inOld: readonly boolean[];
  readonly inNew: readonly boolean[];
  /** Of the new side, else of the old one. */
  readonly parameter: ManifestParameter;
}

export type Axes = ReadonlyMap<string, Axis>;

export function commonAxes(before: Manifest, after: Manifest): Axes {
  const mentioned = new Map<string, Set<string>>();
  for (const { agents, apps } of [before, after]) {
    for (const { when } of [...agents, ...apps]) for (const guard of when ?? []) mention(guard, mentioned);
  }
  const old = new Map(before.parameters.map((parameter) => [parameter.name, parameter]));
  const now = new Map(after.parameters.map((parameter) => [parameter.name, parameter]));
  const axes = new Map<string, Axis>();
  // Which side is which makes no difference to the order.
  for (const [name, texts] of [...mentioned].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [left, right] = [old.get(name), now.get(name)];
    const parameter = right ?? left;
    if (!parameter) continue;
    const sides = [left, right].map((side) => (side ? closedAnswers(side) : undefined));
    const closed = [...new Set(sides.flatMap((answers) => answers ?? []))].sort();
    const open = sides.some((answers) => answers === null);
    const values = open ? [...new Set([...closed, ...[...texts].sort()]), null] : closed;
    const [inOld, inNew] = sides.map((answers) =>
      values.map((value) => !answers || (value !== null && answers.includes(value))),
    );
    axes.set(name, { name, values, inOld: inOld ?? [], inNew: inNew ?? [], parameter });
  }
  return axes;
}

/** Null where any may be typed. */
export function closedAnswers({ type, options }: ManifestParameter): readonly string[] | null {
  if (options.length > 0 && type !== "list(string)") return options;
  return type === "bool" ? ["true", "false"] : null;
}

function mention(guard: Guard, mentioned: Map<string, Set<string>>): void {
  for (const [name, member] of Object.entries(guard)) {
    const texts = mentioned.get(name) ?? new Set();
    for (const value of isNegated(member) ? member.not : member) texts.add(value);
    mentioned.set(name, texts);
  }
}

/** Choices in which each side has one and the same entry. */
export interface Leaf {
  /** Indexes of an axis' values; an axis that is missing may have any. */
  readonly picks: ReadonlyMap<string, readonly number[]>;
  /** Index of the entry; null for none. */
  readonly old: number | null;
  readonly new: number | null;
  /** Whether the side can have these answers at all. */
  readonly inOld: boolean;
  readonly inNew: boolean;
}

interface Guarded {
  readonly when?: readonly Guard[];
}

/** Guards of an entry as far as answers haven't decided them: each a map of what must still hold. */
type Open = readonly ReadonlyMap<string, GuardMember>[];

interface Node {
  readonly picks: ReadonlyMap<string, readonly number[]>;
  readonly old: readonly Open[];
  readonly new: readonly Open[];
  readonly inOld: boolean;
  readonly inNew: boolean;
}

/** Steps of telling choices apart: of one app or agent, and of all together. */
const mostSteps = 4_000;
export const mostStepsOfAll = 40_000;

export interface Budget {
  steps: number;
}

export interface Leaves {
  readonly leaves: readonly Leaf[];
  /** False: there are more choices than were looked at. */
  readonly complete: boolean;
}

/** Guards of one side's entries never hold together: `entries` are those of one app, or one agent. */
export function leavesOf(axes: Axes, before: readonly Guarded[], after: readonly Guarded[], budget: Budget): Leaves {
  const pending: Node[] = [
    { picks: new Map(), old: before.map(opened), new: after.map(opened), inOld: true, inNew: true },
  ];
  const leaves: Leaf[] = [];
  let own = Math.min(mostSteps, budget.steps);
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (own-- <= 0) return { leaves, complete: false };
    budget.steps--;
    const [old, now] = [verdict(node.old), verdict(node.new)];
    if (old !== undefined && now !== undefined) {
      leaves.push({ picks: node.picks, old, new: now, inOld: node.inOld, inNew: node.inNew });
      continue;
    }
    const axis = axes.get(mostMentioned([...node.old, ...node.new]));
    if (axis) pending.push(...branches(node, axis).toReversed());
  }
  return { leaves, complete: true };
}

function opened({ when }: Guarded): Open {
  return when ? when.map((guard) => new Map(Object.entries(guard))) : [new Map()];
}

/** The entry that is there; null for none, undefined while it isn't decided. */
function verdict(entries: readonly Open[]): number | null | undefined {
  const holding = entries.findIndex((guards) => guards.some(({ size }) => size === 0));
  if (holding !== -1) return holding;
  return entries.every((guards) => guards.length === 0) ? null : undefined;
}

function mostMentioned(entries: readonly Open[]): string {
  const counts = new Map<string, number>();
  for (const guards of entries)
    for (const guard of guards) for (const name of guard.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  let best = "";
  for (const [name, count] of counts) {
    const known = counts.get(best) ?? 0;
    if (count > known || (count === known && name < best)) best = name;
  }
  return best;
}

function branches(node: Node, axis: Axis): readonly Node[] {
  const members = [...node.old, ...node.new]
    .flat()
    .map((guard) => guard.get(axis.name))
    .filter((member) => member !== undefined);
  return groupBy(
    [...axis.values.keys()].filter((at) => (node.inOld && axis.inOld[at]) || (node.inNew && axis.inNew[at])),
    (at) => {
      const verdicts = members.map((member) => admits(member, axis.values[at] ?? null));
      return [axis.inOld[at], axis.inNew[at], ...verdicts].map(Number).join("");
    },
  ).map((picked) => {
    const [first = 0] = picked;
    const value = axis.values[first] ?? null;
    const answer = (entries: readonly Open[]): readonly Open[] =>
      entries.map((guards) => guards.flatMap((guard) => answered(guard, axis.name, value)));
    return {
      picks: new Map([...node.picks, [axis.name, picked]]),
      old: answer(node.old),
      new: answer(node.new),
      inOld: node.inOld && axis.inOld[first] === true,
      inNew: node.inNew && axis.inNew[first] === true,
    };
  });
}

function answered(guard: ReadonlyMap<string, GuardMember>, name: string, value: string | null): Open {
  const member = guard.get(name);
  if (!member) return [guard];
  return admits(member, value) ? [new Map([...guard].filter(([other]) => other !== name))] : [];
}

function isNegated(member: GuardMember): member is { readonly not: readonly string[] } {
  return "not" in member;
}

function admits(member: GuardMember, value: string | null): boolean {
  if (isNegated(member)) return value === null || !member.not.includes(value);
  return value !== null && member.includes(value);
}

export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** Beyond this many combinations guards are true but not the fewest. */
const maxPoints = 1 << 14;

/** The fewest guards that hold exactly for these leaves; null: in all choices. In canonical order. */
export function guardsOf(axes: Axes, leaves: readonly Leaf[]): readonly Guard[] | null {
  const used = [...axes.values()].filter(({ name }) => leaves.some(({ picks }) => picks.has(name)));
  // Values that are always together are one.
  const classes = used.map((axis) =>
    groupBy([...axis.values.keys()], (at) =>
      leaves.map(({ picks }) => Number(picks.get(axis.name)?.includes(at) ?? true)).join(""),
    ),
  );
  const boxes = leaves.map(({ picks }) =>
    used.map((axis, at) => {
      const own = picks.get(axis.name);
      const all = [...(classes[at] ?? []).keys()];
      return new Set(own ? all.filter((index) => own.includes(classes[at]?.[index]?.[0] ?? -1)) : all);
    }),
  );
  const sizes = classes.map(({ length }) => length);
  const total = sizes.reduce((product, size) => product * size, 1);
  const covering = total > maxPoints ? boxes : minimalCover({ sizes, marked: marked(sizes, total, boxes) });
  const guards = new Map<string, Guard>();
  for (const box of covering) {
    const members = used.flatMap((axis, at): readonly (readonly [string, GuardMember])[] => {
      const picks = new Set([...(box[at] ?? [])].flatMap((index) => classes[at]?.[index] ?? []));
      const member = memberOf(axis, picks);
      return member ? [[axis.name, member]] : [];
    });
    if (members.length === 0) return null;
    const guard = Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
    guards.set(JSON.stringify(guard), guard);
  }
  return [...guards].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, guard]) => guard);
}

function marked(sizes: readonly number[], total: number, boxes: readonly ReadonlySet<number>[][]): Uint8Array {
  const points = new Uint8Array(total);
  for (const box of boxes) {
    let indexes = [0];
    for (const [axis, values] of box.entries()) {
      indexes = indexes.flatMap((index) => [...values].map((value) => index * (sizes[axis] ?? 1) + value));
    }
    for (const index of indexes) points[index] = 1;
  }
  return points;
}

/** The choice of the fewest answers for which a guard holds: the default where it is admitted. */
export function witnessOf(axes: Axes, when: readonly Guard[]): Readonly<Record<string, string>> {
  const choices = when.map((guard) =>
    Object.entries(guard).map(([name, member]) => [name, answerFor(axes.get(name), member)] as const),
  );
  const [shortest = []] = [...choices].sort((a, b) => a.length - b.length);
  return Object.fromEntries(shortest);
}

function answerFor(axis: Axis | undefined, member: GuardMember): string {
  const given = axis?.parameter.default ?? null;
  if (given !== null && admits(member, given)) return given;
  if (!isNegated(member)) return member[0] ?? "";
  const listed = axis?.values.find((value) => value !== null && admits(member, value));
  return listed ?? otherAnswer(axis?.parameter, member.not);
}

/** Something that could be typed. */
function otherAnswer(parameter: ManifestParameter | undefined, not: readonly string[]): string {
  if (parameter?.type === "number") {
    const least = parameter.min ?? Math.min(0, parameter.max ?? 0);
    for (let at = 0; at <= not.length; at++) if (!not.includes(String(least + at))) return String(least + at);
  }
  for (let at = 0; ; at++) {
    const text = at === 0 ? "other" : `other${at}`;
    const answer = parameter?.type === "list(string)" ? JSON.stringify([text]) : text;
    if (!not.includes(answer)) return answer;
  }
}
