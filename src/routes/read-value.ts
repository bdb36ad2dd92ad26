/** Values as a route needs them: plain data, or the reason why they aren't known. */

import { numToNumber } from "../hcl/number.ts";
import type { TextPart, Value } from "../hcl/value.ts";

/** What could not be decided about one attribute. */
export interface Undecided {
  readonly attribute: string;
  readonly reason: string;
  readonly dependsOn: readonly string[];
  /** Without it nobody can say where the app is or who may open it; otherwise only how it looks. */
  readonly hidesRoute: boolean;
  /** It follows from a mistake that has been told. */
  readonly fromError: boolean;
  /** It is known, and secret. */
  readonly sensitive: boolean;
}

export type Read<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly undecided: Undecided };

function known<T>(value: T): Read<T> {
  return { known: true, value };
}

export function undecided<T>(attribute: string, value: Value | null, hidesRoute: boolean): Read<T> {
  const unknown = value?.kind === "unknown" ? value : null;
  return {
    known: false,
    undecided: {
      attribute,
      reason: unknown?.reason ?? "not known",
      dependsOn: unknown?.dependsOn ?? [],
      hidesRoute,
      fromError: unknown?.fromError === true,
      sensitive: false,
    },
  };
}

function secret<T>(attribute: string, hidesRoute: boolean): Read<T> {
  return {
    known: false,
    undecided: { attribute, reason: "it is sensitive", dependsOn: [], hidesRoute, fromError: false, sensitive: true },
  };
}

/** A text with holes; null when it is absent or null. */
export function readText(
  attribute: string,
  value: Value | null,
  hidesRoute: boolean,
): Read<readonly TextPart[] | null> {
  if (!value || value.kind === "null") return known(null);
  if (value.marks?.sensitive) return secret(attribute, hidesRoute);
  if (value.kind === "string") return known(value.value === "" ? [] : [value.value]);
  if (value.kind === "unknown" && value.text) return known(value.text);
  return undecided(attribute, value, hidesRoute);
}

/** A text without holes; null when it is absent or null. */
export function readPlainText(attribute: string, value: Value | null, hidesRoute: boolean): Read<string | null> {
  if (!value || value.kind === "null") return known(null);
  if (value.marks?.sensitive) return secret(attribute, hidesRoute);
  return value.kind === "string" ? known(value.value) : undecided(attribute, value, hidesRoute);
}

export function readBool(attribute: string, value: Value | null, hidesRoute: boolean): Read<boolean> {
  if (!value || value.kind === "null") return known(false);
  if (value.marks?.sensitive) return secret(attribute, hidesRoute);
  return value.kind === "bool" ? known(value.value) : undecided(attribute, value, hidesRoute);
}

export function readNumber(attribute: string, value: Value | null, hidesRoute: boolean): Read<number | null> {
  if (!value || value.kind === "null") return known(null);
  if (value.marks?.sensitive) return secret(attribute, hidesRoute);
  return value.kind === "number" ? known(numToNumber(value.value)) : undecided(attribute, value, hidesRoute);
}
