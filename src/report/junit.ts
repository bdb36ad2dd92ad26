/** JUnit's XML: a suite for each file with findings, and one that passes for each template without any. */

import { primaryLabel, type Severity } from "../diagnostic.ts";
import { neutralised } from "./display-width.ts";
import { defaultReason } from "./facts.ts";
import { type Finding, findingsOf } from "./findings.ts";
import { compactLine, type MachineOptions, messageLines, placeOf } from "./machine.ts";
import { repositoryPath } from "./repository-path.ts";
import type { Report } from "./types.ts";
import { element, type XmlElement, xmlDocument } from "./xml.ts";

interface Case {
  readonly element: XmlElement;
  readonly outcome: "failed" | "skipped" | "passed";
}

export function renderJunit(report: Report, options: MachineOptions): string {
  const byFile = new Map<string, Finding[]>();
  for (const finding of findingsOf(report, options.digest)) {
    const { path } = placeOf(primaryLabel(finding.diagnostic), options);
    byFile.set(path, [...(byFile.get(path) ?? []), finding]);
  }
  const wrong = new Set(report.diagnostics.map(({ template }) => template));
  const suites = [
    ...[...byFile].map(([path, findings]) => ({ name: path, cases: casesOf(path, findings, options) })),
    // Some viewers take a file without tests for a failure.
    ...report.templates
      .filter(({ path }) => !wrong.has(path))
      .map(({ path }) => {
        const name = repositoryPath(path, options.directory);
        return { name, cases: [passing(name)] };
      }),
  ];
  const all = suites.flatMap(({ cases }) => cases);
  const children = suites.map(({ name, cases }) =>
    element(
      "testsuite",
      { name: neutralised(name), ...countsOf(cases) },
      cases.map((one) => one.element),
    ),
  );
  return xmlDocument(element("testsuites", { name: "templatecheck", ...countsOf(all) }, children));
}

function countsOf(cases: readonly Case[]): Readonly<Record<string, number>> {
  const count = (outcome: Case["outcome"]): number => cases.filter((one) => one.outcome === outcome).length;
  return { tests: cases.length, failures: count("failed"), errors: 0, skipped: count("skipped") };
}

function passing(name: string): Case {
  return { element: element("testcase", { name: "no problems", classname: neutralised(name) }), outcome: "passed" };
}

/** Named by what is found, not by where: then they are the same when lines move. */
function casesOf(path: string, findings: readonly Finding[], options: MachineOptions): readonly Case[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { rule, headline } = finding.diagnostic;
    const name = neutralised(`${rule}: ${headline}`);
    const occurrence = (seen.get(name) ?? 0) + 1;
    seen.set(name, occurrence);
    return caseOf(path, occurrence === 1 ? name : `${name} (${occurrence})`, finding, options);
  });
}

const order: readonly Severity[] = ["info", "warning", "error"];

function caseOf(path: string, name: string, finding: Finding, options: MachineOptions): Case {
  const { severity, headline, suppressed } = finding.diagnostic;
  const { line } = placeOf(primaryLabel(finding.diagnostic), options);
  const attributes = { name, classname: neutralised(path), file: neutralised(path), line };
  const testcase = (child: XmlElement): XmlElement => element("testcase", attributes, [child]);
  if (suppressed) {
    const message = suppressed.reason ?? defaultReason(suppressed.kind);
    return { element: testcase(element("skipped", { message: neutralised(message) })), outcome: "skipped" };
  }
  const text = [compactLine(finding, options), ...messageLines(finding).slice(1)];
  if (order.indexOf(severity) < order.indexOf(options.failLevel)) {
    return { element: testcase(element("system-out", {}, text)), outcome: "passed" };
  }
  const message = neutralised(headline);
  return { element: testcase(element("failure", { type: severity, message }, text)), outcome: "failed" };
}
