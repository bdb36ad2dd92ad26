/**
 * An evaluated template as its parts see each other: the engine, module instances, resource instances. Their classes
 * stand in files of their own, which know only these.
 */

import type { FunctionEnvironment, FunctionTable, Scope } from "../hcl/scope.ts";
import type { Block } from "../hcl/tree.ts";
import type { UnknownValue, Value } from "../hcl/value.ts";
import type { SourceFile, Span } from "../source.ts";
import type { InstanceKey } from "./address.ts";
import type { BlockSchema } from "./block-schema.ts";
import type { Budgets } from "./budget.ts";
import type { Cell, Choices } from "./choices.ts";
import type {
  ModuleCallConfig,
  ModuleConfig,
  ModuleNode,
  ResourceConfig,
  ResourceMode,
  VariableConfig,
} from "./config.ts";
import type { Expansion } from "./expansion.ts";
import type { BodyShape, SourcedAttribute } from "./resource-shape.ts";

export type EngineMode = "plan" | "validate";

/** The engine. */
export interface Evaluation {
  readonly mode: EngineMode;
  readonly choices: Choices;
  readonly provider: Provider;
  readonly functions: FunctionTable;
  /** With those of the providers that a module requires. */
  functionsOf(module: ModuleConfig): FunctionTable;
  readonly environment: FunctionEnvironment;
  readonly budgets: Budgets;
  readonly terraformWorkspace: string;
  /** A Terraform before 1.12, which looks at both sides of `&&` and `||`, may run the template. */
  readonly bothSides: boolean;
  readonly root: EvaluatedModule;
  cell<T>(name: string, compute: () => T, onCycle: () => T): Cell<T>;
  spend(amount: number): boolean;
  /** Null for a type that the provider doesn't own or doesn't have. */
  shape(config: ResourceConfig): BodyShape | null;
  rootVariable(config: VariableConfig): GivenValue | null;
  isGiven(variable: string): boolean;
  unsetVariable(config: VariableConfig): Value;
  /** For defaults and variable files, which may name nothing. */
  constantScope(file: SourceFile): Scope;
  compared(unknown: UnknownValue, value: Value): void;
  /** A module's directory as `path.module` gives it. */
  relativeDirectory(directory: string): string;
}

/** What a provider adds to Terraform's language. Terraform's side knows nothing of what the types mean. */
export interface Provider {
  /** Whether types with this name are this provider's. */
  owns(type: string): boolean;
  /** Whether an `import` block may name a resource of this type, which it owns. */
  imports(type: string): boolean;
  /** Null when the provider (in this version) has no such type. */
  schema(mode: ResourceMode, type: string): BlockSchema | null;
  /**
   * What a computed attribute is after planning (a managed resource) or reading (a data source). Undefined: known only
   * after apply. Not asked while a data source has to wait for the apply.
   */
  computed(instance: PlannedResource, attribute: string): Value | undefined;
  /** What an attribute or a type of blocks is after planning or reading, from what is written there. */
  answer(instance: PlannedResource, name: string, written: Value): Value;
}

/** An instance of a module. */
export interface EvaluatedModule {
  readonly engine: Evaluation;
  readonly node: ModuleNode;
  readonly parent: EvaluatedModule | null;
  readonly key: InstanceKey;
  /** "" for the root. */
  readonly address: string;
  scope(file: SourceFile, repetition?: Repetition, self?: Value | null): Scope;
  variable(config: VariableConfig): Cell<Value>;
  local(name: string): Cell<Value> | null;
  output(name: string): Cell<Value> | null;
  callExpansion(call: ModuleCallConfig): Cell<Expansion>;
  /** The instances of a call under the current choice; one without key when the expansion isn't known. */
  children(call: ModuleCallConfig): readonly EvaluatedModule[];
  child(call: ModuleCallConfig, key: InstanceKey): EvaluatedModule | null;
  resourceExpansion(config: ResourceConfig): Cell<Expansion>;
  /** The instances of a resource under the current choice; one without key when the expansion isn't known. */
  instances(config: ResourceConfig): readonly EvaluatedResource[];
  resource(config: ResourceConfig, key: InstanceKey): EvaluatedResource;
  /** The managed object that a data source has to wait for; null when it doesn't. */
  waitsForApply(config: ResourceConfig): string | null;
}

/** An instance of a resource of any provider. */
export interface EvaluatedResource {
  readonly engine: Evaluation;
  readonly module: EvaluatedModule;
  readonly config: ResourceConfig;
  readonly key: InstanceKey;
  readonly address: string;
  /** As other expressions see it. */
  readonly object: Value;
  /** The scope of the expressions in it; `self` only where Terraform has it. */
  scope(file: SourceFile, self?: Value | null): Scope;
}

/** An instance of a resource whose schema is known. */
export interface PlannedResource extends EvaluatedResource, BodyView {
  /** Null when its expansion and those of its modules are known; otherwise why one isn't. */
  readonly expansionUnknown: UnknownValue | null;
}

/** An attribute's value, and the text that gives it; null when it isn't written. */
export interface AttributeView {
  /** Converted to the schema's type, with the default. */
  readonly value: Value;
  /** Before the default: null when it isn't written or null is given. */
  readonly written: Value;
  readonly source: SourcedAttribute | null;
  /** It doesn't convert (already told). */
  readonly failed: boolean;
}

/** The arguments and nested blocks of one body, of a resource or of a block in it. */
export interface BodyView {
  readonly shape: BodyShape;
  /** Where the body stands, when there is nothing smaller to point at. */
  readonly place: { readonly file: SourceFile; readonly span: Span };
  attribute(name: string): AttributeView;
  blocks(type: string): BlocksView;
}

export interface BlocksView {
  readonly items: readonly BlockView[];
  /** A dynamic block whose `for_each` isn't known: there may be more of them. */
  readonly unknown: UnknownValue | null;
}

export interface BlockView extends BodyView {
  readonly block: Block;
}

/** What `count` and `each` are; functions, since `each.value` may depend on a choice. */
export interface Repetition {
  readonly countIndex?: () => Value;
  readonly eachKey?: () => Value;
  readonly eachValue?: () => Value;
}

/** A value that was given for a variable, and the place to point at when it is wrong. */
export interface GivenValue {
  readonly value: Value;
  readonly place: { readonly file: SourceFile; readonly span: { readonly start: number; readonly end: number } };
  /** "by --var", "in prod.tfvars", …; empty when the place says it. */
  readonly from: string;
}
