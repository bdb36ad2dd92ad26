/** Whether HashiCorp's parser sees the same constants in the blocks of the coder provider as ours. */

import type { Block, Body, Expression } from "../hcl/tree.ts";
import { isRecord } from "../plan/json.ts";
import { positionAt, type SourceFile } from "../source.ts";

/** `document` is what hcl2json made of the same file. One line for each constant that differs. */
export function literalDisagreements(file: SourceFile, body: Body, document: unknown): readonly string[] {
  if (body.kind !== "body") return [];
  const seen = new Map<string, number>();
  return body.items.flatMap((item): readonly string[] => {
    if (item.kind !== "block") return [];
    const [type = "", name = ""] = item.labels.map((label) => label.value);
    if ((item.type !== "resource" && item.type !== "data") || !type.startsWith("coder_")) return [];
    const address = `${item.type}.${type}.${name}`;
    const index = seen.get(address) ?? 0;
    seen.set(address, index + 1);
    return inBlock(file, item, at(at(at(at(document, item.type), type), name), index), address);
  });
}

function inBlock(file: SourceFile, block: Block, theirs: unknown, path: string): readonly string[] {
  const { body } = block;
  if (body.kind !== "body") return [];
  const counts = new Map<string, number>();
  return body.items.flatMap((item): readonly string[] => {
    if (item.kind === "block") {
      if (item.type === "dynamic") return [];
      const index = counts.get(item.type) ?? 0;
      counts.set(item.type, index + 1);
      return inBlock(file, item, at(at(theirs, item.type), index), `${path}.${item.type}`);
    }
    const ours = constantOf(item.expr);
    if (!ours) return [];
    const value = at(theirs, item.name);
    if (value === ours.value) return [];
    const { line } = positionAt(file, item.start);
    const shown = value === undefined ? "nothing" : JSON.stringify(value);
    return [`line ${line}: \`${item.name}\` of ${path} is ${JSON.stringify(ours.value)} here, and ${shown} there`];
  });
}

/** Null for what has to be evaluated, and for texts that hcl2json's own way of quoting blurs. */
function constantOf(expr: Expression): { readonly value: unknown } | null {
  if (expr.kind === "literal") {
    if (expr.type === "unknown") return null;
    return { value: expr.type === "number" ? Number(expr.value) : expr.value };
  }
  if (expr.kind !== "template") return null;
  let text = "";
  for (const part of expr.parts) {
    if (part.kind !== "literal" || typeof part.value !== "string") return null;
    text += part.value;
  }
  return /[$%]\{/.test(text) ? null : { value: text };
}

function at(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return typeof key === "number" ? value[key] : undefined;
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
