/**
 * A module as its files declare it, before anything is evaluated. Plain data made by `load.ts`.
 */

import type { Attribute, Block, Body, Expression } from "../hcl/tree.ts";
import type { TypeDefaults } from "../hcl/type-constraint.ts";
import type { Type } from "../hcl/types.ts";
import type { SourceFile, Span } from "../source.ts";

/** A declaration's place: the span that names it in messages (`resource "coder_app" "x"`), and its file. */
export interface Declared {
  readonly file: SourceFile;
  /** From the block's type to the end of its last label. */
  readonly header: Span;
}

/** An argument and its file: where an override sets it, that isn't the declaration's. Evaluate it in this file. */
export interface PlacedAttribute extends Attribute {
  readonly file: SourceFile;
}

export interface VariableConfig extends Declared {
  readonly name: string;
  readonly type: Type;
  /** Of `optional(type, default)`; null when there are none. */
  readonly typeDefaults: TypeDefaults | null;
  /** Whether `type` was written: without it any value is taken as it is, but text from the environment stays text. */
  readonly typed: boolean;
  readonly default: PlacedAttribute | null;
  readonly nullable: boolean;
  readonly sensitive: boolean;
  readonly ephemeral: boolean;
  readonly validations: readonly CheckRule[];
}

/** `validation`, `precondition`, `postcondition`, `assert`. */
export interface CheckRule {
  readonly file: SourceFile;
  readonly span: Span;
  readonly condition: Attribute;
  readonly errorMessage: Attribute;
}

export interface LocalConfig {
  readonly name: string;
  readonly file: SourceFile;
  readonly attribute: Attribute;
}

export interface OutputConfig extends Declared {
  readonly name: string;
  readonly value: PlacedAttribute;
  readonly sensitive: boolean;
  readonly ephemeral: boolean;
  readonly dependsOn: readonly DependsOn[];
  readonly preconditions: readonly CheckRule[];
}

export interface ModuleCallConfig extends Declared {
  readonly name: string;
  readonly source: { readonly value: string; readonly span: Span } | null;
  readonly version: { readonly value: string; readonly span: Span } | null;
  readonly count: PlacedAttribute | null;
  readonly forEach: PlacedAttribute | null;
  readonly dependsOn: readonly DependsOn[];
  /** Everything that isn't a meta-argument. */
  readonly arguments: ReadonlyMap<string, PlacedAttribute>;
  /** Those of the block itself, where an override changes it: what the module requires has to be among them. */
  readonly own?: ReadonlyMap<string, PlacedAttribute>;
  /** Which provider configurations the module gets; null without the argument. */
  readonly providers: readonly PassedProvider[] | null;
  /** Where a missing argument would go. */
  readonly endSpan: Span;
}

/** A provider's configuration as it is named in a module: `coder`, `coder.second`. */
export interface ProviderReference {
  readonly file: SourceFile;
  readonly span: Span;
  readonly name: string;
  readonly alias: string | null;
}

export interface PassedProvider {
  readonly inModule: ProviderReference;
  readonly here: ProviderReference;
}

export interface DependsOn {
  readonly file: SourceFile;
  readonly expr: Expression;
  /** The object named: `coder_agent.main`, `data.x.y`, `module.m`, `local.x`, …; null when it couldn't be read (already told). */
  readonly subject: string | null;
}

export type ResourceMode = "managed" | "data" | "ephemeral";

export interface ResourceConfig extends Declared {
  readonly mode: ResourceMode;
  readonly type: string;
  readonly name: string;
  readonly block: Block;
  readonly typeSpan: Span;
  readonly nameSpan: Span;
  readonly count: PlacedAttribute | null;
  readonly forEach: PlacedAttribute | null;
  readonly provider: ProviderReference | null;
  readonly dependsOn: readonly DependsOn[];
  readonly preconditions: readonly CheckRule[];
  readonly postconditions: readonly CheckRule[];
  /** `lifecycle { ignore_changes }`, `replace_triggered_by`: checked against the schema. */
  readonly ignoreChanges: readonly Expression[];
  readonly replaceTriggeredBy: readonly Expression[];
  /** `provisioner` and `connection` blocks, whose expressions may say `self`. */
  readonly provisioners: readonly Block[];
  /** `lifecycle { action_trigger { … } }` (Terraform 1.14). */
  readonly actionTriggers: readonly Block[];
  /** The `check` block that a data source stands in: nothing else may refer to it, and what is wrong with its values is a warning for Terraform. */
  readonly check: string | null;
  /** Bodies without the meta-arguments (those are in `metaArguments`): the block's own, then those of overrides, which win. */
  readonly bodies: readonly Body[];
  /** How many of them are the block's own, where overrides follow. */
  readonly ownBodies?: number;
}

/** Names that mean something to Terraform in every resource, so they aren't the provider's. */
export const metaArguments: readonly string[] = ["count", "for_each", "provider", "depends_on"];
export const metaBlocks: readonly string[] = ["lifecycle", "connection", "provisioner"];

export interface CheckConfig extends Declared {
  readonly id: string;
  readonly block: Block;
  readonly asserts: readonly CheckRule[];
}

export interface ProviderRequirement {
  readonly name: string;
  readonly file: SourceFile;
  readonly span: Span;
  readonly source: string | null;
  /** Configurations that the module's caller must pass. */
  readonly aliases: readonly string[];
  readonly version: { readonly value: string; readonly file: SourceFile; readonly span: Span } | null;
}

export interface ProviderConfig extends Declared {
  readonly name: string;
  readonly alias: string | null;
  readonly block: Block;
  /** It says nothing but an alias. */
  readonly empty: boolean;
}

export interface ModuleConfig {
  /** Directory, relative to the host's root; "" for the root itself. */
  readonly directory: string;
  readonly files: readonly SourceFile[];
  readonly variables: ReadonlyMap<string, VariableConfig>;
  readonly locals: ReadonlyMap<string, LocalConfig>;
  readonly outputs: ReadonlyMap<string, OutputConfig>;
  readonly calls: ReadonlyMap<string, ModuleCallConfig>;
  /** By address in the module: `coder_app.x`, `data.coder_parameter.y`, `ephemeral.t.n`; in source order. */
  readonly resources: ReadonlyMap<string, ResourceConfig>;
  readonly requiredVersions: readonly { readonly value: string; readonly file: SourceFile; readonly span: Span }[];
  readonly requiredProviders: ReadonlyMap<string, ProviderRequirement>;
  readonly providers: readonly ProviderConfig[];
  /** What fails in a `check` is a warning for Terraform; what its expressions refer to must be there. */
  readonly checks: readonly CheckConfig[];
  /** `moved`, `removed`, `import`, `action`: tolerated. */
  readonly otherBlocks: readonly Block[];
}

/** A module and what its calls lead to. */
export interface ModuleNode {
  readonly config: ModuleConfig;
  /** Call names from the root: [] for the root, ["ide", "inner"] for module.ide.module.inner. */
  readonly path: readonly string[];
  readonly parent: ModuleNode | null;
  readonly call: ModuleCallConfig | null;
  readonly children: ReadonlyMap<string, ModuleChild>;
}

export type ModuleChild =
  | { readonly loaded: true; readonly node: ModuleNode }
  /** `absent`: a local directory that isn't there (an error); `remote`: a source that is nowhere on this machine. */
  | {
      readonly loaded: false;
      readonly why: "absent" | "remote" | "cycle" | "budget" | "invalid";
      readonly detail: string;
    };
