/** `variable` blocks. */

import type { BodySchema } from "../hcl/content.ts";
import { literalView } from "../hcl/json-expression.ts";
import type { Attribute, Block } from "../hcl/tree.ts";
import { typeConstraint } from "../hcl/type-constraint.ts";
import { variables } from "../hcl/walk.ts";
import { checkName, headerOf, placed, readBlock, titleOf } from "./block-content.ts";
import type { CheckRule } from "./config.ts";
import { checkConstant, constantBool, constantString, constantValue } from "./constant.ts";
import type { VariableDraft } from "./file-config.ts";
import { loadCheckRule, refersToVariable } from "./load-check-rule.ts";
import { type Reading, tell } from "./problem.ts";

const schema: BodySchema = {
  attributes: [
    { name: "description", literal: true },
    { name: "default", literal: true },
    { name: "type", literal: true },
    { name: "sensitive", literal: true },
    { name: "ephemeral", literal: true },
    { name: "nullable", literal: true },
  ],
  blocks: [{ type: "validation", labels: [] }],
};

/** They mean something in the `module` block where the variable would be set. */
export const reservedVariableNames: readonly string[] = [
  "source",
  "version",
  "providers",
  "count",
  "for_each",
  "depends_on",
  "lifecycle",
  "locals",
  "provider",
  "_",
];

export function loadVariable(block: Block, reading: Reading): VariableDraft | null {
  const [label] = block.labels;
  if (!label) return null;
  const title = titleOf(block);
  const found = readBlock(block, schema, reading, title);
  checkName(label, "a variable", reading);
  if (reservedVariableNames.includes(label.value)) {
    tell(reading, label, `"${label.value}" can't be the name of a variable`, {
      notes: ["it has a meaning of its own in `module` blocks"],
      help: "give it another name",
    });
  }
  const { attributes } = found;
  const description = attributes.get("description");
  if (description) constantString(description, reading);
  const type = attributes.get("type");
  const constraint = type
    ? typeConstraint(type.expr, reading.file, (expr) => constantValue(expr, "a default in a type", reading))
    : null;
  for (const diagnostic of constraint?.diagnostics ?? []) reading.report(diagnostic);
  const flag = (name: string): boolean | null => {
    const attribute = attributes.get(name);
    return attribute ? constantBool(attribute, reading) : null;
  };
  return {
    name: label.value,
    file: reading.file,
    header: headerOf(block),
    type: constraint && { type: constraint.type, defaults: constraint.defaults },
    default: defaultOf(attributes.get("default"), title, reading),
    nullable: flag("nullable"),
    sensitive: flag("sensitive"),
    ephemeral: flag("ephemeral"),
    validations: validations(found.blocks, label.value, title, reading),
  };
}

function defaultOf(attribute: Attribute | undefined, title: string, reading: Reading): VariableDraft["default"] {
  if (!attribute) return null;
  const expr = literalView(attribute.expr);
  if (checkConstant(expr, `the default of ${title}`, reading)) return placed({ ...attribute, expr }, reading);
  const { start, end } = expr;
  return placed({ ...attribute, expr: { kind: "error", start, end } }, reading);
}

function validations(blocks: readonly Block[], name: string, title: string, reading: Reading): CheckRule[] {
  const rules: CheckRule[] = [];
  for (const block of blocks) {
    const rule = loadCheckRule(block, title, reading);
    if (!rule) continue;
    rules.push(rule);
    const { expr } = rule.condition;
    if (variables(expr).length > 0 && !refersToVariable(expr, name)) {
      tell(reading, expr, `the condition of this \`validation\` doesn't look at var.${name}`, {
        help: `refer to var.${name}, or make it a precondition`,
      });
    }
  }
  return rules;
}
