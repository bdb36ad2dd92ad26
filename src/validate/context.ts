/** What rules may ask. Everything is worked out at most once for a check of one template under one profile. */

import type { CheckInputs, Profile } from "../check-types.ts";
import type { Analysis } from "../coder/analysis.ts";
import type { Decided, DecidedApp } from "../routes/decide.ts";
import type { ShareLevel } from "../routing/share.ts";
import type { ProviderVersion } from "../schema/provider-types.ts";
import type { Constraint } from "../schema/versions.ts";
import type { Assignment } from "../terraform/choice.ts";
import type { ModuleConfig, ModuleNode } from "../terraform/config.ts";
import type { Engine } from "../terraform/engine.ts";

/** A version constraint on the coder provider, of the root or a module. */
export interface ProviderConstraint {
  readonly text: string;
  readonly module: ModuleConfig;
  readonly constraints: readonly Constraint[];
  readonly place: {
    readonly file: ModuleConfig["files"][number];
    readonly span: { readonly start: number; readonly end: number };
  };
}

export interface RuleContext {
  readonly inputs: CheckInputs;
  readonly profile: Profile;
  readonly root: ModuleNode;
  readonly providerVersion: ProviderVersion;
  readonly providerConstraints: readonly ProviderConstraint[];
  /** By the lock file, or for this run. */
  readonly providerPinned: boolean;
  /** A module that stands alone: no agent, nothing to route to; what its caller gives isn't known. */
  readonly alone: boolean;
  /** Values as planned, under the current choice. */
  readonly engine: Engine;
  /** A plan with these answers, by parameter name, and defaults for the others. */
  readonly planWith: (answers: ReadonlyMap<string, string>) => Engine;
  /** The workspace starts. */
  readonly started: Assignment;
  readonly analysis: Analysis;
  readonly templateMaximum: ShareLevel;
  /** Every app under every choice, as it would be served. */
  readonly apps: readonly Decided<DecidedApp>[];
}
