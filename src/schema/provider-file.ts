/** Shapes of the files in `provider/`: one type each, with its whole history. */

import type { ProviderVersion } from "./provider-types.ts";

/** From `since` to before `until`; without them always. */
export interface Span {
  readonly since?: ProviderVersion | undefined;
  readonly until?: ProviderVersion | undefined;
}

interface Life {
  readonly since?: ProviderVersion | undefined;
  readonly removedIn?: ProviderVersion | undefined;
  readonly replacedBy?: string | undefined;
  readonly note?: string | undefined;
  readonly deprecated?: readonly (Span & { readonly note: string })[] | undefined;
}

export interface RuleFile extends Span {
  readonly id: string;
  readonly at: string;
  readonly severity?: string | undefined;
  readonly text: string;
}

export interface CheckFile extends Span {
  readonly kind: string;
  readonly at?: string | undefined;
  readonly values?: readonly string[] | undefined;
  readonly pattern?: string | undefined;
  readonly text?: string | undefined;
  readonly value?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly or?: readonly number[] | undefined;
  readonly each?: boolean | undefined;
  readonly fields?: number | undefined;
  readonly firstField?: string | undefined;
}

export type Partner = Span & { readonly with: string };

/** Of an attribute or a block; `was` has earlier versions' facts, sorted by their end. */
export interface Facts {
  /** Terraform's JSON notation: "string", ["list", "string"], ["object", {"name": "string"}]. */
  readonly type?: unknown;
  readonly integer?: boolean | undefined;
  readonly required?: boolean | undefined;
  readonly optional?: boolean | undefined;
  readonly computed?: boolean | undefined;
  readonly sensitive?: boolean | undefined;
  readonly default?: string | number | boolean | null | undefined;
  readonly minItems?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly deprecated?: Life["deprecated"];
  readonly conflicts?: readonly Partner[] | undefined;
  readonly requiredWith?: readonly Partner[] | undefined;
  readonly exactlyOneOf?: readonly Partner[] | undefined;
  readonly checks?: readonly CheckFile[] | undefined;
}

export interface PropertyFile {
  readonly description: string;
  /** Of a nested block; of an attribute its elements. */
  readonly items?: (BodyFile & { readonly type?: string }) | undefined;
  /** Members of an attribute's object have none. */
  readonly "x-terraform"?: PropertyLife | undefined;
}

export type PropertyLife = Life &
  Facts & {
    readonly block?: string | undefined;
    readonly was?: readonly (Facts & { readonly until: ProviderVersion })[] | undefined;
  };

export interface BodyFile {
  readonly properties?: Readonly<Record<string, PropertyFile>> | undefined;
}

export interface TypeFile extends BodyFile {
  readonly description: string;
  readonly "x-terraform": Life & {
    readonly kind: string;
    readonly type: string;
    readonly rules?: readonly RuleFile[] | undefined;
  };
}
