/** What labels mark as secret must not be shown, neither where it is marked nor where a message or another line repeats it. */

import type { Diagnostic, Label } from "../diagnostic.ts";
import type { SourceFile } from "../source.ts";
import type { ReportDiagnostic } from "./types.ts";

export interface Secrets {
  /** The source from `start` to `end`, an asterisk for each code unit of a secret. */
  source(file: SourceFile, start: number, end: number): string;
  /** A text of ours that may quote the source. */
  text(text: string): string;
}

const noSecrets: Secrets = {
  source: ({ text }, start, end) => text.slice(start, end),
  text: (text) => text,
};

export function secretsOf(diagnostics: readonly Diagnostic[]): Secrets {
  const labels = diagnostics.flatMap((diagnostic) => diagnostic.labels.filter(({ secret }) => secret));
  if (labels.length === 0) return noSecrets;
  const byFile = new Map<string, Label[]>();
  // By name: templates that share a module have each read it.
  for (const label of labels) byFile.set(label.file.name, [...(byFile.get(label.file.name) ?? []), label]);
  const repeated = repetitions(labels);
  const text = (shown: string): string => (repeated ? shown.replaceAll(repeated, asterisks) : shown);
  return {
    text,
    source(file, start, end) {
      let shown = file.text.slice(start, end);
      for (const { span } of byFile.get(file.name) ?? []) {
        const from = Math.max(0, span.start - start);
        const to = Math.min(shown.length, span.end - start);
        if (from < to) shown = shown.slice(0, from) + asterisks(shown.slice(from, to)) + shown.slice(to);
      }
      return text(shown);
    },
  };
}

function asterisks(text: string): string {
  return "*".repeat(text.length);
}

/** Shorter ones may be words of a name, like "postgres": they count only where they stand alone. */
const unmistakable = 12;

function repetitions(labels: readonly Label[]): RegExp | null {
  const texts = new Set<string>();
  for (const { file, span } of labels) {
    const written = file.text.slice(span.start, span.end);
    if (written !== "") texts.add(written).add(unescaped(written));
  }
  if (texts.size === 0) return null;
  const longestFirst = [...texts].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return new RegExp(longestFirst.map(alternative).join("|"), "g");
}

function alternative(text: string): string {
  const literal = text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return text.length >= unmistakable ? literal : `(?<![\\w.-])${literal}(?![\\w-])`;
}

/** What a message quotes is the value, which is written with escapes. */
function unescaped(written: string): string {
  return written
    .replaceAll(/\\(["\\])/g, "$1")
    .replaceAll("$${", "${")
    .replaceAll("%%{", "%{");
}

/** The diagnostic without secrets in its texts; a fix that would write one isn't shown. */
export function withoutSecrets(diagnostic: ReportDiagnostic, secrets: Secrets): ReportDiagnostic {
  if (secrets === noSecrets) return diagnostic;
  const { headline, labels, notes, help, witness, trail, fix, suppressed, ...rest } = diagnostic;
  const hide = secrets.text;
  return {
    ...rest,
    headline: hide(headline),
    labels: labels.map((label) => ({ ...label, text: hide(label.text) })),
    notes: notes.map(hide),
    ...(help !== undefined && { help: hide(help) }),
    ...(witness && { witness: Object.fromEntries(Object.entries(witness).map(([name, text]) => [name, hide(text)])) }),
    ...(trail && { trail: trail.map((step) => ({ ...step, text: hide(step.text) })) }),
    ...(fix?.edits.every(({ newText }) => hide(newText) === newText) && { fix: { ...fix, title: hide(fix.title) } }),
    ...(suppressed && { suppressed: { ...suppressed, ...(suppressed.reason && { reason: hide(suppressed.reason) }) } }),
  };
}
