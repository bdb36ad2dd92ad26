/** Findings as the protocol has them. */

import type { CodeDescription, Diagnostic, DiagnosticRelatedInformation, Location } from "vscode-languageserver";
import type { CheckedDiagnostic } from "../check-types.ts";
import { primaryLabel, type RuleId, type Severity } from "../diagnostic.ts";
import type { SourceFile, Span } from "../source.ts";
import { rangeOf, withoutMark } from "./positions.ts";

/** Where files are, and which of them the editor has open. */
export interface Places {
  uri(file: SourceFile): string;
  isOpen(file: SourceFile): boolean;
  /** The address of a rule's page; null when there is none. */
  page(rule: RuleId): string | null;
}

const severities: Readonly<Record<Severity, 1 | 2 | 3>> = { error: 1, warning: 2, info: 3 };
/** LSP 3.17, DiagnosticTag. */
const unnecessary = 1;
const deprecated = 2;

export function locationOf(file: SourceFile, span: Span, places: Places): Location {
  const range = rangeOf(file, span);
  return { uri: places.uri(file), range: places.isOpen(file) ? range : withoutMark(file, range) };
}

/** By the document that they stand in. Suppressed ones are left out. */
export function protocolDiagnostics(
  diagnostics: readonly CheckedDiagnostic[],
  places: Places,
): ReadonlyMap<string, readonly Diagnostic[]> {
  const byDocument = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    if (diagnostic.suppressed) continue;
    const { file, span } = primaryLabel(diagnostic);
    const { uri, range } = locationOf(file, span, places);
    const known = byDocument.get(uri);
    const converted = { ...convert(diagnostic, places), range };
    if (known) known.push(converted);
    else byDocument.set(uri, [converted]);
  }
  return byDocument;
}

function convert(diagnostic: CheckedDiagnostic, places: Places): Omit<Diagnostic, "range"> {
  const related = relatedOf(diagnostic, places);
  const tags = tagsOf(diagnostic);
  const page = places.page(diagnostic.rule);
  const codeDescription: CodeDescription | null = page === null ? null : { href: page };
  return {
    severity: severities[diagnostic.severity],
    source: "templatecheck",
    code: diagnostic.rule,
    message: messageOf(diagnostic),
    ...(codeDescription && { codeDescription }),
    ...(related.length > 0 && { relatedInformation: related }),
    ...(tags.length > 0 && { tags }),
  };
}

/** The headline, then what else there is to know, one line each. */
export function messageOf(diagnostic: CheckedDiagnostic): string {
  const { headline, notes, help, witness, profiles } = diagnostic;
  const own = primaryLabel(diagnostic).text;
  const answers = Object.entries(witness ?? {}).map(([name, answer]) => `\`${name}\` is ${JSON.stringify(answer)}`);
  return [
    headline,
    ...(own === "" ? [] : [own]),
    ...(answers.length > 0 ? [`when ${answers.join(" and ")}`] : []),
    ...(profiles ? [`for ${profiles.join(", ")}`] : []),
    ...notes.map((note) => `note: ${note}`),
    ...(help === undefined ? [] : [`help: ${help}`]),
  ].join("\n");
}

function relatedOf(diagnostic: CheckedDiagnostic, places: Places): DiagnosticRelatedInformation[] {
  const primary = primaryLabel(diagnostic);
  const labels = diagnostic.labels
    .filter((label) => label !== primary)
    .map(({ file, span, text }) => ({ location: locationOf(file, span, places), message: text || "see also" }));
  const trail = (diagnostic.trail ?? []).map(({ file, span, text }) => ({
    location: locationOf(file, span, places),
    message: text,
  }));
  return [...labels, ...trail];
}

const unused: ReadonlySet<RuleId> = new Set(["suppression-unused", "suppression-expired", "app-share-no-effect"]);

function tagsOf({ rule }: CheckedDiagnostic): (1 | 2)[] {
  if (unused.has(rule)) return [unnecessary];
  return rule.includes("deprecated") ? [deprecated] : [];
}
