/** Terraform's own provider: `terraform_data`, and the data source `terraform_remote_state` (Terraform 1.14). */

import type { Diagnostic } from "../diagnostic.ts";
import { dynamicType } from "../hcl/types.ts";
import { suggest } from "../suggest.ts";
import type { AttributeSchema, BlockSchema } from "./block-schema.ts";
import type { ModuleConfig, ResourceConfig } from "./config.ts";
import { checkIgnoreChanges } from "./ignore-changes.ts";
import { problem } from "./problem.ts";
import { shapeOf, type Unexpected } from "./resource-shape.ts";

const given: AttributeSchema = { type: dynamicType, optional: true };
const computed: AttributeSchema = { type: dynamicType, computed: true };

const terraformData: BlockSchema = {
  attributes: new Map([
    ["id", computed],
    ["input", given],
    ["output", computed],
    ["triggers_replace", given],
  ]),
  blocks: new Map(),
};

/** What Terraform would refuse by the shape of the resources that its own provider has. */
export function checkBuiltinTypes({ requiredProviders, resources }: ModuleConfig): Diagnostic[] {
  if (requiredProviders.has("terraform")) return [];
  const diagnostics: Diagnostic[] = [];
  for (const resource of resources.values()) {
    if (!resource.type.startsWith("terraform_") || resource.provider) continue;
    const known = resource.mode === "managed" ? "terraform_data" : "terraform_remote_state";
    if (resource.type !== known) diagnostics.push(unknownType(resource, known));
    else if (resource.mode === "managed") diagnostics.push(...shapeProblems(resource));
  }
  return diagnostics;
}

function unknownType(resource: ResourceConfig, known: string): Diagnostic {
  const what = { managed: "resource type", data: "data source", ephemeral: "ephemeral resource" }[resource.mode];
  return problem(
    { file: resource.file, span: resource.typeSpan },
    `Terraform's own provider has no ${what} "${resource.type}"`,
    {
      rule: "schema-unknown-attribute",
      help: suggest(resource.type, [known]) ? `write "${known}"` : "correct the type",
    },
  );
}

function shapeProblems(resource: ResourceConfig): Diagnostic[] {
  const shape = shapeOf(resource.bodies, terraformData, [], true, resource.ownBodies);
  const readOnly = [...shape.attributes].flatMap(([name, { file, attribute }]) =>
    terraformData.attributes.get(name)?.computed &&
    !(attribute.expr.kind === "literal" && attribute.expr.type === "null")
      ? [{ file, name, span: attribute.nameSpan }]
      : [],
  );
  return [
    ...shape.diagnostics,
    ...shape.unexpected.map(unexpected),
    ...checkIgnoreChanges(resource, terraformData),
    ...readOnly.map(({ file, name, span }) =>
      problem({ file, span }, `\`${name}\` of terraform_data can't be set`, {
        rule: "schema-unknown-attribute",
        help: "remove it",
      }),
    ),
  ];
}

function unexpected({ file, kind, name, nameSpan }: Unexpected): Diagnostic {
  const place = { file, span: nameSpan };
  if (kind === "block" && terraformData.attributes.has(name)) {
    return problem(place, `\`${name}\` of terraform_data is an argument, not a block`, {
      rule: "schema-block-count",
      help: `write \`${name} = …\``,
    });
  }
  const near = suggest(name, ["input", "triggers_replace"]);
  return problem(place, `terraform_data has no ${kind === "block" ? "block" : "argument"} \`${name}\``, {
    rule: "schema-unknown-attribute",
    help: near ? `did you mean \`${near}\`?` : "remove it; what it is given goes into `input` or `triggers_replace`",
  });
}
