/** What `verify` finds, as plain data: the document of `--format json`, and what the text is written from. */

/** One clause that names what is wrong, with the place that it is about. */
export interface SchemaProblem {
  /** JSON pointer into the manifest; "" for all of it. */
  readonly path: string;
  readonly message: string;
}

/** A field of the manifest that a fresh compilation writes differently. */
export interface Difference {
  /** `app dev/logs`, `agent dev`, `parameter ide`, `source main.tf`, `unresolved …`; null for the manifest itself. */
  readonly subject: string | null;
  /** `share.effective`; null: the whole subject is there in one of the two only. */
  readonly field: string | null;
  /** JSON; absent where there is none. */
  readonly manifest?: unknown;
  readonly compiled?: unknown;
}

/** A file that HashiCorp's parser reads in another way. */
export interface Disagreement {
  readonly file: string;
  readonly message: string;
}

export type Verdict = "equal" | "unknown" | "contradiction";

/** An attribute of an app (or what the plan was made with), in the plan and here. */
export interface PlanComparison {
  readonly address: string;
  readonly attribute: string;
  readonly verdict: Verdict;
  /** JSON; absent where there is none. */
  readonly planned?: unknown;
  readonly ours?: unknown;
  /** Why it isn't known, on either side. */
  readonly reason?: string;
}

export interface SchemaCheck {
  readonly ok: boolean;
  readonly problems: readonly SchemaProblem[];
}

export interface CompilationCheck {
  readonly ok: boolean;
  /** Of the compiler that wrote the manifest, and of this one. */
  readonly writtenBy: string;
  readonly compiledBy: string;
  /** Diagnostics that refuse a fresh manifest. */
  readonly errors: number;
  readonly differences: readonly Difference[];
}

export interface ParserCheck {
  readonly ok: boolean;
  readonly files: number;
  /** Files whose syntax it reads and can't write as JSON. */
  readonly unconverted: number;
  readonly disagreements: readonly Disagreement[];
}

export interface PlanCheck {
  readonly ok: boolean;
  /** The file as it was named. */
  readonly source: string;
  readonly kind: "plan" | "state";
  readonly apps: number;
  readonly equal: number;
  readonly unknown: number;
  readonly contradictions: number;
  /** All that aren't equal. */
  readonly comparisons: readonly PlanComparison[];
}

export interface VerifyReport {
  readonly version: 1;
  readonly tool: { readonly name: "templatecheck"; readonly version: string };
  readonly ok: boolean;
  readonly manifest: string;
  readonly template: string;
  readonly schema: SchemaCheck;
  /** Null where an earlier check left nothing to look at. */
  readonly compilation: CompilationCheck | null;
  readonly parser: ParserCheck | null;
  readonly plans: readonly PlanCheck[];
}
