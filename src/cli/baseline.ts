/** Findings that are known: they don't count, as often as the baseline says. */

import { statSync } from "node:fs";
import path from "node:path";
import type { CheckedDiagnostic, CheckResult, RuleLevel } from "../check-types.ts";
import { compareDiagnostics, type Diagnostic, primaryLabel } from "../diagnostic.ts";
import { markedTexts } from "../report/fingerprint.ts";
import type { Span } from "../source.ts";
import { canBeSuppressed } from "../suppress/limits.ts";
import { groupOf } from "../validate/catalogue.ts";
import { type Baseline, baselineText, type Entry, readBaseline } from "./baseline-file.ts";
import { crypto, relativePath } from "./host.ts";
import type { Options } from "./options.ts";
import type { Program } from "./program.ts";
import { writeFileAtomically } from "./write.ts";

export interface Baselined {
  readonly results: readonly CheckResult[];
  /** What was done to the file. */
  readonly notes: readonly string[];
}

/** Of the baseline as far as there is no finding for it any more. */
interface Stale {
  readonly entry: Baseline["entries"][number];
  readonly left: number;
}

/** `levels` is the configuration's word on a rule. */
export function withBaseline(
  results: readonly CheckResult[],
  options: Options,
  { cwd }: Program,
  levels: RuleLevel,
): Baselined {
  const { baselineWrite, baselinePrune } = options;
  if (baselineWrite !== null) {
    const entries = entriesOf(results, directoryOf(baselineWrite, cwd), cwd);
    writeFileAtomically(path.resolve(cwd, baselineWrite), baselineText(entries), baselineWrite);
    const total = entries.reduce((sum, { count }) => sum + count, 0);
    const notes = [`wrote ${total === 1 ? "1 finding" : `${total} findings`} to ${baselineWrite}`];
    return { results: applied(results, entries, directoryOf(baselineWrite, cwd), cwd).results, notes };
  }
  if (options.baseline === null) return { results, notes: [] };
  const baseline = readBaseline(options.baseline, cwd);
  const directory = directoryOf(options.baseline, cwd);
  const known = applied(results, baseline.entries, directory, cwd);
  const stale = staleEntries(baseline, known, directory, options, cwd);
  if (stale.length === 0) return { results: known.results, notes: [] };
  if (!baselinePrune) return { results: withStale(known.results, baseline, stale, levels), notes: [] };
  const kept = baseline.entries
    .map((entry) => ({ ...entry, count: entry.count - (stale.find((item) => item.entry === entry)?.left ?? 0) }))
    .filter(({ count }) => count > 0);
  writeFileAtomically(path.resolve(cwd, options.baseline), baselineText(kept), options.baseline);
  const removed = stale.reduce((sum, { left }) => sum + left, 0);
  return { results: known.results, notes: [`removed ${removed} stale from ${options.baseline}`] };
}

interface Known {
  readonly results: readonly CheckResult[];
  /** How many findings of an entry there are, up to its count. */
  readonly met: ReadonlyMap<string, number>;
}

function applied(results: readonly CheckResult[], entries: readonly Entry[], directory: string, cwd: string): Known {
  const allowed = new Map<string, number>();
  for (const entry of entries) allowed.set(keyOf(entry), (allowed.get(keyOf(entry)) ?? 0) + entry.count);
  const met = new Map<string, number>();
  // A module of several templates has the same finding in each.
  const verdicts = new Map<string, boolean>();
  const judged = (diagnostic: CheckedDiagnostic): CheckedDiagnostic => {
    if (diagnostic.suppressed || !canBeSuppressed(diagnostic.rule)) return diagnostic;
    const key = keyOf(identityOf(diagnostic, directory, cwd));
    const place = `${key}\0${placeOf(diagnostic)}`;
    let isKnown = verdicts.get(place);
    if (isKnown === undefined) {
      const times = met.get(key) ?? 0;
      isKnown = times < (allowed.get(key) ?? 0);
      if (isKnown) met.set(key, times + 1);
      verdicts.set(place, isKnown);
    }
    return isKnown ? { ...diagnostic, suppressed: { kind: "baseline" } } : diagnostic;
  };
  return { results: results.map((result) => ({ ...result, diagnostics: result.diagnostics.map(judged) })), met };
}

/** What counts, each once. */
function entriesOf(results: readonly CheckResult[], directory: string, cwd: string): readonly Entry[] {
  const entries = new Map<string, Entry>();
  const places = new Set<string>();
  for (const diagnostic of results.flatMap((result) => result.diagnostics)) {
    if (diagnostic.suppressed || !canBeSuppressed(diagnostic.rule)) continue;
    const identity = identityOf(diagnostic, directory, cwd);
    const key = keyOf(identity);
    const place = `${key}\0${placeOf(diagnostic)}`;
    if (places.has(place)) continue;
    places.add(place);
    entries.set(key, { ...identity, count: (entries.get(key)?.count ?? 0) + 1 });
  }
  return [...entries.values()];
}

function staleEntries(
  { entries }: Baseline,
  { results, met }: Known,
  directory: string,
  options: Options,
  cwd: string,
): readonly Stale[] {
  const oneChoice = options.parameters.size > 0 || options.preset !== null || options.transition === "stop";
  const whole = results.filter((result) => !oneChoice && isWhole(result));
  const partial = results.filter((result) => !whole.includes(result));
  const filesOf = (some: readonly CheckResult[]): ReadonlySet<string> =>
    new Set(some.flatMap(({ files }) => files.map(({ name }) => within(directory, name, cwd))));
  const [seen, hidden] = [filesOf(whole), filesOf(partial)];
  const left = new Map(met);
  return entries.flatMap((entry): readonly Stale[] => {
    const key = keyOf(entry);
    const found = Math.min(entry.count, left.get(key) ?? 0);
    left.set(key, (left.get(key) ?? 0) - found);
    if (found === entry.count) return [];
    const checked = seen.has(entry.file) && !hidden.has(entry.file);
    const gone = entry.file !== "<stdin>" && !statSync(path.resolve(directory, entry.file), { throwIfNoEntry: false });
    return checked || gone ? [{ entry, left: entry.count - found }] : [];
  });
}

/** An error that is no news was there when the baseline was written; any other may hide what the baseline knows. */
function isWhole({ diagnostics, usageErrors }: CheckResult): boolean {
  const hides = diagnostics.some(
    ({ rule, severity, suppressed }) =>
      severity === "error" &&
      !suppressed &&
      (groupOf(rule) === "Terraform around it" || rule === "parser-disagreement"),
  );
  return !hides && usageErrors.length === 0;
}

/** As many are listed one by one. */
const mostStale = 1000;

/** They are told with the first template of the run. */
function withStale(
  results: readonly CheckResult[],
  { source }: Baseline,
  stale: readonly Stale[],
  levels: RuleLevel,
): readonly CheckResult[] {
  const level = levels("baseline-stale", source.name) ?? "warning";
  if (level === "off") return results;
  const tell = (headline: string, span: Span): Diagnostic => ({
    rule: "baseline-stale",
    severity: level,
    headline,
    labels: [{ file: source, span, text: "", primary: true }],
    notes: [],
    help: "remove it with --baseline-prune",
  });
  const told = stale
    .slice(0, mostStale)
    .map(({ entry: { file, rule, count, span }, left }) =>
      tell(
        left === count
          ? `\`${rule}\` isn't found in ${file} any more`
          : `\`${rule}\` is found in ${file} ${count - left} times, and the baseline has it ${count} times`,
        span,
      ),
    );
  const [next] = stale.slice(mostStale);
  if (next)
    told.push(tell(`${stale.length - mostStale} more entries of the baseline are out of date`, next.entry.span));
  return results.map((result, index) =>
    index === 0 ? { ...result, diagnostics: [...result.diagnostics, ...told].sort(compareDiagnostics) } : result,
  );
}

function identityOf(diagnostic: Diagnostic, directory: string, cwd: string): Omit<Entry, "count"> {
  const { rule } = diagnostic;
  const text = [rule, ...markedTexts(diagnostic)].join("\0");
  const fingerprint = crypto().createHash("sha256").update(text).digest("hex").slice(0, 32);
  return { file: within(directory, primaryLabel(diagnostic).file.name, cwd), rule, fingerprint };
}

function keyOf({ file, rule, fingerprint }: Omit<Entry, "count">): string {
  return `${file}\0${rule}\0${fingerprint}`;
}

function placeOf(diagnostic: Diagnostic): string {
  const { span } = primaryLabel(diagnostic);
  return `${span.start}\0${span.end}\0${diagnostic.headline}`;
}

function directoryOf(baseline: string, cwd: string): string {
  return path.dirname(path.resolve(cwd, baseline));
}

function within(directory: string, shown: string, cwd: string): string {
  return shown === "<stdin>" ? shown : relativePath(directory, path.resolve(cwd, shown));
}
