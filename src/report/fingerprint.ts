/**
 * What a baseline and a code-scanning service know a finding by. It outlives moved lines and changed blanks: it is made
 * of the rule, the template, the file within it, and the text that is marked with the line around it.
 */

import { type Diagnostic, primaryLabel } from "../diagnostic.ts";
import { lineText, positionAt } from "../source.ts";
import type { Digest, ReportDiagnostic } from "./types.ts";

/** One for each diagnostic, in their order; no two are the same. */
export function fingerprints(diagnostics: readonly ReportDiagnostic[], digest: Digest): readonly string[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const identity = identityOf(diagnostic);
    const occurrence = seen.get(identity) ?? 0;
    seen.set(identity, occurrence + 1);
    return digest(`${identity}\0${occurrence}`).slice(0, 32);
  });
}

function identityOf(diagnostic: ReportDiagnostic): string {
  return [diagnostic.rule, diagnostic.template, primaryLabel(diagnostic).file.name, ...markedTexts(diagnostic)].join(
    "\0",
  );
}

/** The line of a finding and what is marked in it, whatever blanks are in them. */
export function markedTexts(diagnostic: Diagnostic): readonly [line: string, marked: string] {
  const { file, span } = primaryLabel(diagnostic);
  const line = lineText(file, positionAt(file, span.start).line).replaceAll(/\s+/g, " ").trim();
  const marked = file.text
    .slice(span.start, Math.min(span.end, span.start + 200))
    .replaceAll(/\s+/g, " ")
    .trim();
  return [line.slice(0, 1000), marked];
}
