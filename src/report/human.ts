/** For people at a terminal or reading a log: rustc's shape. */

import type { Fix } from "../diagnostic.ts";
import { lineStarts, lineText, positionAt } from "../source.ts";
import { neutralised } from "./display-width.ts";
import { excerptRows } from "./excerpt.ts";
import { factsOf } from "./facts.ts";
import { showLine } from "./line.ts";
import { type Links, linked, noLinks } from "./links.ts";
import { type Paint, paintFor } from "./paint.ts";
import { type Secrets, secretsOf } from "./secrets.ts";
import { summaryLines } from "./summary.ts";
import type { Report, ReportDiagnostic } from "./types.ts";

export interface HumanOptions {
  readonly color: boolean;
  /** Columns of the terminal; lines of source are cut to it. */
  readonly width: number;
  /** Findings only: no summary. */
  readonly quiet: boolean;
  /** The ledger entry by entry, and suppressed findings. */
  readonly verbose: boolean;
  /** Only for terminals that have them; else undefined. */
  readonly links?: Links;
}

/** Empty when quiet and nothing was found; otherwise ends with a line break. */
export function renderHuman(report: Report, options: HumanOptions): string {
  const shown = report.diagnostics.filter((diagnostic) => options.verbose || !diagnostic.suppressed);
  // A line with a secret in it may be shown for another reason, too.
  const secrets = secretsOf(report.diagnostics);
  let out = "";
  for (const diagnostic of shown) out += `${diagnosticRows(diagnostic, options, secrets).join("\n")}\n\n`;
  if (options.quiet) return out;
  const rows = [...(options.verbose ? ledgerRows(report, secrets) : []), ...summaryLines(report)];
  return out + rows.map((row) => `${row}\n`).join("");
}

/** One finding by itself, without colour, as rows. */
export function plainRows(diagnostic: ReportDiagnostic, width: number, secrets: Secrets): readonly string[] {
  return diagnosticRows(diagnostic, { color: false, width, quiet: true, verbose: true }, secrets);
}

function diagnosticRows(diagnostic: ReportDiagnostic, options: HumanOptions, secrets: Secrets): readonly string[] {
  const links = options.links ?? noLinks;
  const paint = paintFor(options.color, diagnostic.severity);
  const heading = `${diagnostic.severity}[${diagnostic.rule}]`;
  const rows = [
    `${linked(paint.heading(heading), links.rule(diagnostic.rule))}${paint.headline(`: ${neutralised(diagnostic.headline)}`)}`,
  ];
  const excerpt = excerptRows(diagnostic.labels, { width: options.width, paint, secrets, links });
  const facts = factsOf(diagnostic);
  rows.push(...excerpt.rows);
  const indent = " ".repeat(excerpt.gutter);
  if (facts.length > 0) rows.push(paint.gutter(`${indent} |`));
  for (const [keyword, text] of facts) {
    rows.push(`${indent} ${paint.gutter("=")} ${paint.keyword(`${keyword}:`)} ${neutralised(text)}`);
  }
  if (diagnostic.fix) rows.push(...fixRows(diagnostic.fix, excerpt.gutter, options.width, paint, secrets));
  return rows;
}

/** The line before and after, when the whole fix is within one. */
function fixRows(fix: Fix, gutter: number, width: number, paint: Paint, secrets: Secrets): readonly string[] {
  const [first, ...others] = fix.edits;
  if (!first || others.length > 0 || first.newText.includes("\n")) return [];
  const { line, column } = positionAt(first.file, first.span.start);
  if (positionAt(first.file, first.span.end).line !== line) return [];
  const start = lineStarts(first.file)[line - 1] ?? 0;
  const before = secrets.source(first.file, start, start + lineText(first.file, line).length);
  const at = column - 1;
  const after = before.slice(0, at) + first.newText + before.slice(at + first.span.end - first.span.start);
  const room = Math.max(20, width - gutter - 3);
  const row = (text: string, to: number): string => showLine(text, at, to, room).text.trimEnd();
  const number = String(line).padStart(gutter);
  const rows = [
    `${number} ${paint.removed(`- ${row(before, at + first.span.end - first.span.start)}`)}`,
    `${number} ${paint.added(`+ ${row(after, at + first.newText.length)}`)}`,
  ];
  return after.trim() === "" ? rows.slice(0, 1) : rows;
}

function ledgerRows(report: Report, secrets: Secrets): readonly string[] {
  return report.templates.flatMap((template) =>
    template.unresolved.map((entry) => {
      const { file, line, column } = entry.source;
      const what = neutralised(`${entry.address}.${entry.attribute}: ${secrets.text(entry.reason)}`);
      return `unknown: ${what} (${neutralised(file)}:${line}:${column})`;
    }),
  );
}
