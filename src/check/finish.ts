/** From what was found to what is told: profiles joined, levels of the configuration, the total order, shown names. */

import type { CheckedDiagnostic, CheckInputs, Profile } from "../check-types.ts";
import { compareDiagnostics, type Diagnostic, primaryLabel, type Severity } from "../diagnostic.ts";
import type { SourceFile } from "../source.ts";
import { applySuppressions } from "../suppress/apply.ts";
import { refusesManifestAnyway, type Scrutiny } from "../suppress/limits.ts";
import { calledHere, isCall } from "../validate/calls.ts";
import { isOff } from "../validate/catalogue.ts";
import { placeKey } from "../validate/settle.ts";
import { type LedgerEntry, refusal } from "./ledger.ts";

export type Purpose = "lint" | "compile";

interface ProfileFindings {
  readonly profile: Profile;
  readonly diagnostics: readonly Diagnostic[];
}

export function mergeProfiles(results: readonly ProfileFindings[]): Diagnostic[] {
  if (results.length === 1) return [...(results[0]?.diagnostics ?? [])];
  const merged = new Map<string, { readonly diagnostic: Diagnostic; readonly profiles: string[] }>();
  for (const { profile, diagnostics } of results) {
    for (const diagnostic of diagnostics) {
      const key = `${placeKey(diagnostic)}\n${diagnostic.headline}`;
      const known = merged.get(key);
      const name = profile.name ?? "";
      if (known) known.profiles.push(name);
      else merged.set(key, { diagnostic, profiles: [name] });
    }
  }
  return [...merged.values()].map(({ diagnostic, profiles }) =>
    profiles.length === results.length ? diagnostic : { ...diagnostic, profiles },
  );
}

export function ledgerDiagnostics(
  ledger: readonly LedgerEntry[],
  inputs: CheckInputs,
  purpose: Purpose,
  alone: boolean,
): Diagnostic[] {
  // `module-not-loaded` tells it already.
  const told = ledger.filter(({ attribute }) => attribute !== "source");
  if (inputs.strictUnknown)
    return told.map((entry) => refusal(entry, "--strict-unknown makes everything undecided an error"));
  if (purpose === "lint" || inputs.allowPartial || alone) return [];
  return told.filter(({ hidesRoute }) => hidesRoute).map((entry) => refusal(entry, hiddenRoutes("the app")));
}

function hiddenRoutes(what: string): string {
  return `a manifest must not hide a route; --allow-partial leaves ${what} out`;
}

/** Findings of one template that are listed; what comes after them is counted. */
const maxFindings = 1_000;

/** There are as many errors as are listed. */
export function isFull(diagnostics: readonly Diagnostic[]): boolean {
  if (diagnostics.length < maxFindings) return false;
  return diagnostics.filter(({ severity }) => severity === "error").length >= maxFindings;
}

/** Where comments are looked for. */
export interface Commented {
  /** As they are shown. */
  readonly files: readonly SourceFile[];
  /** The template's directory, as it is shown. */
  readonly directory: string;
  readonly scrutiny: Scrutiny;
}

/** Levels of the configuration, suppressions, once each, in the total order, files named as they are shown. */
export function finish(
  diagnostics: readonly Diagnostic[],
  inputs: CheckInputs,
  purpose: Purpose,
  commented: Commented | null = null,
): CheckedDiagnostic[] {
  const distinct = once(diagnostics, inputs);
  const judged = commented ? applySuppressions(distinct, suppressionRequest(commented, inputs)) : distinct;
  return bounded(levelled(judged, inputs, purpose).sort(compareDiagnostics));
}

function suppressionRequest(
  { files, directory, scrutiny }: Commented,
  { today, lockedRules }: CheckInputs,
): Parameters<typeof applySuppressions>[1] {
  const below = directory === "." || directory === "" ? "" : `${directory}/`;
  return {
    files,
    today,
    locked: lockedRules,
    scrutiny,
    // A module elsewhere may be called by other templates, which need the comment.
    owns: ({ name }) => name.startsWith(below) && !/^\.\.\/|(^|\/)\.terraform\//.test(name.slice(below.length)),
    callOf: (label) => (isCall(label) ? label.text.slice(calledHere.length + 1) : null),
  };
}

/** The gravest stay. */
function bounded(diagnostics: CheckedDiagnostic[]): CheckedDiagnostic[] {
  if (diagnostics.length <= maxFindings) return diagnostics.map(brief);
  const grave = [
    ...["error", "warning", "info"].flatMap((level) =>
      diagnostics.filter(({ severity, suppressed }) => severity === level && !suppressed),
    ),
    ...diagnostics.filter(({ suppressed }) => suppressed),
  ];
  const left = grave.slice(maxFindings);
  const [first] = left;
  if (!first) return diagnostics;
  const more: CheckedDiagnostic = {
    rule: "evaluation-budget",
    severity: first.severity,
    headline: `${left.length} more findings aren't listed`,
    labels: [{ ...primaryLabel(first), text: "the first of them", primary: true }],
    notes: [`budget: findings: ${maxFindings}`],
    help: "correct those that are listed first",
  };
  return [...grave.slice(0, maxFindings).map(brief), more].sort(compareDiagnostics);
}

/** Characters of one text; messages quote values, which may have millions. */
const maxText = 1_000;

function brief(diagnostic: CheckedDiagnostic): CheckedDiagnostic {
  const { headline, labels, notes, help } = diagnostic;
  const isLong = (text: string | undefined): boolean => text !== undefined && text.length > maxText;
  if (![headline, help, ...notes].some(isLong) && !labels.some(({ text }) => isLong(text))) return diagnostic;
  return {
    ...diagnostic,
    headline: shortened(headline),
    labels: labels.map((label) => ({ ...label, text: shortened(label.text) })),
    notes: notes.map(shortened),
    ...(help !== undefined && { help: shortened(help) }),
  };
}

/** Its middle is left out: what is quoted mostly stands between words that are needed. */
function shortened(text: string): string {
  if (text.length <= maxText) return text;
  const [head, tail] = [text.slice(0, maxText / 2), text.slice(-maxText / 4)];
  // Neither ends within a character.
  return `${head.replace(/[\ud800-\udbff]$/, "")}…${tail.replace(/^[\udc00-\udfff]/, "")}`;
}

function once(diagnostics: readonly Diagnostic[], inputs: CheckInputs): Diagnostic[] {
  const files = shownFiles(inputs);
  const distinct = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics.map((item) => renamed(item, files)).sort(compareDiagnostics)) {
    const key = `${placeKey(diagnostic)}\n${diagnostic.headline}`;
    if (!distinct.has(key)) distinct.set(key, diagnostic);
  }
  return [...distinct.values()];
}

function levelled(
  diagnostics: readonly CheckedDiagnostic[],
  inputs: CheckInputs,
  purpose: Purpose,
): CheckedDiagnostic[] {
  return diagnostics.flatMap((diagnostic): readonly CheckedDiagnostic[] => {
    const level = inputs.ruleLevel(diagnostic.rule, primaryLabel(diagnostic).file.name) ?? defaultLevel(diagnostic);
    // No configuration makes such a manifest.
    const severity = isRefused(diagnostic, inputs, purpose) ? "error" : level;
    if (severity === "off") return [];
    const { suppressed, ...told } = diagnostic;
    const finding = wantsPartial(diagnostic, inputs, purpose)
      ? { ...told, notes: [...told.notes, hiddenRoutes("the module")] }
      : told;
    if (!suppressed) return [{ ...finding, severity }];
    if (purpose === "lint" || severity !== "error" || !refusesManifestAnyway(diagnostic.rule))
      return [{ ...finding, severity, suppressed }];
    const notes = [...finding.notes, "a comment suppresses it in `lint`; a manifest of such a template would be wrong"];
    return [{ ...finding, severity, notes }];
  });
}

/** What a rule says by itself: some of its findings are graver than others. */
function defaultLevel(diagnostic: Diagnostic): Severity | "off" {
  return isOff(diagnostic.rule) ? "off" : diagnostic.severity;
}

/** A module that isn't loaded may have apps; what is secret must not be in a manifest. */
function isRefused(diagnostic: Diagnostic, inputs: CheckInputs, purpose: Purpose): boolean {
  const { rule } = diagnostic;
  if (rule === "module-not-loaded") return inputs.strictUnknown || wantsPartial(diagnostic, inputs, purpose);
  return rule === "sensitive-exposed" && purpose === "compile";
}

function wantsPartial({ rule }: Diagnostic, { allowPartial, strictUnknown }: CheckInputs, purpose: Purpose): boolean {
  return rule === "module-not-loaded" && purpose === "compile" && !allowPartial && !strictUnknown;
}

type Rename = (file: SourceFile) => SourceFile;

export function shownFiles(inputs: CheckInputs): Rename {
  const known = new Map<SourceFile, SourceFile>();
  return (file) => {
    let shown = known.get(file);
    if (!shown) {
      const name = inputs.shown(file.name);
      shown = name === file.name ? file : { ...file, name };
      known.set(file, shown);
    }
    return shown;
  };
}

export function renamed(diagnostic: Diagnostic, file: Rename): Diagnostic {
  return {
    ...diagnostic,
    labels: diagnostic.labels.map((label) => ({ ...label, file: file(label.file) })),
    ...(diagnostic.fix
      ? { fix: { ...diagnostic.fix, edits: diagnostic.fix.edits.map((edit) => ({ ...edit, file: file(edit.file) })) } }
      : {}),
    ...(diagnostic.trail ? { trail: diagnostic.trail.map((step) => ({ ...step, file: file(step.file) })) } : {}),
  };
}
