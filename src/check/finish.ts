/** From what was found to what is told: profiles joined, levels of the configuration, the total order, shown names. */

import type { CheckedDiagnostic, CheckInputs, Profile } from "../check-types.ts";
import { compareDiagnostics, type Diagnostic, primaryLabel, type Severity } from "../diagnostic.ts";
import type { SourceFile } from "../source.ts";
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
  return told
    .filter(({ hidesRoute }) => hidesRoute)
    .map((entry) => refusal(entry, "a manifest must not hide a route; --allow-partial leaves the app out"));
}

/** Findings of one template that are listed; what comes after them is counted. */
const maxFindings = 1_000;

/** Levels of the configuration, once each, in the total order, files named as they are shown. */
export function finish(diagnostics: readonly Diagnostic[], inputs: CheckInputs, purpose: Purpose): CheckedDiagnostic[] {
  return bounded(levelled(diagnostics, inputs, purpose));
}

/** The gravest stay. */
function bounded(diagnostics: CheckedDiagnostic[]): CheckedDiagnostic[] {
  if (diagnostics.length <= maxFindings) return diagnostics;
  const grave = ["error", "warning", "info"].flatMap((level) =>
    diagnostics.filter(({ severity }) => severity === level),
  );
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
  return [...grave.slice(0, maxFindings), more].sort(compareDiagnostics);
}

function levelled(diagnostics: readonly Diagnostic[], inputs: CheckInputs, purpose: Purpose): CheckedDiagnostic[] {
  const result: CheckedDiagnostic[] = [];
  const seen = new Set<string>();
  const files = shownFiles(inputs);
  for (const diagnostic of diagnostics.map((item) => renamed(item, files)).sort(compareDiagnostics)) {
    const level = inputs.ruleLevel(diagnostic.rule, primaryLabel(diagnostic).file.name) ?? defaultLevel(diagnostic);
    if (level === "off") continue;
    const key = `${placeKey(diagnostic)}\n${diagnostic.headline}`;
    if (seen.has(key)) continue;
    seen.add(key);
    result.push({
      ...diagnostic,
      severity: purpose === "compile" && refusesManifest(diagnostic, inputs) ? "error" : level,
    });
  }
  return result;
}

/** What a rule says by itself: some of its findings are graver than others. */
function defaultLevel(diagnostic: Diagnostic): Severity | "off" {
  return isOff(diagnostic.rule) ? "off" : diagnostic.severity;
}

/** A module that isn't loaded may have apps; what is secret must not be in a manifest. */
function refusesManifest({ rule }: Diagnostic, inputs: CheckInputs): boolean {
  return rule === "sensitive-exposed" || (rule === "module-not-loaded" && !inputs.allowPartial);
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

function renamed(diagnostic: Diagnostic, file: Rename): Diagnostic {
  return {
    ...diagnostic,
    labels: diagnostic.labels.map((label) => ({ ...label, file: file(label.file) })),
    ...(diagnostic.fix
      ? { fix: { ...diagnostic.fix, edits: diagnostic.fix.edits.map((edit) => ({ ...edit, file: file(edit.file) })) } }
      : {}),
    ...(diagnostic.trail ? { trail: diagnostic.trail.map((step) => ({ ...step, file: file(step.file) })) } : {}),
  };
}
