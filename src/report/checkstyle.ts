/** Checkstyle's XML. */

import { primaryLabel } from "../diagnostic.ts";
import { neutralised } from "./display-width.ts";
import { counting, type Finding, findingsOf } from "./findings.ts";
import { type MachineOptions, messageLines, placeOf } from "./machine.ts";
import type { Report } from "./types.ts";
import { element, type XmlElement, xmlDocument } from "./xml.ts";

export function renderCheckstyle(report: Report, options: MachineOptions): string {
  const byFile = new Map<string, XmlElement[]>();
  for (const finding of counting(findingsOf(report, options.digest))) {
    const { path } = placeOf(primaryLabel(finding.diagnostic), options);
    byFile.set(path, [...(byFile.get(path) ?? []), error(finding, options)]);
  }
  const files = [...byFile].map(([path, errors]) => element("file", { name: neutralised(path) }, errors));
  return xmlDocument(element("checkstyle", { version: "4.3" }, files));
}

function error(finding: Finding, options: MachineOptions): XmlElement {
  const { diagnostic } = finding;
  const { line, column } = placeOf(primaryLabel(diagnostic), options);
  const { severity, rule } = diagnostic;
  const message = messageLines(finding).join("\n");
  return element("error", { line, column, severity, message, source: `templatecheck.${rule}` });
}
