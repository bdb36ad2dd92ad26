/** What a provider adds to Terraform's language. Terraform's side knows nothing of what the types mean. */

import type { Type } from "../hcl/types.ts";
import type { Value } from "../hcl/value.ts";
import type { ResourceMode } from "./config.ts";
import type { ResourceInstance } from "./resource-instance.ts";

export interface AttributeSchema {
  readonly type: Type;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  /** What the provider takes when the configuration says nothing. */
  readonly default?: string | number | boolean | null;
}

export interface NestedBlockSchema {
  readonly nesting: "list" | "set";
  readonly min: number;
  /** 0 for no limit. */
  readonly max: number;
  readonly schema: BlockSchema;
}

export interface BlockSchema {
  readonly attributes: ReadonlyMap<string, AttributeSchema>;
  readonly blocks: ReadonlyMap<string, NestedBlockSchema>;
}

export interface Provider {
  /** Whether types with this name are this provider's. */
  owns(type: string): boolean;
  /** Null when the provider (in this version) has no such type. */
  schema(mode: ResourceMode, type: string): BlockSchema | null;
  /**
   * What a computed attribute is after planning (a managed resource) or reading (a data source). Undefined: known only
   * after apply. Not asked while a data source has to wait for the apply.
   */
  computed(instance: ResourceInstance, attribute: string): Value | undefined;
}
