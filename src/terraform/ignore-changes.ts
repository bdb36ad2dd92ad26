/** `ignore_changes` against the resource's type. */

import type { Diagnostic } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";
import type { BlockSchema } from "./block-schema.ts";
import type { ResourceConfig } from "./config.ts";
import { problem } from "./problem.ts";

export function checkIgnoreChanges(resource: ResourceConfig, schema: BlockSchema | null): Diagnostic[] {
  if (!schema) return [];
  const diagnostics: Diagnostic[] = [];
  for (const expr of resource.ignoreChanges) {
    if (expr.kind !== "scope-traversal") continue;
    const [step] = expr.steps;
    if (step.name === "all" || schema.attributes.has(step.name) || schema.blocks.has(step.name)) continue;
    const near = suggest(step.name, [...schema.attributes.keys(), ...schema.blocks.keys()]);
    diagnostics.push(
      problem({ file: resource.file, span: step }, `${resource.type} has no attribute \`${step.name}\` to ignore`, {
        rule: "schema-unknown-attribute",
        help: near ? `did you mean \`${near}\`?` : "remove it from ignore_changes",
      }),
    );
  }
  return diagnostics;
}
