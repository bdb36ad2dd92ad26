/**
 * Values of Terraform's language. Plain data; an unknown is a value of its own and says why it is unknown.
 *
 * Keys that come from template text live in a `Map`, in the order of their names.
 */

import type { Num } from "./number.ts";
import type { Type } from "./types.ts";

/** Marks travel with a value through every operation; absent means none. */
export interface Marks {
  readonly sensitive?: true;
  readonly ephemeral?: true;
}

interface Marked {
  readonly marks?: Marks;
}

export interface StringValue extends Marked {
  readonly kind: "string";
  /** Always NFC-normalised. */
  readonly value: string;
}
export interface NumberValue extends Marked {
  readonly kind: "number";
  readonly value: Num;
}
export interface BoolValue extends Marked {
  readonly kind: "bool";
  readonly value: boolean;
}
export interface NullValue extends Marked {
  readonly kind: "null";
  readonly type: Type;
}
export interface ListValue extends Marked {
  readonly kind: "list";
  readonly element: Type;
  readonly items: readonly Value[];
}
/** Items in cty's order of set elements, without repetitions. */
export interface SetValue extends Marked {
  readonly kind: "set";
  readonly element: Type;
  readonly items: readonly Value[];
}
export interface MapValue extends Marked {
  readonly kind: "map";
  readonly element: Type;
  readonly entries: ReadonlyMap<string, Value>;
}
export interface TupleValue extends Marked {
  readonly kind: "tuple";
  readonly items: readonly Value[];
}
export interface ObjectValue extends Marked {
  readonly kind: "object";
  readonly entries: ReadonlyMap<string, Value>;
}

/** A text whose pieces are known but for holes that are filled when the workspace is built. */
export type TextPart = string | Hole;
export interface Hole {
  /** `workspace`, `owner`, `accessUrl`, `agent`, `parameter:NAME`, …: the placeholder of the manifest. */
  readonly hole: string;
  /** Functions applied to it, in order. */
  readonly filters: readonly ("lower" | "upper" | "urlencode")[];
}

/** The attribute of the object that an unknown value is, unchanged. Lets an app find its agent through modules and outputs. */
export interface Origin {
  /** With instance keys: `module.m["a"].coder_agent.main[0]`. */
  readonly address: string;
  readonly attribute: string;
}

export interface UnknownValue extends Marked {
  readonly kind: "unknown";
  readonly type: Type;
  /** One clause for people: "known only after apply", "the answer of parameter \"port\"". */
  readonly reason: string;
  /** Addresses and names that it depends on, sorted: `data.http.x`, `coder_agent.main`. */
  readonly dependsOn: readonly string[];
  readonly origin?: Origin;
  /** cty's refinement: certainly not null. */
  readonly notNull?: true;
  /** Not null once it is known, which Terraform can't tell before: what a provider works out. */
  readonly neverNull?: true;
  readonly text?: readonly TextPart[];
  /** cty's refinement: what the string certainly begins with. Of a text with holes, its first part says it. */
  readonly startsWith?: string;
  /** All that it can be, when that is a short list (a conditional whose condition is unknown). */
  readonly outcomes?: readonly Value[];
  /** Values that it certainly isn't: "any other answer than these". */
  readonly not?: readonly string[];
  /** Terraform's own plan doesn't know it either (known only after apply); absent where only this tool can't know. */
  readonly applyTime?: true;
  /** An object of a type whose schema nobody here has: what its attributes are is asked one by one. */
  readonly open?: OpenObject;
  /** It follows from a mistake that has been told; nothing more is said about it. */
  readonly fromError?: true;
}

export interface OpenObject {
  attribute(name: string): Value;
}

export type KnownValue =
  | StringValue
  | NumberValue
  | BoolValue
  | NullValue
  | ListValue
  | SetValue
  | MapValue
  | TupleValue
  | ObjectValue;

export type Value = KnownValue | UnknownValue;
