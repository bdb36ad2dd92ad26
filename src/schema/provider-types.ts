/** Shapes of the coder provider's types, as one version of the provider has them. */

/** `x.y.z`, one of `knownVersions`. */
export type ProviderVersion = string;

/** `provider` is the provider's own configuration block; its type is "coder". */
export type SchemaKind = "resource" | "data" | "provider";

/** Terraform's types, as far as a provider's schema has them. Assignable to the language's own `Type`. */
export type AttributeType =
  | { readonly kind: "string" }
  | { readonly kind: "number" }
  | { readonly kind: "bool" }
  | { readonly kind: "list"; readonly element: AttributeType }
  | { readonly kind: "set"; readonly element: AttributeType }
  | { readonly kind: "map"; readonly element: AttributeType }
  | { readonly kind: "object"; readonly attributes: ReadonlyMap<string, AttributeType> };

/** When the provider looks: `terraform validate`, only `plan` (which a push runs), or only `apply` (a workspace's build). */
export type Stage = "validate" | "plan" | "apply";

/** What the provider asks of one attribute's value. Lengths are bytes of UTF-8 after NFC normalisation. */
export type Check = { readonly at: Stage } & (
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "pattern"; readonly pattern: string; readonly text: string }
  | { readonly kind: "maxBytes"; readonly value: number }
  /** `or`: values outside of the range that are legal too. */
  | { readonly kind: "range"; readonly min: number | null; readonly max: number | null; readonly or: readonly number[] }
  /** `each`: every element of a list. */
  | { readonly kind: "notEmpty"; readonly each: boolean }
  /** What Go's `url.Parse` takes; the empty string too. */
  | { readonly kind: "url" }
  | { readonly kind: "uuid" }
  | { readonly kind: "absolutePath" }
  /** An IANA name that Go's `time.LoadLocation` knows; the empty string is UTC. */
  | { readonly kind: "timezone" }
  /** RE2 syntax. */
  | { readonly kind: "regex" }
  /** Six fields begin with seconds, the last may be left out, `@hourly` and such are legal; five begin with minutes. */
  | { readonly kind: "cron"; readonly fields: 5 | 6; readonly firstField: string | null }
);

export interface AttributeSchema {
  readonly description: string;
  readonly type: AttributeType;
  /** Only with type number: fractions are refused. */
  readonly integer: boolean;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly sensitive: boolean;
  /** Null when there is none. */
  readonly default: string | number | boolean | null;
  /** Of a list: fewer elements are refused. */
  readonly minItems: number;
  /** Why not to use it; null when it isn't deprecated. */
  readonly deprecated: string | null;
  /** Attributes and blocks of the same body that must not be set beside it. Written on one side only where the provider does. */
  readonly conflicts: readonly string[];
  /** Attributes of the same body that must be set beside it. */
  readonly requiredWith: readonly string[];
  /** Of it and these, exactly one must be set. */
  readonly exactlyOneOf: readonly string[];
  readonly checks: readonly Check[];
}

export interface NestedBlockSchema {
  readonly description: string;
  readonly nesting: "list" | "set";
  readonly min: number;
  /** 0 for no limit. */
  readonly max: number;
  /** The provider fills it in when the configuration has none. */
  readonly computed: boolean;
  readonly deprecated: string | null;
  readonly conflicts: readonly string[];
  readonly schema: BlockSchema;
}

export interface BlockSchema {
  /** In the order of the names. */
  readonly attributes: ReadonlyMap<string, AttributeSchema>;
  readonly blocks: ReadonlyMap<string, NestedBlockSchema>;
}

/** What the provider asks of several attributes together. The check itself is a rule's. */
export interface TypeRule {
  readonly id: string;
  readonly at: Stage;
  readonly severity: "error" | "warning";
  /** What must hold, in one clause. */
  readonly text: string;
}

export interface TypeSchema extends BlockSchema {
  readonly kind: SchemaKind;
  readonly type: string;
  readonly description: string;
  readonly deprecated: string | null;
  readonly rules: readonly TypeRule[];
}

/** A name's life over the versions. */
export interface History {
  /** First version that has it; null when every version has. */
  readonly since: ProviderVersion | null;
  /** First version without it; null while the newest has it. */
  readonly removedIn: ProviderVersion | null;
  /** An attribute of the same type, else `TYPE` or `TYPE.ATTRIBUTE`. */
  readonly replacedBy: string | null;
  /** One clause for people. */
  readonly note: string | null;
  readonly deprecated: readonly { readonly since: ProviderVersion | null; readonly note: string }[];
}
