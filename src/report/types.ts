/** What every format renders: the results of one run, in the order of all outputs. */

import type { CheckedDiagnostic, Unresolved } from "../check-types.ts";

export interface Report {
  readonly templates: readonly ReportTemplate[];
  /** By template, file, offset, rule. */
  readonly diagnostics: readonly ReportDiagnostic[];
  readonly summary: Summary;
}

export interface ReportTemplate {
  /** The directory, relative to where the command ran. */
  readonly path: string;
  readonly apps: {
    readonly total: number;
    readonly decided: number;
    readonly byChoice: number;
    readonly unknown: number;
  };
  readonly choices: { readonly count: number; readonly widened: boolean };
  readonly unresolved: readonly Unresolved[];
  /** As in `CheckResult`. */
  readonly wildcardUnknown?: true;
  readonly unchosenProfiles?: readonly string[];
}

export interface ReportDiagnostic extends CheckedDiagnostic {
  /** Path of the template that it was found in. */
  readonly template: string;
}

/** Suppressed and baselined findings count nowhere else. */
export interface Summary {
  readonly files: number;
  readonly templates: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly suppressed: number;
  readonly baselined: number;
  /** Findings that were corrected in the files, and aren't among the others; absent when that wasn't asked for. */
  readonly fixed?: number;
}

/** SHA-256 of the UTF-8 of a text, lower-case hexadecimal. */
export type Digest = (text: string) => string;
