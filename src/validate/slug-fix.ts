/** A legal slug in place of one that isn't. */

import type { Fix } from "../diagnostic.ts";
import type { Expression } from "../hcl/tree.ts";
import { variables } from "../hcl/walk.ts";
import type { ModuleConfig } from "../terraform/config.ts";
import type { PlannedResource } from "../terraform/evaluated.ts";
import { expressionSites } from "../terraform/expression-sites.ts";
import { referenceOf } from "../terraform/references.ts";

export function legalSlug(text: string): string {
  const plain = text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "app";
}

/** Null unless the slug is written out. Safe when nobody else in the module takes it, or has the new one already. */
export function slugFix(instance: PlannedResource): Fix | null {
  const source = instance.shape.attributes.get("slug");
  const written = source ? literalText(source.attribute.expr) : null;
  if (!source || written === null) return null;
  const slug = legalSlug(written);
  const { config } = instance.module.node;
  if (otherSlugs(config, instance.config.name).includes(slug)) return null;
  const { start, end } = source.attribute.expr;
  return {
    safe: !isReferredTo(config, `${instance.config.type}.${instance.config.name}`),
    title: `Write "${slug}"`,
    edits: [{ file: source.file, span: { start, end }, newText: JSON.stringify(slug) }],
  };
}

/** The text of a quoted string without interpolations; null for anything else. */
export function literalText(expr: Expression): string | null {
  if (expr.kind !== "template" || expr.parts.length !== 1) return null;
  const [part] = expr.parts;
  return part?.kind === "literal" && part.type === "string" && typeof part.value === "string" ? part.value : null;
}

function otherSlugs(config: ModuleConfig, name: string): string[] {
  const slugs: string[] = [];
  for (const resource of config.resources.values()) {
    if (resource.type !== "coder_app" || resource.name === name) continue;
    for (const body of resource.bodies) {
      if (body.kind !== "body") continue;
      const item = body.items.find((candidate) => candidate.kind === "attribute" && candidate.name === "slug");
      const text = item?.kind === "attribute" ? literalText(item.expr) : null;
      if (text !== null) slugs.push(text);
    }
  }
  return slugs;
}

/** By anything but its `id`. */
function isReferredTo(config: ModuleConfig, address: string): boolean {
  for (const { expr } of expressionSites(config)) {
    for (const traversal of variables(expr)) {
      const reference = referenceOf(traversal);
      if (reference.kind !== "resource" || reference.address !== address) continue;
      const attribute = traversal.steps.slice(reference.consumed).find((step) => step.kind === "attr");
      if (attribute?.name !== "id") return true;
    }
  }
  return false;
}
