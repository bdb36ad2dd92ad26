/** From what was found under each choice to what is told: once each, with the shortest choice that shows it. */

import type { Diagnostic, Witness } from "../diagnostic.ts";
import { primaryLabel } from "../diagnostic.ts";
import type { Read } from "../terraform/choice.ts";

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
  const places = new Map<readonly Diagnostic[], ReadonlyMap<string, Diagnostic>>();
  for (const { reads, diagnostics } of findings) {
    const known = places.get(diagnostics) ?? onePerPlace(diagnostics);
    places.set(diagnostics, known);
    for (const [key, diagnostic] of known) {
      const same = seen.get(key);
      if (same) same.found.push(reads);
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
      .filter((finding) => !places.get(finding.diagnostics)?.has(key))
      .map((finding) => finding.reads);
    const witness = shortestWitness(found, others);
    result.push(witness ? { ...first, witness } : first);
  }
  return result;
}

/** Other mistakes of the same kind at one place that are told beside the first. */
const mostOthers = 5;

/** Instances that are made by one text can be wrong in several ways there: the first tells of the others. */
function onePerPlace(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, Diagnostic> {
  const all = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const key = placeKey(diagnostic);
    const list = all.get(key);
    if (!list) all.set(key, [diagnostic]);
    else if (!list.some(({ headline }) => withoutKeys(headline) === withoutKeys(diagnostic.headline)))
      list.push(diagnostic);
  }
  const result = new Map<string, Diagnostic>();
  for (const [key, [first, ...others]] of all) {
    if (!first) continue;
    const told = others.slice(0, mostOthers).map(({ headline }) => `also: ${headline}`);
    const more = others.length - told.length;
    const notes = [...first.notes, ...told, ...(more > 0 ? [`and ${more} more like that`] : [])];
    result.set(key, others.length === 0 ? first : { ...first, notes });
  }
  return result;
}

/** Instances that are wrong in the same way differ only in the keys of their addresses. */
function withoutKeys(headline: string): string {
  return headline.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}

/** The same mistake at the same place, whatever its words. */
export function placeKey(diagnostic: Diagnostic): string {
  const { file, span } = primaryLabel(diagnostic);
  return `${diagnostic.rule}\n${file.name}\n${span.start}\n${span.end}`;
}

/** Of the first choice found (the nearest to the defaults), what is needed to tell it from the choices without the mistake. */
function shortestWitness(found: readonly (readonly Read[])[], others: readonly (readonly Read[])[]): Witness | null {
  const answers = columnsOf(others);
  let best: Witness | null = null;
  let size = Number.POSITIVE_INFINITY;
  for (const reads of found.slice(0, 64)) {
    const kept = tellingApart(
      reads.filter((read) => isAnswer(read)),
      answers,
      others.length,
    );
    if (kept.length < size) {
      size = kept.length;
      best = witnessOf(kept);
    }
    // None is shorter.
    if (size < 2) break;
  }
  return size === 0 ? null : best;
}

export function witnessOf(reads: readonly Read[]): Witness {
  return Object.fromEntries(reads.filter(isAnswer).map((read) => [nameOf(read), answer(read)]));
}

type Column = (string | null | undefined)[];

/** By key, the answer in each of the choices; undefined where it isn't read. */
function columnsOf(choices: readonly (readonly Read[])[]): ReadonlyMap<string, Column> {
  const columns = new Map<string, Column>();
  for (const [at, reads] of choices.entries()) {
    for (const { domain, pick } of reads) {
      let column = columns.get(domain.key);
      if (!column) {
        column = new Array<string | null | undefined>(choices.length).fill(undefined);
        columns.set(domain.key, column);
      }
      column[at] = domain.values[pick];
    }
  }
  return columns;
}

/** As few of the answers as differ from each of the others in one at least; those that were read last go first. */
function tellingApart(reads: readonly Read[], columns: ReadonlyMap<string, Column>, others: number): readonly Read[] {
  const differing = reads.map(({ domain, pick }) => {
    const own = domain.values[pick];
    return columns.get(domain.key)?.map((other) => other !== undefined && other !== own) ?? [];
  });
  const counts = new Uint32Array(others);
  for (const differs of differing)
    for (let at = 0; at < others; at++) if (differs[at]) counts[at] = (counts[at] ?? 0) + 1;
  const kept = [...reads];
  for (let index = reads.length - 1; index >= 0; index--) {
    const differs = differing[index] ?? [];
    // One that nothing tells apart stays whatever is kept, and so all is kept.
    if (counts.some((count, at) => count - (differs[at] ? 1 : 0) < 1)) continue;
    for (let at = 0; at < others; at++) if (differs[at]) counts[at] = (counts[at] ?? 0) - 1;
    kept.splice(index, 1);
  }
  return kept;
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
