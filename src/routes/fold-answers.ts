/** One entry with `{parameter:NAME}` also says what the entries for single answers say: a default needs no entry of its own. */

import { type Filled, fillPort, pathPiece, queryPiece } from "../manifest/placeholders.ts";
import type { ManifestApp } from "../manifest/types.ts";
import {
  applyFilters,
  escapeLiteral,
  formatPlaceholder,
  parameterOf,
  parsePlaceholders,
} from "../routing/placeholder.ts";
import type { Read } from "../terraform/choice.ts";
import type { Draft } from "./drafts.ts";

export type AppEntry = Omit<ManifestApp, "id" | "when">;

/** Beyond so many comparisons entries stay as they are: more of them than needed, and just as true. */
const maxComparisons = 100_000;

/** Fewer drafts of one app, for the same choices: what a gateway fills in comes to the same in each of them. */
export function foldAnswers(drafts: readonly Draft<AppEntry>[]): readonly Draft<AppEntry>[] {
  const counted = drafts.map((draft) => ({ draft, holes: parametersIn(draft.entry).size }));
  const open = counted.filter(({ holes }) => holes > 0).sort((a, b) => b.holes - a.holes);
  const choices = drafts.reduce((sum, { reads }) => sum + reads.length, 0);
  if (open.length === 0 || open.length * choices > maxComparisons) return drafts;
  const folded = new Map(drafts.map((draft): [Draft<AppEntry>, (readonly Read[])[]] => [draft, []]));
  for (const { draft, holes } of counted) {
    const hosts = open.filter((candidate) => candidate.holes > holes);
    for (const reads of draft.reads) {
      const answers = answersOf(reads);
      const text = hosts.length === 0 ? null : withAnswers(draft.entry, answers);
      // The one that leaves most open comes first.
      const host = text === null ? undefined : hosts.find((one) => withAnswers(one.draft.entry, answers) === text);
      folded.get(host?.draft ?? draft)?.push(reads);
    }
  }
  return [...folded].filter(([, reads]) => reads.length > 0).map(([{ entry }, reads]) => ({ entry, reads }));
}

function parametersIn({ upstream, display, healthcheck }: AppEntry): ReadonlySet<string> {
  const port = upstream?.port;
  const names = new Set(typeof port === "object" ? [port.parameter] : []);
  const texts = [display.name, display.icon, display.group, display.tooltip, upstream?.path, upstream?.query];
  for (const text of [...texts, healthcheck?.url]) {
    const read = parsePlaceholders(text ?? "");
    if (!read.ok) continue;
    for (const part of read.parts) {
      const name = typeof part === "string" ? null : parameterOf(part.hole);
      if (name !== null) names.add(name);
    }
  }
  return names;
}

type Answers = ReadonlyMap<string, string>;

function answersOf(reads: readonly Read[]): Answers {
  const answers = new Map<string, string>();
  for (const { domain, pick } of reads) {
    const name = parameterOf(domain.key);
    const answer = domain.values[pick];
    if (name !== null && typeof answer === "string") answers.set(name, answer);
  }
  return answers;
}

/** The entry's text once a gateway has filled these answers in; null where it would refuse one. */
function withAnswers(entry: AppEntry, answers: Answers): string | null {
  const { display, upstream, healthcheck } = entry;
  const texts = [
    ...[display.name, display.icon, display.group, display.tooltip].map((text) => textWith(text, answers, whole)),
    textWith(upstream?.path, answers, pathPiece),
    textWith(upstream?.query, answers, queryPiece),
    textWith(healthcheck?.url, answers, whole),
  ];
  const port = upstream ? portWith(upstream.port, answers) : null;
  if (port === undefined || texts.includes(undefined)) return null;
  return JSON.stringify([
    texts,
    port,
    {
      ...entry,
      display: { ...display, name: null, icon: null, group: null, tooltip: null },
      upstream: upstream?.scheme,
      healthcheck: healthcheck && { ...healthcheck, url: null },
    },
  ]);
}

/** Undefined: refused. */
function portWith(port: NonNullable<AppEntry["upstream"]>["port"], parameters: Answers): unknown {
  if (typeof port === "number" || !parameters.has(port.parameter)) return port;
  const filled = fillPort(port, { names: new Map(), parameters });
  return filled.ok ? filled.value : undefined;
}

/** Undefined: refused. Placeholders for anything else stay. */
function textWith(
  text: string | null | undefined,
  answers: Answers,
  admit: (value: string) => Filled<string>,
): string | null | undefined {
  if (typeof text !== "string") return null;
  const read = parsePlaceholders(text);
  if (!read.ok) return undefined;
  let result = "";
  for (const part of read.parts) {
    const name = typeof part === "string" ? null : parameterOf(part.hole);
    const answer = name === null ? undefined : answers.get(name);
    if (typeof part === "string") result += escapeLiteral(part);
    else if (answer === undefined) result += formatPlaceholder(part);
    else {
      const admitted = admit(applyFilters(answer, part.filters));
      if (!admitted.ok) return undefined;
      result += escapeLiteral(admitted.value);
    }
  }
  return result;
}

function whole(value: string): Filled<string> {
  return { ok: true, value };
}
