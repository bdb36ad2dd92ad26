/** What the page asks its worker and is answered: data that can be sent. */

import type { Severity } from "../diagnostic.ts";
import type { ReportModel } from "../html/model.ts";
import type { Fact } from "../report/facts.ts";
import type { RuleId } from "../rule-ids.ts";
import type { Project } from "./project.ts";

export interface Question {
  readonly project: Project;
  /** Of the configuration; null: as it says itself. */
  readonly profile: string | null;
  /** "2026-01-31" */
  readonly today: string;
}

/** Offsets count UTF-16 units, lines and columns from 1. */
export interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

export interface Change {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly headline: string;
  readonly place: Place;
  readonly others: readonly { readonly place: Place; readonly text: string }[];
  /** Said at the place itself; may be empty. */
  readonly label: string;
  readonly facts: readonly Fact[];
  readonly fix: { readonly safe: boolean; readonly title: string; readonly changes: readonly Change[] } | null;
  readonly suppressed: boolean;
}

export interface Answer {
  readonly findings: readonly Finding[];
  /** "2 errors, 1 warning" */
  readonly counts: string;
  readonly summary: readonly string[];
  /** Names of the configuration's profiles. */
  readonly profiles: readonly string[];
  /** What `compile` prints; else what it refuses, and sentences about anything else. */
  readonly manifest: {
    readonly text: string | null;
    readonly refusals: readonly Finding[];
    readonly usage: readonly string[];
  };
  readonly report: { readonly model: ReportModel; readonly html: string };
}
