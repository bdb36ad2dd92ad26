/** For people at a terminal or reading a log: rustc's shape. */

import type { Fix, Label } from "../diagnostic.ts";
import { lineText, positionAt } from "../source.ts";
import { neutralised } from "./display-width.ts";
import { excerptRows } from "./excerpt.ts";
import { showLine } from "./line.ts";
import { type Paint, paintFor } from "./paint.ts";
import { countsLine, ledgerLine } from "./summary.ts";
import type { Report, ReportDiagnostic } from "./types.ts";

export interface HumanOptions {
  readonly color: boolean;
  /** Columns of the terminal; lines of source are cut to it. */
  readonly width: number;
  /** Findings only: no summary. */
  readonly quiet: boolean;
  /** The ledger entry by entry, and suppressed findings. */
  readonly verbose: boolean;
}

/** Empty when quiet and nothing was found; otherwise ends with a line break. */
export function renderHuman(report: Report, options: HumanOptions): string {
  const shown = report.diagnostics.filter((diagnostic) => options.verbose || !diagnostic.suppressed);
  // A line with a secret in it may be shown for another reason, too.
  const secrets = report.diagnostics.flatMap(({ labels }) => labels.filter(({ secret }) => secret));
  let out = "";
  for (const diagnostic of shown) out += `${diagnosticRows(diagnostic, options, secrets).join("\n")}\n\n`;
  if (options.quiet) return out;
  if (options.verbose) for (const row of ledgerRows(report)) out += `${row}\n`;
  if (report.templates.some((template) => template.choices.widened)) {
    out += "some combinations of parameters were not looked at one by one: see --max-choices\n";
  }
  const ledger = ledgerLine(report);
  return `${out}${countsLine(report)}\n${ledger ? `${ledger}\n` : ""}`;
}

function diagnosticRows(
  diagnostic: ReportDiagnostic,
  options: HumanOptions,
  secrets: readonly Label[],
): readonly string[] {
  const paint = paintFor(options.color, diagnostic.severity);
  const heading = `${diagnostic.severity}[${diagnostic.rule}]`;
  const rows = [`${paint.heading(heading)}${paint.headline(`: ${neutralised(diagnostic.headline)}`)}`];
  const excerpt = excerptRows(diagnostic.labels, options.width, paint, secrets);
  const facts = factsOf(diagnostic);
  rows.push(...excerpt.rows);
  const indent = " ".repeat(excerpt.gutter);
  if (facts.length > 0) rows.push(paint.gutter(`${indent} |`));
  for (const [keyword, text] of facts) {
    rows.push(`${indent} ${paint.gutter("=")} ${paint.keyword(`${keyword}:`)} ${neutralised(text)}`);
  }
  if (diagnostic.fix) rows.push(...fixRows(diagnostic.fix, excerpt.gutter, options.width, paint));
  return rows;
}

type Fact = readonly [keyword: "note" | "help" | "fix" | "unsafe fix" | "suppressed", text: string];

function factsOf(diagnostic: ReportDiagnostic): readonly Fact[] {
  const facts: Fact[] = [];
  const choice = witnessText(diagnostic);
  if (choice) facts.push(["note", choice]);
  if (diagnostic.profiles) facts.push(["note", `with profile ${diagnostic.profiles.join(", ")}`]);
  for (const step of diagnostic.trail ?? []) {
    const { line, column } = positionAt(step.file, step.span.start);
    facts.push(["note", `${step.text} (${step.file.name}:${line}:${column})`]);
  }
  for (const note of diagnostic.notes) facts.push(["note", note]);
  if (diagnostic.help) facts.push(["help", diagnostic.help]);
  if (diagnostic.fix) facts.push([diagnostic.fix.safe ? "fix" : "unsafe fix", decapitalised(diagnostic.fix.title)]);
  const { suppressed } = diagnostic;
  if (suppressed) facts.push(["suppressed", suppressed.reason ?? "in the baseline"]);
  return facts;
}

/** Titles of fixes are an editor's: "Write …". */
function decapitalised(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** "when `ide` is "jetbrains" and `share` is "public"" */
export function witnessText(diagnostic: ReportDiagnostic): string | null {
  const answers = Object.entries(diagnostic.witness ?? {});
  if (answers.length === 0) return null;
  return `when ${answers.map(([name, answer]) => `\`${name}\` is ${JSON.stringify(answer)}`).join(" and ")}`;
}

/** The line before and after, when the whole fix is within one. */
function fixRows(fix: Fix, gutter: number, width: number, paint: Paint): readonly string[] {
  const [first, ...others] = fix.edits;
  if (!first || others.length > 0 || first.newText.includes("\n")) return [];
  const { line, column } = positionAt(first.file, first.span.start);
  if (positionAt(first.file, first.span.end).line !== line) return [];
  const before = lineText(first.file, line);
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

function ledgerRows(report: Report): readonly string[] {
  return report.templates.flatMap((template) =>
    template.unresolved.map((entry) => {
      const { file, line, column } = entry.source;
      const what = neutralised(`${entry.address}.${entry.attribute}: ${entry.reason}`);
      return `unknown: ${what} (${neutralised(file)}:${line}:${column})`;
    }),
  );
}
