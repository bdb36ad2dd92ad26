/** The last lines of the human output: counts, what can be fixed, and the ledger in one line. */

import { compareText } from "../diagnostic.ts";
import type { Report } from "./types.ts";

export function summaryLines(report: Report): readonly string[] {
  return [
    countsLine(report),
    fixableLine(report),
    ledgerLine(report),
    report.templates.some(({ choices }) => choices.widened) &&
      "choices widened: some combinations of parameters were not looked at one by one, see --max-choices",
    unchosenLine(report),
    report.templates.some(({ wildcardUnknown, unchosenProfiles }) => wildcardUnknown && !unchosenProfiles) &&
      "hostnames end in {wildcard}: no wildcardAccessUrl is stated, see --wildcard-access-url",
  ].filter(isText);
}

/** "judged without a profile: choose "dev" or "prod" with --profile, or set defaultProfile" */
function unchosenLine({ templates }: Report): string | null {
  const names = new Set(templates.flatMap(({ unchosenProfiles }) => unchosenProfiles ?? []));
  if (names.size === 0) return null;
  const choices = [...names].sort(compareText).map((name) => JSON.stringify(name));
  return `judged without a profile: choose ${choices.join(" or ")} with --profile, or set defaultProfile`;
}

/** "2 errors, 1 warning in 3 templates (2 suppressed)" */
export function countsLine(report: Report): string {
  const { suppressed, baselined, fixed, templates } = report.summary;
  const hidden = [
    fixed !== undefined && `${fixed} fixed`,
    suppressed > 0 && `${suppressed} suppressed`,
    baselined > 0 && `${baselined} in the baseline`,
  ];
  const where = `in ${templates === 1 ? "1 template" : `${templates} templates`}`;
  const notCounted = hidden.filter(isText).join(", ");
  return `${foundText(report)} ${where}${notCounted && ` (${notCounted})`}`;
}

/** "2 errors, 1 warning" */
export function foundText({ summary: { errors, warnings, infos } }: Pick<Report, "summary">): string {
  const found = [counted(errors, "error"), counted(warnings, "warning"), counted(infos, "info")].filter(isText);
  return found.length > 0 ? found.join(", ") : "no problems";
}

/** "3 fixable with --fix, 1 more with --unsafe-fixes"; null when there is nothing to fix. */
function fixableLine(report: Report): string | null {
  const fixes = report.diagnostics.flatMap(({ fix, suppressed }) => (fix && !suppressed ? [fix] : []));
  const safe = fixes.filter((fix) => fix.safe).length;
  const unsafe = fixes.length - safe;
  if (safe === 0) return unsafe === 0 ? null : `${unsafe} fixable with --unsafe-fixes`;
  return `${safe} fixable with --fix${unsafe === 0 ? "" : `, ${unsafe} more with --unsafe-fixes`}`;
}

/** "37 apps: 33 decided, 3 depend on a choice, 1 unknown; 2 modules not loaded"; null when there are none. */
export function ledgerLine(report: Report): string | null {
  const sum = { total: 0, decided: 0, byChoice: 0, unknown: 0 };
  for (const { apps } of report.templates) {
    sum.total += apps.total;
    sum.decided += apps.decided;
    sum.byChoice += apps.byChoice;
    sum.unknown += apps.unknown;
  }
  const parts = [
    `${sum.decided} decided`,
    sum.byChoice > 0 && `${sum.byChoice} ${sum.byChoice === 1 ? "depends" : "depend"} on a choice`,
    sum.unknown > 0 && `${sum.unknown} unknown`,
  ];
  const apps = sum.total > 0 && `${counted(sum.total, "app")}: ${parts.filter(isText).join(", ")}`;
  const modules = counted(modulesNotLoaded(report), "module");
  const both = [apps, modules !== null && `${modules} not loaded`].filter(isText);
  return both.length === 0 ? null : both.join("; ");
}

/** Their entries of the ledger are about the call's `source`. */
function modulesNotLoaded({ templates }: Report): number {
  return templates
    .flatMap(({ unresolved }) => unresolved)
    .filter(({ address, attribute }) => attribute === "source" && /(^|\.)module\.[^.]+$/.test(address)).length;
}

function counted(count: number, noun: string): string | null {
  return count === 0 ? null : `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function isText(part: string | false | null): part is string {
  return typeof part === "string";
}
