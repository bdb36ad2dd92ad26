/** What is said below the source: when it is so, notes, what to do. */

import type { Diagnostic } from "../diagnostic.ts";
import { positionAt } from "../source.ts";
import type { ReportDiagnostic } from "./types.ts";

export type Fact = readonly [keyword: "note" | "help" | "fix" | "unsafe fix" | "suppressed", text: string];

export function factsOf(diagnostic: ReportDiagnostic): readonly Fact[] {
  const facts: Fact[] = [...circumstances(diagnostic)];
  for (const step of diagnostic.trail ?? []) {
    const { line, column } = positionAt(step.file, step.span.start);
    facts.push(["note", `${step.text} (${step.file.name}:${line}:${column})`]);
  }
  for (const note of diagnostic.notes) facts.push(["note", note]);
  if (diagnostic.help) facts.push(["help", diagnostic.help]);
  if (diagnostic.fix) facts.push([diagnostic.fix.safe ? "fix" : "unsafe fix", decapitalised(diagnostic.fix.title)]);
  const { suppressed } = diagnostic;
  if (suppressed) facts.push(["suppressed", suppressed.reason ?? defaultReason(suppressed.kind)]);
  return facts;
}

/** Lines for a message that has no source beside it; the trail has a place of its own. */
export function detailsOf(diagnostic: ReportDiagnostic): readonly string[] {
  const { notes, help } = diagnostic;
  return [...circumstances(diagnostic).map(([, text]) => text), ...notes, ...(help ? [`help: ${help}`] : [])];
}

function circumstances(diagnostic: Diagnostic): readonly Fact[] {
  const choice = witnessText(diagnostic);
  const facts: Fact[] = choice ? [["note", choice]] : [];
  if (diagnostic.profiles) facts.push(["note", `with profile ${diagnostic.profiles.join(", ")}`]);
  return facts;
}

export function defaultReason(kind: "inSource" | "baseline"): string {
  return kind === "baseline" ? "in the baseline" : "by a comment";
}

/** Titles of fixes are an editor's: "Write …". */
function decapitalised(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** "when `ide` is "jetbrains" and `share` is "public"" */
export function witnessText(diagnostic: Diagnostic): string | null {
  const answers = Object.entries(diagnostic.witness ?? {});
  if (answers.length === 0) return null;
  return `when ${answers.map(([name, answer]) => `\`${name}\` is ${JSON.stringify(answer)}`).join(" and ")}`;
}
