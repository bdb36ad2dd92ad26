/** The last lines of the human output: counts, and the ledger in one line. */

import type { Report } from "./types.ts";

/** "2 errors, 1 warning in 3 templates (2 suppressed)" */
export function countsLine(report: Report): string {
  const { errors, warnings, infos, suppressed, baselined, templates } = report.summary;
  const found = [counted(errors, "error"), counted(warnings, "warning"), counted(infos, "info")].filter(isText);
  const hidden = [suppressed > 0 && `${suppressed} suppressed`, baselined > 0 && `${baselined} in the baseline`];
  const where = `in ${templates === 1 ? "1 template" : `${templates} templates`}`;
  const notCounted = hidden.filter(isText).join(", ");
  return `${found.length > 0 ? found.join(", ") : "no problems"} ${where}${notCounted && ` (${notCounted})`}`;
}

/** "37 apps: 33 decided, 3 depend on a choice, 1 unknown"; null when there are none. */
export function ledgerLine(report: Report): string | null {
  const sum = { total: 0, decided: 0, byChoice: 0, unknown: 0 };
  for (const { apps } of report.templates) {
    sum.total += apps.total;
    sum.decided += apps.decided;
    sum.byChoice += apps.byChoice;
    sum.unknown += apps.unknown;
  }
  if (sum.total === 0) return null;
  const parts = [
    `${sum.decided} decided`,
    sum.byChoice > 0 && `${sum.byChoice} ${sum.byChoice === 1 ? "depends" : "depend"} on a choice`,
    sum.unknown > 0 && `${sum.unknown} unknown`,
  ];
  return `${counted(sum.total, "app")}: ${parts.filter(isText).join(", ")}`;
}

function counted(count: number, noun: string): string | null {
  return count === 0 ? null : `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function isText(part: string | false | null): part is string {
  return typeof part === "string";
}
