/** What a check of one template is asked and answers: between the compiler and everything that drives it or prints. */

import type { Diagnostic, RuleId, Severity } from "./diagnostic.ts";
import type { RegexEngine } from "./hcl/regex-engine.ts";
import type { YamlReader } from "./hcl/yaml-reader.ts";
import type { Host } from "./host.ts";
import type { SourceFile } from "./source.ts";

/** Loaded by the caller when they are first asked for: few templates need them. */
export interface Libraries {
  regex(): RegexEngine;
  yaml(): YamlReader;
}

/** What `index.ts` offers, and the command line is tested against. None of it throws; `directory` is a path of the host, "" for its root. */
export interface Core {
  /**
   * All rules, every choice; no manifest. Where `directory` is a file, that is a plan or a state as `terraform show -json`
   * prints it, of one choice, judged by the rules that need no text.
   */
  check(host: Host, directory: string, inputs: CheckInputs, libraries: Libraries): CheckResult;
  /** The same, and the manifest unless something refuses it. */
  compile(host: Host, directory: string, inputs: CheckInputs, libraries: Libraries): CheckResult;
  /** Expressions in the root module, under one choice. */
  evaluator(host: Host, directory: string, inputs: CheckInputs, libraries: Libraries): Evaluator;
  /** The documents of `inspect choices` and `inspect plan`. */
  inspect(
    stage: "choices" | "plan",
    host: Host,
    directory: string,
    inputs: CheckInputs,
    libraries: Libraries,
  ): InspectResult;
  /** The documents of `inspect tokens` and `inspect tree`: of one file, whose name decides the syntax. */
  inspectFile(stage: "tokens" | "tree", name: string, bytes: Uint8Array): object;
}

export interface InspectResult {
  /** JSON. */
  readonly document: object;
  readonly diagnostics: readonly Diagnostic[];
  readonly usageErrors: readonly string[];
}

export interface Evaluator {
  readonly usageErrors: readonly string[];
  evaluate(expression: string): EvaluationAnswer;
}

/** `json` is the value's JSON text with all digits, `type` what Terraform's `type()` prints. */
export type EvaluationAnswer =
  | { readonly json: string; readonly type: string; readonly sensitive?: true }
  | { readonly unknown: string }
  /** `help` is an imperative, or a question. */
  | { readonly error: string; readonly help?: string };

/** Narrow to wide. */
export type ShareLevel = "owner" | "organization" | "authenticated" | "public";

/** A deployment that templates must work on: a profile of the configuration, or the built-in one (`name` null). */
export interface Profile {
  readonly name: string | null;
  /** Undefined: not stated. */
  readonly accessUrl?: string;
  /** Null: the deployment has none. Undefined: not stated. */
  readonly wildcardAccessUrl?: string | null;
  readonly edition: "oss" | "premium";
  /** Undefined: what a `coderd_template` says, else `public` on oss, `owner` on premium. */
  readonly maxShareLevel?: ShareLevel;
  readonly appShare: "clamp" | "exempt";
  readonly pathApps: boolean;
  readonly pathAppSharing: boolean;
  readonly pathAppSiteOwnerAccess: boolean;
  readonly ownerWorkspaceAccess: boolean;
  readonly corsBehavior: "simple" | "passthru";
  /** Characters kept free for workspace and user name. */
  readonly nameBudget: number;
  /** "2.27". Undefined: not stated. */
  readonly coderVersion?: string;
}

export const builtInProfile: Profile = {
  name: null,
  edition: "oss",
  appShare: "clamp",
  pathApps: true,
  pathAppSharing: false,
  pathAppSiteOwnerAccess: false,
  ownerWorkspaceAccess: true,
  corsBehavior: "simple",
  nameBudget: 32,
};

/** `-var` and `-var-file` keep their order: the later one wins. The value is text, read by the variable's type. */
export type VariableArgument =
  | { readonly kind: "value"; readonly name: string; readonly value: string }
  | { readonly kind: "file"; readonly path: string };

/** The configured level of a rule in a file (by its shown name); undefined: its default. */
export type RuleLevel = (rule: RuleId, file: string) => Severity | "off" | undefined;

/** A workspace record of `--workspaces FILE`, as far as names go. */
export interface WorkspaceNames {
  readonly name: string;
  readonly owner: string;
}

/** Everything that a check depends on besides the files of the template. Nothing here is read from the clock. */
export interface CheckInputs {
  readonly variableArguments: readonly VariableArgument[];
  /** `TF_VAR_*` of the environment, by the variable's name. */
  readonly environment: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<string, string>;
  readonly preset: string | null;
  readonly workspace: string | null;
  readonly owner: string | null;
  readonly transition: "start" | "stop";
  /** At least one. `compile` gives exactly one. */
  readonly profiles: readonly Profile[];
  /** The configuration has more of them: what is found for those isn't seen. */
  readonly otherProfiles: boolean;
  /** Pattern of a module's source to a directory, a path of the host. First match wins. */
  readonly moduleMap: ReadonlyMap<string, string>;
  readonly providerVersion: string | null;
  readonly maxChoices: number;
  readonly strictUnknown: boolean;
  /** What can't be decided is left out of the manifest instead of refusing it. */
  readonly allowPartial: boolean;
  /** The template's name in the manifest; null: that of its directory. */
  readonly name: string | null;
  /** "2026-01-31", for `until` of suppressions; null: nothing expires. */
  readonly today: string | null;
  readonly ruleLevel: RuleLevel;
  /** Rules that no comment in a template suppresses. */
  readonly lockedRules: ReadonlySet<RuleId>;
  readonly workspaces: readonly WorkspaceNames[];
  /** A path of the host as it is shown in outputs: relative to where the command runs, "<stdin>" for standard input. */
  readonly shown: (path: string) => string;
}

export const defaultInputs: CheckInputs = {
  variableArguments: [],
  environment: new Map(),
  parameters: new Map(),
  preset: null,
  workspace: null,
  owner: null,
  transition: "start",
  profiles: [builtInProfile],
  otherProfiles: false,
  moduleMap: new Map(),
  providerVersion: null,
  maxChoices: 4096,
  strictUnknown: false,
  allowPartial: false,
  name: null,
  today: null,
  ruleLevel: () => undefined,
  lockedRules: new Set(),
  workspaces: [],
  shown: (path) => path,
};

/** An entry of the ledger: asked for, and could not be decided. */
export interface Unresolved {
  readonly address: string;
  readonly attribute: string;
  readonly reason: string;
  readonly dependsOn: readonly string[];
  readonly slug?: string;
  readonly agent?: string;
  readonly source: { readonly file: string; readonly line: number; readonly column: number };
}

export interface Suppression {
  readonly kind: "inSource" | "baseline";
  readonly reason?: string;
}

export interface CheckedDiagnostic extends Diagnostic {
  /** Absent when it counts. */
  readonly suppressed?: Suppression;
}

export interface CheckResult {
  /** The template's directory as it is shown. */
  readonly directory: string;
  /** Every source file that was read. */
  readonly files: readonly SourceFile[];
  readonly apps: {
    readonly total: number;
    readonly decided: number;
    readonly byChoice: number;
    readonly unknown: number;
  };
  readonly choices: { readonly count: number; readonly widened: boolean };
  readonly unresolved: readonly Unresolved[];
  /** Hostnames of apps end in `{wildcard}`: a profile doesn't state its `wildcardAccessUrl`. */
  readonly wildcardUnknown?: true;
  /** The configuration's profiles, when it has several and nothing says which counts: none did. */
  readonly unchosenProfiles?: readonly string[];
  /** In the total order of `compareDiagnostics`, once each. */
  readonly diagnostics: readonly CheckedDiagnostic[];
  /** What was asked for and isn't there: a parameter or `--var` that the template doesn't declare. One line each; exit code 2. */
  readonly usageErrors: readonly string[];
  /** The manifest's canonical text; null when a diagnostic refuses it, or when only a check was asked for. */
  readonly manifest: string | null;
}
