/** Values for people: as Terraform's language writes them, without what is secret, and not too long. */

import { formatNum } from "../hcl/number.ts";
import type { TextPart, Value } from "../hcl/value.ts";
import { quoted } from "../terraform/address.ts";

const mostItems = 20;
const longestText = 200;
const deepest = 4;

export function valueText(value: Value, indent = ""): string {
  if (value.marks?.sensitive) return "(sensitive)";
  switch (value.kind) {
    case "string":
      return quoted(shortened(value.value));
    case "number":
      return shortened(formatNum(value.value));
    case "bool":
      return String(value.value);
    case "null":
      return "null";
    case "list":
    case "set":
    case "tuple":
      return list("[", [...value.items].slice(0, mostItems + 1), "]", indent, (item, inner) => valueText(item, inner));
    case "map":
    case "object": {
      const entries: (readonly [string, Value])[] = [];
      for (const entry of value.entries) {
        if (entries.length > mostItems) break;
        entries.push(entry);
      }
      return list("{", entries, "}", indent, ([name, item], inner) => `${keyText(name)} = ${valueText(item, inner)}`);
    }
    case "unknown":
      if (value.text) return quotedParts(value.text);
      if (value.outcomes) return [...new Set(value.outcomes.map((outcome) => valueText(outcome, indent)))].join(" or ");
      return value.fromError ? "(it depends on something that is wrong)" : `(unknown: ${value.reason})`;
  }
}

/** Placeholders as a manifest writes them. */
export function quotedParts(parts: readonly TextPart[]): string {
  return quoted(partsText(parts));
}

export function partsText(parts: readonly TextPart[]): string {
  return shortened(
    parts.map((part) => (typeof part === "string" ? part : `{${[part.hole, ...part.filters].join("|")}}`)).join(""),
  );
}

function list<T>(
  open: string,
  items: readonly T[],
  close: string,
  indent: string,
  text: (item: T, indent: string) => string,
): string {
  if (items.length === 0) return `${open}${close}`;
  const inner = `${indent}  `;
  if (inner.length > deepest * 2) return `${open}…${close}`;
  const lines = items.slice(0, mostItems).map((item) => `${inner}${text(item, inner)}`);
  if (items.length > mostItems) lines.push(`${inner}…`);
  return `${open}\n${lines.join("\n")}\n${indent}${close}`;
}

function keyText(name: string): string {
  return /^[A-Za-z_][\w-]*$/.test(name) ? name : quoted(shortened(name));
}

function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
