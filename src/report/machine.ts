/** What the formats of other programs are made from, besides the report. */

import { type Label, primaryLabel, type RuleId, type Severity } from "../diagnostic.ts";
import { positionAt } from "../source.ts";
import { neutralised } from "./display-width.ts";
import { detailsOf } from "./facts.ts";
import { type Finding, templatesText } from "./findings.ts";
import { repositoryPath } from "./repository-path.ts";
import type { Digest } from "./types.ts";

export interface MachineOptions {
  readonly toolVersion: string;
  readonly digest: Digest;
  /** Where the command ran, relative to the repository's root; "" for the root itself. */
  readonly directory: string;
  /** What was asked about, relative to the repository's root; "" for all of it. */
  readonly subject: string;
  readonly rule: (rule: RuleId) => RuleFacts;
  /** From this severity on a finding is a failure. */
  readonly failLevel: Severity;
  /** The address of a line of a file (relative to the repository's root); null where there is none. */
  readonly sourceAddress: (path: string, line: number) => string | null;
}

export interface RuleFacts {
  /** One sentence without a period. */
  readonly title: string;
  readonly why: string;
  readonly severity: Severity;
  /** Only on where a configuration says so. */
  readonly off: boolean;
  readonly group: string;
  /** It is about who can open something. */
  readonly security: boolean;
}

/** In lines and columns from 1, columns in UTF-16. */
export interface Place {
  /** Relative to the repository's root. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function placeOf({ file, span }: Pick<Label, "file" | "span">, { directory }: MachineOptions): Place {
  const start = positionAt(file, span.start);
  const end = positionAt(file, span.end);
  return {
    path: repositoryPath(file.name, directory),
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

/** The headline and what is said below the source, as lines that are safe to show. */
export function messageLines(finding: Finding): readonly string[] {
  const { diagnostic } = finding;
  const label = primaryLabel(diagnostic).text;
  const templates = templatesText(finding);
  const lines = [diagnostic.headline, label, ...detailsOf(diagnostic), templates ?? ""];
  return lines.filter((line) => line !== "").map(neutralised);
}

/** `path:line:column: severity[rule]: headline` */
export function compactLine({ diagnostic }: Finding, options: MachineOptions): string {
  const { path, line, column } = placeOf(primaryLabel(diagnostic), options);
  return neutralised(`${path}:${line}:${column}: ${diagnostic.severity}[${diagnostic.rule}]: ${diagnostic.headline}`);
}
