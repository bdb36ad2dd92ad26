/** `output` and `locals` blocks. */

import { isIdentifier } from "../hcl/characters.ts";
import { type BodySchema, justAttributes } from "../hcl/content.ts";
import type { Block } from "../hcl/tree.ts";
import { checkName, headerOf, placed, readBlock, titleOf } from "./block-content.ts";
import type { CheckRule, LocalConfig } from "./config.ts";
import { constantBool, constantString } from "./constant.ts";
import type { OutputDraft } from "./file-config.ts";
import { loadCheckRule } from "./load-check-rule.ts";
import { type Reading, tell } from "./problem.ts";
import { dependsOn } from "./reference-list.ts";

const schema: BodySchema = {
  attributes: [
    { name: "description", literal: true },
    { name: "value", required: true },
    { name: "depends_on", literal: true },
    { name: "sensitive", literal: true },
    { name: "ephemeral", literal: true },
  ],
  blocks: [
    { type: "precondition", labels: [] },
    { type: "postcondition", labels: [] },
  ],
};

export function loadOutput(block: Block, reading: Reading): OutputDraft | null {
  const [label] = block.labels;
  if (!label) return null;
  const title = titleOf(block);
  const { attributes, blocks } = readBlock(block, schema, reading, title);
  checkName(label, "an output", reading);
  const description = attributes.get("description");
  if (description) constantString(description, reading);
  const preconditions: CheckRule[] = [];
  for (const inner of blocks) {
    if (inner.type === "postcondition") {
      tell(reading, inner.typeSpan, `${title} can't have a \`postcondition\``, { help: "make it a `precondition`" });
      continue;
    }
    const rule = loadCheckRule(inner, title, reading);
    if (rule) preconditions.push(rule);
  }
  const flag = (name: string): boolean | null => {
    const attribute = attributes.get(name);
    return attribute ? constantBool(attribute, reading) : null;
  };
  return {
    name: label.value,
    file: reading.file,
    header: headerOf(block),
    value: placed(attributes.get("value"), reading),
    sensitive: flag("sensitive"),
    ephemeral: flag("ephemeral"),
    dependsOn: dependsOn(attributes.get("depends_on"), reading),
    preconditions,
  };
}

export function loadLocals(block: Block, reading: Reading): LocalConfig[] {
  const { attributes, diagnostics } = justAttributes(block.body);
  for (const diagnostic of diagnostics) reading.report(diagnostic);
  const locals: LocalConfig[] = [];
  for (const attribute of attributes.values()) {
    const { name, nameSpan } = attribute;
    if (!isIdentifier(name))
      tell(reading, nameSpan, `"${name}" can't be the name of a local value`, { help: "give it another name" });
    locals.push({ name, file: reading.file, attribute });
  }
  return locals;
}
