/** `check`, `moved`, `removed` and `import` blocks. */

import type { BodySchema } from "../hcl/content.ts";
import type { Attribute, Block, Expression } from "../hcl/tree.ts";
import { checkName, headerOf, readBlock, titleOf } from "./block-content.ts";
import { second } from "./block-rules.ts";
import type { CheckConfig, CheckRule, ResourceConfig } from "./config.ts";
import { constantBool } from "./constant.ts";
import { loadCheckRule } from "./load-check-rule.ts";
import { checkProvisioner, runsAtDestroy } from "./load-provisioner.ts";
import { loadResource } from "./load-resource.ts";
import { type Reading, tell } from "./problem.ts";
import { nativeView, providerReference, traversalOf } from "./reference-list.ts";

const required = (name: string) => ({ name, required: true, literal: true });
const checkSchema: BodySchema = {
  attributes: [],
  blocks: [
    { type: "data", labels: ["type", "name"] },
    { type: "assert", labels: [] },
  ],
};
const movedSchema: BodySchema = { attributes: [required("from"), required("to")], blocks: [] };
const removedSchema: BodySchema = {
  attributes: [required("from")],
  blocks: [
    { type: "lifecycle", labels: [] },
    { type: "connection", labels: [] },
    { type: "provisioner", labels: ["type"] },
  ],
};
const removedLifecycleSchema: BodySchema = { attributes: [{ name: "destroy", literal: true }], blocks: [] };
const importSchema: BodySchema = {
  attributes: [
    { name: "provider", literal: true },
    { name: "for_each" },
    { name: "id" },
    required("to"),
    { name: "identity" },
  ],
  blocks: [],
};

export interface LoadedCheck {
  readonly check: CheckConfig;
  readonly data: ResourceConfig | null;
}

export function loadCheck(block: Block, reading: Reading): LoadedCheck | null {
  const [label] = block.labels;
  if (!label) return null;
  const title = titleOf(block);
  const header = headerOf(block);
  if (reading.override) {
    tell(reading, header, "an override can't change `check` blocks", { help: "change the block where it is declared" });
    return null;
  }
  const { blocks } = readBlock(block, checkSchema, reading, title);
  checkName(label, "a check", reading);
  let first: Block | null = null;
  let data: ResourceConfig | null = null;
  const asserts: CheckRule[] = [];
  let written = 0;
  for (const inner of blocks) {
    if (inner.type === "assert") {
      written++;
      const rule = loadCheckRule(inner, title, reading);
      if (rule) asserts.push(rule);
    } else if (first) {
      second(inner, first, title, reading);
    } else {
      first = inner;
      data = loadResource(inner, "data", reading, label.value);
    }
  }
  if (written === 0) tell(reading, header, `${title} has no \`assert\` block`, { help: "add one" });
  return { check: { id: label.value, file: reading.file, header, block, asserts }, data };
}

/** False: it may only stand in an ordinary file. */
function inOrdinaryFile(block: Block, reading: Reading): boolean {
  if (!reading.override) return true;
  tell(reading, headerOf(block), `a \`${block.type}\` block can't stand in an override file`, {
    help: "move it to another file",
  });
  return false;
}

export function loadMoved(block: Block, reading: Reading): Block | null {
  if (!inOrdinaryFile(block, reading)) return null;
  const { attributes } = readBlock(block, movedSchema, reading, "`moved`");
  const from = addressOf(attributes.get("from"), reading);
  const to = addressOf(attributes.get("to"), reading);
  if (from && to && from !== to) {
    tell(reading, headerOf(block), `\`from\` names a ${from} and \`to\` a ${to}`, {
      help: "name two resources or two modules",
    });
  }
  return block;
}

export function loadRemoved(block: Block, reading: Reading): Block {
  const { attributes, blocks } = readBlock(block, removedSchema, reading, "`removed`");
  const fromAttribute = attributes.get("from");
  const from = addressOf(fromAttribute, reading);
  const key = fromAttribute && traversalOf(fromAttribute.expr)?.steps.find((step) => step.kind === "index");
  if (key)
    tell(reading, key, "`removed` takes a whole resource or module, not one instance", { help: "remove the key" });
  for (const inner of blocks) {
    if (inner.type === "lifecycle") {
      const destroy = readBlock(inner, removedLifecycleSchema, reading, "the `lifecycle` of `removed`").attributes.get(
        "destroy",
      );
      if (destroy) constantBool(destroy, reading);
    } else if (from === "module") {
      tell(reading, headerOf(inner), `\`removed\` of a module can't have a \`${inner.type}\``, {
        help: "remove the block",
      });
    } else if (inner.type === "provisioner" && checkProvisioner(inner, reading) && !runsAtDestroy(inner)) {
      tell(reading, headerOf(inner), "a provisioner of `removed` runs when the resource is destroyed", {
        help: "add `when = destroy`",
      });
    }
  }
  return block;
}

export function loadImport(block: Block, reading: Reading): Block | null {
  if (!inOrdinaryFile(block, reading)) return null;
  const { attributes } = readBlock(block, importSchema, reading, "`import`");
  const provider = attributes.get("provider");
  if (provider) providerReference(provider.expr, "provider", reading);
  const id = attributes.get("id");
  const identity = attributes.get("identity");
  if (!id === !identity) {
    tell(
      reading,
      headerOf(block),
      id ? "`import` has both `id` and `identity`" : "`import` has neither `id` nor `identity`",
      {
        help: id ? "keep one of the two" : "add `id`",
      },
    );
  }
  const to = attributes.get("to");
  if (to) importTarget(to, attributes.has("for_each"), reading);
  return block;
}

/** With `for_each` an index may be any expression. */
function importTarget(attribute: Attribute, each: boolean, reading: Reading): void {
  let expr: Expression | null = nativeView(attribute.expr, reading);
  while (each && (expr?.kind === "index" || expr?.kind === "relative-traversal"))
    expr = expr.kind === "index" ? expr.collection : expr.source;
  if (!expr || expr.kind === "error") return;
  const traversal = traversalOf(expr);
  if (!traversal) tell(reading, attribute.expr, "`to` must be the address of a resource", { help: "write TYPE.NAME" });
  else if (traversal.steps[0].name === "data") {
    tell(reading, attribute.expr, "a data source can't be imported", { help: "name a resource" });
  }
}

/** What an address names; null when that isn't clear, which has been told if it is wrong. */
function addressOf(attribute: Attribute | undefined, reading: Reading): "resource" | "module" | null {
  if (!attribute || attribute.expr.kind === "error") return null;
  const traversal = traversalOf(attribute.expr);
  if (!traversal) {
    tell(reading, attribute.expr, `\`${attribute.name}\` must be the address of a resource or a module`, {
      help: "write TYPE.NAME or module.NAME, with constant keys only",
    });
    return null;
  }
  const names = traversal.steps.filter((step) => step.kind !== "index").map(({ name }) => name);
  let at = 0;
  while (names[at] === "module") at += 2;
  return at >= names.length ? "module" : "resource";
}
