/** `validation`, `precondition`, `postcondition`, `assert`: a condition and a message. */

import type { BodySchema } from "../hcl/content.ts";
import type { Block, Expression } from "../hcl/tree.ts";
import { variables } from "../hcl/walk.ts";
import { headerOf, placed, readBlock } from "./block-content.ts";
import type { CheckRule } from "./config.ts";
import { type Reading, tell } from "./problem.ts";
import { referenceOf } from "./references.ts";

const schema: BodySchema = {
  attributes: [
    { name: "condition", required: true },
    { name: "error_message", required: true },
  ],
  blocks: [],
};

/** Null when it can't be used, which has been told. `owner`: "variable \"x\"". */
export function loadCheckRule(block: Block, owner: string, reading: Reading): CheckRule | null {
  if (reading.override) {
    tell(reading, headerOf(block), `an override can't change \`${block.type}\` blocks`, {
      help: "change the block where it is declared",
    });
    return null;
  }
  const found = readBlock(block, schema, reading, `the \`${block.type}\` of ${owner}`);
  const condition = placed(found.attributes.get("condition"), reading);
  const errorMessage = placed(found.attributes.get("error_message"), reading);
  if (condition && condition.expr.kind !== "error" && variables(condition.expr).length === 0) {
    tell(reading, condition.expr, `the condition of this \`${block.type}\` refers to nothing`, {
      notes: ["its result would always be the same"],
      help: "refer to what it checks",
    });
  }
  if (!condition || !errorMessage) return null;
  return { file: reading.file, span: headerOf(block), condition, errorMessage };
}

/** A condition of a resource names it as `self`, never by its own address. */
export function refuseOwnAddress(rule: CheckRule, kind: string, address: string, reading: Reading): void {
  for (const { expr } of [rule.condition, rule.errorMessage]) {
    const own = variables(expr).find((traversal) => {
      const reference = referenceOf(traversal);
      return reference.kind === "resource" && reference.address === address;
    });
    if (!own) continue;
    tell(reading, own, `the ${kind} of ${address} refers to ${address} itself`, {
      help:
        kind === "postcondition"
          ? "write self"
          : "refer to something else: before it is made there is nothing to look at",
    });
  }
}

export function refersToVariable(expr: Expression, name: string): boolean {
  return variables(expr).some((traversal) => {
    const reference = referenceOf(traversal);
    return reference.kind === "variable" && reference.name === name;
  });
}
