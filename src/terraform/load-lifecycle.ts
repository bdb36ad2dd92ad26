/** `lifecycle` blocks of resources, data sources and ephemeral resources. */

import type { BodySchema } from "../hcl/content.ts";
import { exprAsKeyword, exprList } from "../hcl/static.ts";
import type { Attribute, Block, Expression } from "../hcl/tree.ts";
import { variables } from "../hcl/walk.ts";
import { readBlock } from "./block-content.ts";
import type { CheckRule, ResourceConfig, ResourceMode } from "./config.ts";
import { constantBool } from "./constant.ts";
import { checkActionTrigger } from "./load-action.ts";
import { loadCheckRule, refuseOwnAddress } from "./load-check-rule.ts";
import { type Reading, tell } from "./problem.ts";
import { nativeView, unquoted } from "./reference-list.ts";
import { referenceOf } from "./references.ts";

const schema: BodySchema = {
  attributes: [
    { name: "create_before_destroy", literal: true },
    { name: "prevent_destroy", literal: true },
    { name: "ignore_changes", literal: true },
    { name: "replace_triggered_by", literal: true },
    { name: "destroy", literal: true },
  ],
  blocks: [
    { type: "precondition", labels: [] },
    { type: "postcondition", labels: [] },
    { type: "action_trigger", labels: [] },
  ],
};

export type Lifecycle = Pick<
  ResourceConfig,
  "preconditions" | "postconditions" | "ignoreChanges" | "replaceTriggeredBy" | "actionTriggers"
>;

export const noLifecycle: Lifecycle = {
  preconditions: [],
  postconditions: [],
  ignoreChanges: [],
  replaceTriggeredBy: [],
  actionTriggers: [],
};

export function loadLifecycle(
  block: Block,
  mode: ResourceMode,
  title: string,
  address: string,
  reading: Reading,
): Lifecycle {
  const { attributes, blocks } = readBlock(block, schema, reading, `the \`lifecycle\` of ${title}`);
  if (mode !== "managed") {
    for (const { nameSpan, name } of attributes.values()) onlyManaged(nameSpan, name, title, reading);
  }
  for (const name of ["create_before_destroy", "prevent_destroy", "destroy"]) {
    const attribute = attributes.get(name);
    if (attribute && mode === "managed") constantBool(attribute, reading);
  }
  const preconditions: CheckRule[] = [];
  const postconditions: CheckRule[] = [];
  const actionTriggers: Block[] = [];
  for (const inner of blocks) {
    if (inner.type === "action_trigger") {
      if (mode !== "managed") onlyManaged(inner.typeSpan, inner.type, title, reading);
      else if (checkActionTrigger(inner, title, reading)) actionTriggers.push(inner);
      continue;
    }
    const rule = loadCheckRule(inner, title, reading);
    if (!rule) continue;
    refuseOwnAddress(rule, inner.type, address, reading);
    (inner.type === "precondition" ? preconditions : postconditions).push(rule);
  }
  return {
    preconditions,
    postconditions,
    ignoreChanges: mode === "managed" ? ignoreChanges(attributes.get("ignore_changes"), reading) : [],
    replaceTriggeredBy: mode === "managed" ? replaceTriggeredBy(attributes.get("replace_triggered_by"), reading) : [],
    actionTriggers,
  };
}

function onlyManaged(
  span: { readonly start: number; readonly end: number },
  name: string,
  title: string,
  reading: Reading,
): void {
  tell(reading, span, `${title} can't have \`${name}\` in its \`lifecycle\``, {
    notes: ["only `resource` blocks have it"],
    help: "remove it",
  });
}

/** Empty for `all`. */
function ignoreChanges(attribute: Attribute | undefined, reading: Reading): readonly Expression[] {
  if (!attribute || exprAsKeyword(attribute.expr) === "all" || attribute.expr.kind === "error") return [];
  const items = exprList(attribute.expr);
  if (!items) {
    tell(reading, attribute.expr, "`ignore_changes` must be a list of attributes, or `all`", {
      help: "write [NAME, …] or all",
    });
    return [];
  }
  const result: Expression[] = [];
  for (const item of items) {
    if (reading.file.text.slice(item.start, item.end) === '"*"') {
      tell(reading, item, '`ignore_changes` doesn\'t take "*"', { help: "write `ignore_changes = all`" });
      continue;
    }
    const traversal = unquoted(item, reading);
    if (traversal) result.push(traversal);
    else if (item.kind !== "error") {
      tell(reading, item, "`ignore_changes` takes names of attributes, and this is none", {
        help: 'write NAME, NAME[0] or NAME["key"]',
      });
    }
  }
  return result;
}

function replaceTriggeredBy(attribute: Attribute | undefined, reading: Reading): readonly Expression[] {
  if (!attribute || attribute.expr.kind === "error") return [];
  const items = exprList(attribute.expr);
  if (!items) {
    tell(reading, attribute.expr, "`replace_triggered_by` must be a list of references", {
      help: "write [TYPE.NAME, …]",
    });
    return [];
  }
  const result: Expression[] = [];
  for (const item of items) {
    const expr = nativeView(item, reading);
    if (expr && checkTrigger(expr, reading)) result.push(expr);
  }
  return result;
}

/** One resource, with an index of constants, count.index or each.key. */
function checkTrigger(expr: Expression, reading: Reading): boolean {
  let resources = 0;
  for (const traversal of variables(expr)) {
    const reference = referenceOf(traversal);
    const allowed =
      reference.kind === "resource" ||
      (reference.kind === "each" && reference.name === "key") ||
      (reference.kind === "count" && reference.name === "index");
    if (reference.kind === "resource") resources++;
    if (allowed) continue;
    tell(reading, traversal, "`replace_triggered_by` takes resources, count.index and each.key only", {
      help: "name a resource or one of its attributes",
    });
    return false;
  }
  if (resources === 1) return true;
  tell(
    reading,
    expr,
    resources === 0 ? "`replace_triggered_by` needs a reference to a resource" : "this names more than one resource",
    {
      help: "name one resource in each item of the list",
    },
  );
  return false;
}
