/** For a comment on a pull request and for the summary of a step: a table, and the sources folded away. */

import { primaryLabel, type Severity } from "../diagnostic.ts";
import { witnessText } from "./facts.ts";
import { counting, type Finding, findingsOf, templatesText, worstFirst } from "./findings.ts";
import { plainRows } from "./human.ts";
import { type MachineOptions, placeOf } from "./machine.ts";
import { codeBlock, codeSpan, htmlText, markdownText } from "./markdown-text.ts";
import { secretsOf } from "./secrets.ts";
import { summaryLines } from "./summary.ts";
import type { Report } from "./types.ts";

/** A comment on GitHub has 65,536 characters. */
export const commentLimit = 60_000;
const reserved = 500;
const width = 100;

/** At most `limit` bytes. */
export function renderMarkdown(report: Report, options: MachineOptions, limit: number): string {
  const findings = worstFirst(counting(findingsOf(report, options.digest)));
  const [counts = "", ...others] = summaryLines(report).map(markdownText);
  const about = others.map((line) => `${line}\n\n`).join("");
  const head = `### templatecheck: ${counts}\n\n`;
  const text = new Budget(limit - reserved - bytes(head) - bytes(about));
  const rows = findings.length === 0 ? 0 : text.add([tableHead, ...findings.map((finding) => row(finding, options))]);
  const listed = Math.max(0, rows - 1);
  const left = findings.length - listed;
  if (listed > 0) text.add(["\n"]);
  const secrets = secretsOf(report.diagnostics);
  const details = function* (): Iterable<string> {
    for (const finding of findings.slice(0, listed))
      yield detail(finding, options, plainRows(finding.diagnostic, width, secrets));
  };
  text.add(details());
  const more = left === 0 ? "" : `${left} more ${left === 1 ? "is" : "are"} left out here.\n\n`;
  return `${head}${text.value}${more}${about}`.replace(/\n+$/, "\n");
}

const tableHead = "| | rule | where | what |\n| --- | --- | --- | --- |\n";

function row(finding: Finding, options: MachineOptions): string {
  const { rule, severity, headline } = finding.diagnostic;
  const facts = [witnessText(finding.diagnostic), templatesText(finding)].filter((fact) => fact !== null);
  const what = [headline, ...facts].map(markdownText).join("<br>");
  return `| ${sign(severity)} ${severity} | ${codeSpan(rule)} | ${where(finding, options)} | ${what} |\n`;
}

function where({ diagnostic }: Finding, options: MachineOptions): string {
  const { path, line, column } = placeOf(primaryLabel(diagnostic), options);
  const place = codeSpan(`${path}:${line}:${column}`);
  const address = options.sourceAddress(path, line);
  return address === null ? place : `[${place}](${address})`;
}

function detail({ diagnostic }: Finding, options: MachineOptions, rows: readonly string[]): string {
  const { path, line } = placeOf(primaryLabel(diagnostic), options);
  const summary = `<code>${diagnostic.rule}</code> in <code>${htmlText(`${path}:${line}`)}</code>`;
  return `<details><summary>${summary}</summary>\n\n${codeBlock(rows)}\n</details>\n\n`;
}

function sign(severity: Severity): string {
  switch (severity) {
    case "error":
      return "❌";
    case "warning":
      return "⚠️";
    case "info":
      return "ℹ️";
  }
}

/** Pieces as long as they fit. */
class Budget {
  value = "";
  #left: number;

  constructor(limit: number) {
    this.#left = limit;
  }

  /** How many were taken. */
  add(pieces: Iterable<string>): number {
    let taken = 0;
    for (const piece of pieces) {
      const size = bytes(piece);
      if (size > this.#left) break;
      this.#left -= size;
      this.value += piece;
      taken++;
    }
    return taken;
  }
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
