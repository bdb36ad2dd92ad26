/** One entry with `{parameter:NAME}` also says what the entries for single answers say: a default needs no entry of its own. */

import { type Filled, fillText, fillUpstream, type PlaceholderValues } from "../manifest/placeholders.ts";
import type { ManifestApp } from "../manifest/types.ts";
import { parameterOf } from "../routing/placeholder.ts";
import type { Read } from "../terraform/choices.ts";
import type { Draft } from "./drafts.ts";

export type AppEntry = Omit<ManifestApp, "id" | "when">;

/** Fewer drafts of one app, for the same choices: what a gateway fills in comes to the same in each of them. */
export function foldAnswers(drafts: readonly Draft<AppEntry>[]): readonly Draft<AppEntry>[] {
  const open = drafts.filter(({ entry }) => hasParameter(entry));
  if (open.length === 0) return drafts;
  const folded = new Map(open.map((draft) => [draft, [...draft.reads]]));
  const rest: Draft<AppEntry>[] = [];
  for (const draft of drafts) {
    if (folded.has(draft)) continue;
    const own = draft.reads.filter((reads) => {
      const host = open.find(({ entry }) => sameFor(reads, entry, draft.entry));
      if (host) folded.get(host)?.push(reads);
      return !host;
    });
    if (own.length > 0) rest.push({ entry: draft.entry, reads: own });
  }
  return [...[...folded].map(([{ entry }, reads]) => ({ entry, reads })), ...rest];
}

function hasParameter({ upstream, display, healthcheck }: AppEntry): boolean {
  return typeof upstream?.port === "object" || JSON.stringify([upstream, display, healthcheck]).includes("{parameter:");
}

function sameFor(reads: readonly Read[], open: AppEntry, closed: AppEntry): boolean {
  const values = { names: new Map<string, string>(), parameters: answersOf(reads) };
  const text = filledEntry(open, values);
  return text !== null && text === filledEntry(closed, values);
}

function answersOf(reads: readonly Read[]): ReadonlyMap<string, string> {
  const answers = new Map<string, string>();
  for (const { domain, pick } of reads) {
    const name = parameterOf(domain.key);
    const answer = domain.values[pick];
    if (name !== null && typeof answer === "string") answers.set(name, answer);
  }
  return answers;
}

/** As a gateway would read it; null where the names of a workspace are needed, or an answer that isn't among these. */
function filledEntry(entry: AppEntry, values: PlaceholderValues): string | null {
  const { display, upstream, healthcheck } = entry;
  const filled = {
    ...entry,
    name: fillText(display.name, values),
    icon: fillNullable(display.icon, values),
    group: fillNullable(display.group, values),
    tooltip: fillNullable(display.tooltip, values),
    check: fillNullable(healthcheck?.url ?? null, values),
    to: upstream ? fillUpstream(upstream, values) : { ok: true, value: null },
  };
  const pieces: readonly Filled<unknown>[] = [filled.name, filled.icon, filled.group, filled.tooltip, filled.check];
  if (!filled.to.ok || pieces.some(({ ok }) => !ok)) return null;
  return JSON.stringify({
    ...filled,
    display: { ...display, name: null, icon: null, group: null, tooltip: null },
    upstream: null,
    healthcheck: healthcheck && { ...healthcheck, url: null },
  });
}

function fillNullable(text: string | null, values: PlaceholderValues): Filled<string | null> {
  return text === null ? { ok: true, value: null } : fillText(text, values);
}
