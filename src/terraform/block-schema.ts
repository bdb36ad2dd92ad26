/** The shape of a type's body, as a provider declares it. */

import type { Type } from "../hcl/types.ts";

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
