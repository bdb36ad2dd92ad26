/** `external = "true"`: a text that Terraform converts to the boolean that was meant. */

import type { Diagnostic } from "../../diagnostic.ts";
import type { Expression } from "../../hcl/tree.ts";
import type { ResourceConfig } from "../../terraform/config.ts";
import type { BodyShape } from "../../terraform/resource-shape.ts";
import { modules } from "../../terraform/units.ts";
import { problem } from "../problem.ts";
import type { TemplateRule } from "../rule.ts";
import { literalText } from "../slug-fix.ts";

export const booleanText: TemplateRule = {
  kind: "template",
  name: "booleans written as texts",
  check: (context) => {
    const diagnostics: Diagnostic[] = [];
    for (const node of modules(context.root)) {
      for (const config of node.config.resources.values()) {
        const shape = context.engine.provider.owns(config.type) ? context.engine.shape(config) : null;
        if (shape) diagnostics.push(...inBody(config, shape));
      }
    }
    return diagnostics;
  },
};

function inBody(config: ResourceConfig, shape: BodyShape): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const [name, { file, attribute }] of shape.attributes) {
    if (shape.schema.attributes.get(name)?.type.kind !== "bool") continue;
    const word = textOf(attribute.expr);
    if (word === null) continue;
    const { start, end } = attribute.expr;
    diagnostics.push(
      problem(
        "schema-wrong-type",
        "info",
        { file, span: attribute.expr },
        {
          headline: `\`${name}\` of ${config.type}.${config.name} is the text "${word}", which Terraform converts`,
          help: `write \`${word}\` without quotes`,
          fix: { safe: true, title: `Write \`${word}\``, edits: [{ file, span: { start, end }, newText: word }] },
        },
      ),
    );
  }
  for (const sources of shape.blocks.values())
    for (const source of sources) diagnostics.push(...inBody(config, source.shape));
  return diagnostics;
}

function textOf(expr: Expression): "true" | "false" | null {
  const text = literalText(expr);
  return text === "true" || text === "false" ? text : null;
}
