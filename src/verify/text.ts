/** A verification for people: a line for each check, and below it what is wrong, with both values. */

import { neutralised } from "../report/display-width.ts";
import type { CompilationCheck, Difference, ParserCheck, PlanCheck, PlanComparison, VerifyReport } from "./report.ts";

/** More of one kind are counted. */
const mostShown = 50;
const longestValue = 200;

export function verifyText(report: VerifyReport, verbose: boolean): string {
  const blocks = [
    heading("schema", report.schema.ok, "a manifest of version 1"),
    ...report.schema.problems.map(({ path, message }) => `  ${path === "" ? "the manifest" : path}: ${message}`),
    ...compilationLines(report),
    ...parserLines(report.parser),
    ...report.plans.flatMap((plan) => planLines(plan, verbose)),
  ];
  return `${blocks.map((line) => neutralised(line)).join("\n")}\n`;
}

function heading(check: string, ok: boolean, text: string): string {
  return `${check.padEnd(11)}  ${ok ? "ok" : "WRONG"}: ${text}`;
}

function compilationLines({ compilation, template }: VerifyReport): readonly string[] {
  if (!compilation) return [];
  const { ok, errors, differences, writtenBy, compiledBy } = compilation;
  const versions =
    writtenBy === compiledBy ? [] : [`  note: written by version ${writtenBy}, compiled again by ${compiledBy}`];
  return [
    heading("compilation", ok, ok ? `${template} compiles to the same bytes` : wrongCompilation(compilation, template)),
    ...(errors > 0 ? [] : few(differences.map(differenceLine))),
    ...versions,
  ];
}

function wrongCompilation({ errors, differences }: CompilationCheck, template: string): string {
  if (errors > 0) return `${template} doesn't compile: ${counted(errors, "error")}`;
  if (differences.length === 0)
    return "it says the same as a fresh compilation, in other bytes than the canonical ones";
  return `${counted(differences.length, "difference")} from a fresh compilation of ${template}`;
}

function differenceLine({ subject, field, ...values }: Difference): string {
  const place = [subject, field].filter((part) => part !== null).join(": ");
  const [before, after] = ["manifest" in values, "compiled" in values];
  if (subject?.startsWith("source ") && before && after) return `  ${subject} has changed`;
  if (field === null && before !== after)
    return `  ${place} is only ${before ? "in the manifest" : "in the template now"}`;
  return `  ${place} is ${shown(values.manifest)} in the manifest, ${shown(values.compiled)} compiled now`;
}

function parserLines(parser: ParserCheck | null): readonly string[] {
  if (!parser) return [];
  const { ok, files, unconverted, disagreements } = parser;
  const known = unconverted === 0 ? "" : ` (${unconverted} it can't write as JSON)`;
  return [
    heading(
      "parser",
      ok,
      ok ? `HashiCorp's parser agrees about ${counted(files, "file")}${known}` : "HashiCorp's parser disagrees",
    ),
    ...few(disagreements.map(({ file, message }) => `  ${file}: ${message}`)),
  ];
}

function planLines(plan: PlanCheck, verbose: boolean): readonly string[] {
  const { ok, kind, source, apps, equal, unknown, contradictions, comparisons } = plan;
  const values = `${counted(equal, "value")} of ${counted(apps, "app")} equal, ${unknown} unknown`;
  const wrong = comparisons.filter(({ verdict }) => verdict === "contradiction");
  const open = comparisons.filter(({ verdict }) => verdict === "unknown");
  return [
    heading(kind, ok, `${values}${ok ? "" : `, ${counted(contradictions, "contradiction")}`} (${source})`),
    ...few(wrong.map((comparison) => contradictionLine(comparison, kind))),
    ...(verbose ? few(open.map((comparison) => unknownLine(comparison, kind))) : []),
  ];
}

function contradictionLine(comparison: PlanComparison, kind: PlanCheck["kind"]): string {
  const { address, attribute, planned, ours } = comparison;
  if (attribute === "")
    return `  ${address} is only ${"planned" in comparison ? `in the ${kind}` : address.startsWith("app ") ? "in the manifest" : "in the template"}`;
  return `  ${address}: ${attribute} is ${shown(planned)} in the ${kind}, ${shown(ours)} here`;
}

function unknownLine({ address, attribute, planned, reason }: PlanComparison, kind: PlanCheck["kind"]): string {
  const value = planned === undefined ? "" : ` (${shown(planned)} in the ${kind})`;
  return `  ${address}${attribute === "" ? "" : `: ${attribute}`} is unknown: ${reason ?? "not decided"}${value}`;
}

function few(lines: readonly string[]): readonly string[] {
  return lines.length <= mostShown ? lines : [...lines.slice(0, mostShown), `  and ${lines.length - mostShown} more`];
}

function shown(value: unknown): string {
  if (value === undefined) return "absent";
  const text = JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
