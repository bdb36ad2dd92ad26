/** GitHub's workflow commands: annotations in the order of gravity, within what GitHub shows of a step. */

import { primaryLabel, type Severity } from "../diagnostic.ts";
import { neutralised } from "./display-width.ts";
import { counting, type Finding, findingsOf, worstFirst } from "./findings.ts";
import { compactLine, type MachineOptions, messageLines, placeOf } from "./machine.ts";
import type { Report } from "./types.ts";
import { inert } from "./workflow-log.ts";

/** Of each kind; GitHub drops what comes after them. */
const mostOfAKind = 10;

export function renderGithub(report: Report, options: MachineOptions): string {
  const findings = worstFirst(counting(findingsOf(report, options.digest)));
  const shown = annotated(findings, mostOfAKind);
  // The last notice says what is left out, and is one of the ten.
  const fitting = shown.size === findings.length ? shown : annotated(findings, mostOfAKind - 1);
  const commands = findings.filter((finding) => fitting.has(finding)).map((finding) => annotation(finding, options));
  const others = findings.filter((finding) => !fitting.has(finding));
  if (others.length === 0) return lines(commands);
  const log = others.map((finding) => compactLine(finding, options));
  const more = `${others.length} more ${others.length === 1 ? "finding" : "findings"}: see the step's summary or its log`;
  return lines([...commands, ...inert(log, options.digest), `::notice title=templatecheck::${escapedData(more)}`]);
}

function annotated(findings: readonly Finding[], mostNotices: number): ReadonlySet<Finding> {
  const counts: Record<Severity, number> = { error: mostOfAKind, warning: mostOfAKind, info: mostNotices };
  return new Set(findings.filter(({ diagnostic }) => counts[diagnostic.severity]-- > 0));
}

function annotation(finding: Finding, options: MachineOptions): string {
  const { diagnostic } = finding;
  const { path, line, column, endLine, endColumn } = placeOf(primaryLabel(diagnostic), options);
  const properties: (readonly [string, string | number])[] = [
    // Text on standard input is no file of the repository.
    ...(path.startsWith("<")
      ? []
      : ([
          ["file", path],
          ["line", line],
          ["endLine", endLine],
        ] as const)),
    // GitHub ignores columns over several lines, and then the lines as well.
    ...(path.startsWith("<") || line !== endLine
      ? []
      : ([
          ["col", column],
          ["endColumn", endColumn],
        ] as const)),
    ["title", diagnostic.rule],
  ];
  const written = properties.map(([name, value]) => `${name}=${escapedProperty(neutralised(String(value)))}`).join(",");
  return `::${commandOf(diagnostic.severity)} ${written}::${escapedData(messageLines(finding).join("\n"))}`;
}

function commandOf(severity: Severity): "error" | "warning" | "notice" {
  return severity === "info" ? "notice" : severity;
}

function escapedData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function lines(of: readonly string[]): string {
  return of.map((line) => `${line}\n`).join("");
}
