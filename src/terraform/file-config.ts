/** What one file declares, before overrides are merged: null is what isn't written. */

import type { Block } from "../hcl/tree.ts";
import type { TypeDefaults } from "../hcl/type-constraint.ts";
import type { Type } from "../hcl/types.ts";
import type { SourceFile, Span } from "../source.ts";
import type {
  CheckConfig,
  CheckRule,
  Declared,
  DependsOn,
  LocalConfig,
  ModuleCallConfig,
  ModuleConfig,
  PlacedAttribute,
  ProviderConfig,
  ProviderRequirement,
  ResourceConfig,
} from "./config.ts";

export interface VariableDraft extends Declared {
  readonly name: string;
  readonly type: { readonly type: Type; readonly defaults: TypeDefaults | null } | null;
  readonly default: PlacedAttribute | null;
  readonly nullable: boolean | null;
  readonly sensitive: boolean | null;
  readonly ephemeral: boolean | null;
  readonly validations: readonly CheckRule[];
}

export interface OutputDraft extends Declared {
  readonly name: string;
  readonly value: PlacedAttribute | null;
  readonly sensitive: boolean | null;
  readonly ephemeral: boolean | null;
  readonly dependsOn: readonly DependsOn[];
  readonly preconditions: readonly CheckRule[];
}

export interface RequiredProvidersBlock extends Declared {
  readonly providers: ReadonlyMap<string, ProviderRequirement>;
}

/** `backend`, `cloud`: a module has one of both. */
export interface StateBlock extends Declared {
  readonly kind: "backend" | "cloud";
}

export interface NamedBlock extends Declared {
  /** By which there may be one only. */
  readonly id: string;
  readonly block: Block;
}

export interface FileConfig {
  readonly file: SourceFile;
  readonly variables: VariableDraft[];
  readonly locals: LocalConfig[];
  readonly outputs: OutputDraft[];
  readonly calls: ModuleCallConfig[];
  readonly resources: ResourceConfig[];
  readonly requiredVersions: ModuleConfig["requiredVersions"][number][];
  readonly requiredProviders: RequiredProvidersBlock[];
  readonly providers: ProviderConfig[];
  readonly providerMetas: NamedBlock[];
  readonly stateBlocks: StateBlock[];
  readonly checks: CheckConfig[];
  readonly actions: NamedBlock[];
  /** `moved`, `removed`, `import`. */
  readonly others: Block[];
}

export function emptyFileConfig(file: SourceFile): FileConfig {
  return {
    file,
    variables: [],
    locals: [],
    outputs: [],
    calls: [],
    resources: [],
    requiredVersions: [],
    requiredProviders: [],
    providers: [],
    providerMetas: [],
    stateBlocks: [],
    checks: [],
    actions: [],
    others: [],
  };
}

/** The span that a duplicate is told at. */
export function placeOf(declared: Declared): { readonly file: SourceFile; readonly span: Span } {
  return { file: declared.file, span: declared.header };
}
