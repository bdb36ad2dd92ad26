/** `action` blocks and the `action_trigger` blocks that name them (Terraform 1.14). */

import type { BodySchema } from "../hcl/content.ts";
import { exprAsKeyword, exprList } from "../hcl/static.ts";
import type { Attribute, Block } from "../hcl/tree.ts";
import { variables } from "../hcl/walk.ts";
import { checkName, headerOf, readBlock, titleOf } from "./block-content.ts";
import { refuseBoth, second } from "./block-rules.ts";
import type { NamedBlock } from "./file-config.ts";
import { type Reading, tell } from "./problem.ts";
import { nativeView, providerReference } from "./reference-list.ts";

const actionSchema: BodySchema = {
  attributes: [{ name: "count" }, { name: "for_each" }, { name: "provider", literal: true }],
  blocks: [{ type: "config", labels: [] }],
};
const triggerSchema: BodySchema = {
  attributes: [
    { name: "events", required: true, literal: true },
    { name: "condition" },
    { name: "actions", required: true, literal: true },
  ],
  blocks: [],
};
const events: readonly string[] = ["before_create", "after_create", "before_update", "after_update"];

export function loadAction(block: Block, reading: Reading): NamedBlock | null {
  const [type, name] = block.labels;
  if (!type || !name) return null;
  const title = titleOf(block);
  const { attributes, blocks } = readBlock(block, actionSchema, reading, title);
  checkName(type, "an action type", reading);
  checkName(name, "an action", reading);
  refuseBoth(attributes.get("count"), attributes.get("for_each"), title, reading);
  const provider = attributes.get("provider");
  if (provider) providerReference(provider.expr, "provider", reading);
  const [first, another] = blocks;
  if (first && another) second(another, first, title, reading);
  return { id: `action.${type.value}.${name.value}`, file: reading.file, header: headerOf(block), block };
}

/** False when it can't be used, which has been told. */
export function checkActionTrigger(block: Block, title: string, reading: Reading): boolean {
  const { attributes } = readBlock(block, triggerSchema, reading, `the \`action_trigger\` of ${title}`);
  const eventList = attributes.get("events");
  const actions = attributes.get("actions");
  if (eventList) checkEvents(eventList, reading);
  if (actions) checkActions(actions, reading);
  return eventList !== undefined && actions !== undefined;
}

function checkEvents(attribute: Attribute, reading: Reading): void {
  const items = exprList(attribute.expr);
  if (!items || items.length === 0) {
    if (attribute.expr.kind !== "error") {
      tell(reading, attribute.expr, "`events` must be a list with at least one event", {
        help: `write [${events[1]}]`,
      });
    }
    return;
  }
  const seen = new Set<string>();
  for (const item of items) {
    const event = exprAsKeyword(item);
    if (event === null || !events.includes(event)) {
      tell(reading, item, `\`${reading.file.text.slice(item.start, item.end)}\` is no event`, {
        help: `write one of ${events.join(", ")}`,
      });
    } else if (seen.has(event)) {
      tell(reading, item, `\`${event}\` is listed twice`, { help: "remove one of the two" });
    } else seen.add(event);
  }
}

function checkActions(attribute: Attribute, reading: Reading): void {
  const items = exprList(attribute.expr);
  if (!items || items.length === 0) {
    if (attribute.expr.kind !== "error") {
      tell(reading, attribute.expr, "`actions` must be a list with at least one action", {
        help: "write [action.TYPE.NAME]",
      });
    }
    return;
  }
  for (const item of items) {
    const expr = nativeView(item, reading);
    if (!expr) continue;
    const roots = variables(expr).map((traversal) => traversal.steps[0].name);
    const others = roots.filter((root) => root !== "action" && root !== "count" && root !== "each");
    if (others.length === 0 && roots.filter((root) => root === "action").length === 1) continue;
    tell(reading, expr, "`actions` takes actions of this module, one in each item", { help: "write action.TYPE.NAME" });
  }
}
