/** `resource`, `data` and `ephemeral` blocks. */

import type { BodySchema } from "../hcl/content.ts";
import type { Block } from "../hcl/tree.ts";
import { checkName, headerOf, placed, readPartly, titleOf } from "./block-content.ts";
import { refuseBoth, reserved, second, secondEscape } from "./block-rules.ts";
import type { ResourceConfig, ResourceMode } from "./config.ts";
import { loadLifecycle, noLifecycle } from "./load-lifecycle.ts";
import { checkProvisioner } from "./load-provisioner.ts";
import { type Reading, tell } from "./problem.ts";
import { dependsOn, providerReference } from "./reference-list.ts";

const attributes: BodySchema["attributes"] = [
  { name: "count" },
  { name: "for_each" },
  { name: "provider", literal: true },
  { name: "depends_on", literal: true },
];
const otherSchema: BodySchema = {
  attributes,
  blocks: ["lifecycle", "locals", "_"].map((type) => ({ type, labels: [] })),
};
const managedSchema: BodySchema = {
  attributes,
  blocks: [...otherSchema.blocks, { type: "connection", labels: [] }, { type: "provisioner", labels: ["type"] }],
};

export function loadResource(
  block: Block,
  mode: ResourceMode,
  reading: Reading,
  check: string | null = null,
): ResourceConfig | null {
  const [type, name] = block.labels;
  if (!type || !name) return null;
  const title = titleOf(block);
  const found = readPartly(block, mode === "managed" ? managedSchema : otherSchema, reading, title);
  checkName(type, mode === "data" ? "a data source" : "a resource type", reading);
  checkName(name, "a resource", reading);
  const count = found.attributes.get("count");
  const forEach = found.attributes.get("for_each");
  refuseBoth(count, forEach, title, reading);
  const provider = found.attributes.get("provider");
  const address = `${mode === "managed" ? "" : `${mode}.`}${type.value}.${name.value}`;
  const bodies = [found.remain];
  const provisioners: Block[] = [];
  const firsts = new Map<string, Block>();
  let lifecycle = noLifecycle;
  for (const inner of found.blocks) {
    const first = firsts.get(inner.type);
    if (inner.type !== "provisioner") firsts.set(inner.type, first ?? inner);
    switch (inner.type) {
      case "lifecycle":
        if (first) second(inner, first, title, reading);
        else if (check !== null) {
          tell(reading, inner.typeSpan, "a data source of a `check` can't have a `lifecycle`", {
            help: "remove the block",
          });
        } else lifecycle = loadLifecycle(inner, mode, title, address, reading);
        break;
      case "provisioner":
        if (checkProvisioner(inner, reading)) provisioners.push(inner);
        break;
      case "connection":
        if (first) second(inner, first, title, reading);
        else provisioners.push(inner);
        break;
      case "_":
        if (first) secondEscape(inner, first, reading);
        else bodies.push(inner.body);
        break;
      default:
        reserved(inner, title, reading);
    }
  }
  if (check !== null) {
    for (const attribute of [count, forEach]) {
      if (!attribute) continue;
      tell(reading, attribute.nameSpan, `a data source of a \`check\` can't have \`${attribute.name}\``, {
        help: "remove it",
      });
    }
  }
  return {
    mode,
    type: type.value,
    name: name.value,
    file: reading.file,
    header: headerOf(block),
    block,
    typeSpan: { start: type.start, end: type.end },
    nameSpan: { start: name.start, end: name.end },
    count: check !== null ? null : placed(count, reading),
    forEach: check !== null ? null : placed(forEach, reading),
    provider: provider ? providerReference(provider.expr, "provider", reading) : null,
    dependsOn: dependsOn(found.attributes.get("depends_on"), reading),
    ...lifecycle,
    provisioners,
    bodies,
    check,
  };
}
