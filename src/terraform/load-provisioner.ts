/** `provisioner` blocks: only their own arguments; the rest belongs to the provisioner. */

import { type BodySchema, justAttributes } from "../hcl/content.ts";
import { exprAsKeyword } from "../hcl/static.ts";
import type { Attribute, Block } from "../hcl/tree.ts";
import { readPartly, titleOf } from "./block-content.ts";
import { reserved, second, secondEscape } from "./block-rules.ts";
import { type Reading, tell } from "./problem.ts";
import { unquoted } from "./reference-list.ts";

const schema: BodySchema = {
  attributes: [
    { name: "when", literal: true },
    { name: "on_failure", literal: true },
  ],
  blocks: ["_", "connection", "lifecycle"].map((type) => ({ type, labels: [] })),
};

/** Gone since Terraform 0.15. */
const removed: readonly string[] = ["chef", "habitat", "puppet", "salt-masterless"];

/** False when it doesn't count, which has been told. */
export function checkProvisioner(block: Block, reading: Reading): boolean {
  const title = titleOf(block);
  const { attributes, blocks } = readPartly(block, schema, reading, title);
  const [label] = block.labels;
  if (label && removed.includes(label.value)) {
    tell(reading, label, `there is no provisioner "${label.value}" any more`, {
      notes: ["it was removed in Terraform 0.15"],
      help: "use remote-exec, or prepare the image instead",
    });
    return false;
  }
  checkKeyword(attributes.get("when"), ["create", "destroy"], reading);
  checkKeyword(attributes.get("on_failure"), ["continue", "fail"], reading);
  const firsts = new Map<string, Block>();
  for (const inner of blocks) {
    const first = firsts.get(inner.type);
    if (inner.type === "lifecycle") reserved(inner, title, reading);
    else if (!first) firsts.set(inner.type, inner);
    else if (inner.type === "_") secondEscape(inner, first, reading);
    else second(inner, first, title, reading);
  }
  return true;
}

/** `when = destroy`, also with the quotes of Terraform 0.11. */
export function runsAtDestroy(block: Block): boolean {
  const when = justAttributes(block.body).attributes.get("when")?.expr;
  if (block.type !== "provisioner" || !when) return false;
  const [part] = when.kind === "template" ? when.parts : [];
  return exprAsKeyword(when) === "destroy" || (part?.kind === "literal" && part.value === "destroy");
}

export function checkKeyword(attribute: Attribute | undefined, keywords: readonly string[], reading: Reading): void {
  if (!attribute || attribute.expr.kind === "error") return;
  const traversal = unquoted(attribute.expr, reading, true);
  const keyword = traversal?.steps.length === 1 ? traversal.steps[0].name : exprAsKeyword(attribute.expr);
  if (keyword !== null && keywords.includes(keyword)) return;
  const listed = keywords.map((word) => `\`${word}\``).join(keywords.length === 2 ? " or " : ", ");
  tell(reading, attribute.expr, `\`${attribute.name}\` must be ${listed}`, { help: `write ${keywords.join(" or ")}` });
}
