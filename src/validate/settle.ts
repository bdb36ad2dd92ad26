/** From what was found under each choice to what is told: once each, with the shortest choice that shows it. */

import type { Diagnostic, Witness } from "../diagnostic.ts";
import { primaryLabel } from "../diagnostic.ts";
import type { Read } from "../terraform/choices.ts";

export interface Finding {
  /** The choices that it was found under; everything else may be anything. */
  readonly reads: readonly Read[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Seen {
  readonly first: Diagnostic;
  readonly found: (readonly Read[])[];
}

/** One mistake, one diagnostic: the same rule at the same place. The findings are all outcomes of one thing. */
export function settle(findings: readonly Finding[]): Diagnostic[] {
  const seen = new Map<string, Seen>();
  for (const { reads, diagnostics } of findings) {
    const here = new Set<string>();
    for (const diagnostic of diagnostics) {
      const key = placeKey(diagnostic);
      if (here.has(key)) continue;
      here.add(key);
      const known = seen.get(key);
      if (known) known.found.push(reads);
      else seen.set(key, { first: diagnostic, found: [reads] });
    }
  }
  const result: Diagnostic[] = [];
  for (const [key, { first, found }] of seen) {
    if (found.length === findings.length) {
      result.push(first);
      continue;
    }
    const others = findings
      .filter((finding) => !finding.diagnostics.some((diagnostic) => placeKey(diagnostic) === key))
      .map((finding) => finding.reads);
    const witness = shortestWitness(found, others);
    result.push(witness ? { ...first, witness } : first);
  }
  return result;
}

/** The same mistake at the same place, whatever its words. */
export function placeKey(diagnostic: Diagnostic): string {
  const { file, span } = primaryLabel(diagnostic);
  return `${diagnostic.rule}\n${file.name}\n${span.start}\n${span.end}`;
}

/** Of the first choice found (the nearest to the defaults), what is needed to tell it from the choices without the mistake. */
function shortestWitness(found: readonly (readonly Read[])[], others: readonly (readonly Read[])[]): Witness | null {
  let best: Witness | null = null;
  let size = Number.POSITIVE_INFINITY;
  for (const reads of found.slice(0, 64)) {
    let kept = reads.filter((read) => isAnswer(read));
    for (const read of [...kept].reverse()) {
      const fewer = kept.filter((candidate) => candidate !== read);
      if (others.every((other) => excludes(fewer, other))) kept = fewer;
    }
    if (kept.length < size) {
      size = kept.length;
      best = Object.fromEntries(kept.map((read) => [nameOf(read), answer(read)]));
    }
  }
  return size === 0 ? null : best;
}

function excludes(reads: readonly Read[], other: readonly Read[]): boolean {
  return reads.some((read) =>
    other.some(
      (candidate) =>
        candidate.domain.key === read.domain.key &&
        candidate.domain.values[candidate.pick] !== read.domain.values[read.pick],
    ),
  );
}

function isAnswer(read: Read): boolean {
  return read.domain.key.startsWith("parameter:");
}

function nameOf(read: Read): string {
  return read.domain.key.slice("parameter:".length);
}

/** "any other value" is shown as such: no answer of a user can be that text and mean it. */
function answer(read: Read): string {
  return read.domain.values[read.pick] ?? "(any other value)";
}
