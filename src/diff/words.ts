/** Words that every format of a difference shares. Names are as they are: each format escapes them in its own way. */

import { guardsText } from "../manifest/guard-text.ts";
import { subjectKey } from "./compare.ts";
import { type Change, type ChangeKind, changeKinds, type ManifestDiff, type Subject } from "./types.ts";

export function subjectName(subject: Subject): string {
  switch (subject.type) {
    case "app":
      return `app ${subject.agent}/${subject.slug}`;
    case "agent":
      return `agent ${subject.name}`;
    case "parameter":
      return `parameter ${subject.name}`;
    case "ports":
      return "ports";
    case "settings":
      return "settings";
    case "unresolved":
      return `${subject.address}.${subject.attribute}`;
  }
}

/** `main.tf:12`, in the template of the side that has it; null for what has no place of its own. */
export function placeText({ places }: ManifestDiff, subject: Subject): string | null {
  const place = places.get(subjectKey(subject));
  return place ? `${place.file}:${place.line}${place.side === "old" ? ", before" : ""}` : null;
}

export interface Told {
  /** One or two words: "widened", "added". */
  readonly verb: string;
  /** "effective share: owner → public" */
  readonly what: string;
  /** Absent: in every choice. */
  readonly when: string | null;
  /** Anybody can open it now. */
  readonly alarming: boolean;
}

/** What is told of a subject, in order; a level that was declared and takes effect is told once. */
export function toldOf(changes: readonly Change[]): readonly Told[] {
  const effective = changes.filter(({ field }) => field === "share.effective");
  return changes.flatMap((change): readonly Told[] => {
    if (change.field === "share.declared" && effective.some((other) => sameStep(other, change))) return [];
    // A level that every choice has now is told already.
    if (change.field === "share.widest" && effective.every(({ when }) => when === undefined)) return [];
    return [{ verb: verbOf(change), what: whatOf(change), when: whenText(change), alarming: isAlarming(change) }];
  });
}

function sameStep(a: Change, b: Change): boolean {
  return a.old === b.old && a.new === b.new && JSON.stringify(a.when) === JSON.stringify(b.when);
}

function isAlarming({ kinds }: Change): boolean {
  return kinds.includes("added-public");
}

function verbOf({ kinds, subject, field }: Change): string {
  const [first = "display"] = kinds;
  if (subject.type === "unresolved") return first === "undecided" ? "not decided" : "decided";
  if (subject.type === "agent" && field === null) return first === "agent-added" ? "added" : "removed";
  if (kinds.includes("renamed")) return "renamed";
  switch (first) {
    case "added-public":
      return "public now";
    case "removed-public":
      return "not public";
    case "reach-widened":
      return "can widen";
    case "reach-narrowed":
      return "can't widen";
    case "kind":
    case "healthcheck":
    case "display":
    case "agent-changed":
    case "parameter":
    case "settings":
      return "changed";
    case "declared-widened":
      return "declared";
    case "declared-narrowed":
      return "declared";
    default:
      return first;
  }
}

const fieldNames: ReadonlyMap<string, string> = new Map([
  ["share.effective", "share"],
  ["share.declared", "declared share, without effect"],
  ["share.widest", "widest share of all choices"],
  ["access.method", "access"],
  ["access.hostname", "hostname"],
  ["access.aliases", "other hostnames"],
  ["access.path", "path"],
  ["maximumShare", "widest share of a port"],
  ["defaultShare", "share of a port"],
]);

function whatOf(change: Change): string {
  const { field, subject, kinds, reason } = change;
  if (field !== null) {
    const name = fieldNames.get(field) ?? field.replace(/^access\./, "");
    const values = `${name}: ${valueText(change.old)} → ${valueText(change.new)}`;
    if (!kinds.includes("added-public")) return values;
    return `${values}, anybody can ${subject.type === "ports" ? "be given it" : "open it"}`;
  }
  const there = "new" in change ? change.new : change.old;
  if (subject.type === "unresolved") return valueText(there);
  if (subject.type === "parameter") return `${"new" in change ? "decides now" : "no longer decides"} about apps`;
  if (subject.type === "agent") return valueText(there);
  const open = kinds.includes("added-public") ? ", anybody can open it" : "";
  const doubt = reason === undefined ? "" : `; ${"new" in change ? "it was" : "it is"} not decided: ${reason}`;
  return `${appText(there)}${open}${doubt}`;
}

function appText(app: unknown): string {
  if (typeof app !== "object" || app === null) return valueText(app);
  const fields = new Map<string, unknown>(Object.entries(app));
  const kind = fields.get("kind");
  if (kind !== "proxy") return kind === "command" ? "a terminal" : "a link";
  const share = `share ${valueText(fields.get("effective"))}`;
  return [valueText(fields.get("address")), upstreamText(fields.get("upstream")), share].join(", ");
}

function upstreamText(upstream: unknown): string {
  if (typeof upstream !== "object" || upstream === null) return valueText(upstream);
  const fields = new Map<string, unknown>(Object.entries(upstream));
  const query = fields.get("query") === null ? "" : `?${valueText(fields.get("query"))}`;
  return `${valueText(fields.get("scheme"))} port ${valueText(fields.get("port"))}${valueText(fields.get("path"))}${query}`;
}

/** Texts bare where they can't be mistaken for anything else. */
function valueText(value: unknown): string {
  if (value === undefined || value === null) return "none";
  if (typeof value === "string") return value === "" || /[\s"]|→/.test(value) ? JSON.stringify(value) : value;
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(valueText).join(" ");
  if (typeof value === "object" && "parameter" in value) return `{parameter:${valueText(value.parameter)}}`;
  return JSON.stringify(value);
}

function whenText({ when, answers }: Change): string | null {
  const since =
    answers === "new" ? "an answer that is new" : answers === "gone" ? "an answer that is no longer there" : null;
  if (!when) return since;
  const guards = `when ${guardsText(when, (name) => `\`${name}\``)}`;
  return since === null ? guards : `${guards}, ${since}`;
}

/** "1 added, 2 moved" in the order of the kinds; changes of several kinds count for each. */
export function countsText(changes: readonly Change[]): string {
  return kindCounts(changes)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(", ");
}

export function kindCounts(changes: readonly Change[]): readonly (readonly [ChangeKind, number])[] {
  return changeKinds.flatMap((kind) => {
    const count = changes.filter(({ kinds }) => kinds.includes(kind)).length;
    return count === 0 ? [] : [[kind, count] as const];
  });
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
