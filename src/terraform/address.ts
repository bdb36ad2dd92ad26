/** Addresses as Terraform writes them. */

import type { ResourceConfig } from "./config.ts";

/** Null for an object without `count` and `for_each`; undefined where the keys aren't known. */
export type InstanceKey = number | string | null | undefined;

export function keyText(key: InstanceKey): string {
  if (key === null || key === undefined) return "";
  return typeof key === "number" ? `[${key}]` : `[${quoted(key)}]`;
}

/** A string as HCL would write it. */
export function quoted(text: string): string {
  let result = '"';
  for (const char of text) {
    switch (char) {
      case '"':
        result += '\\"';
        break;
      case "\\":
        result += "\\\\";
        break;
      case "\n":
        result += "\\n";
        break;
      case "\r":
        result += "\\r";
        break;
      case "\t":
        result += "\\t";
        break;
      default:
        result += char;
    }
  }
  return `${result.replace(/([$%])\{/g, "$1$1{")}"`;
}

/** `module.a["x"].` in front of what stands in the module; empty for the root. */
export function join(moduleAddress: string, rest: string): string {
  return moduleAddress === "" ? rest : `${moduleAddress}.${rest}`;
}

/** Address in its module, without instance key. */
export function resourceAddress({ mode, type, name }: Pick<ResourceConfig, "mode" | "type" | "name">): string {
  return mode === "managed" ? `${type}.${name}` : `${mode}.${type}.${name}`;
}
