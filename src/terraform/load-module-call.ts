/** `module` blocks. */

import { type BodyContent, type BodySchema, justAttributes } from "../hcl/content.ts";
import type { Attribute, Block } from "../hcl/tree.ts";
import { checkName, headerOf, placed, readPartly, titleOf } from "./block-content.ts";
import { checkConstraint, refuseBoth, reserved, secondEscape } from "./block-rules.ts";
import type { ModuleCallConfig, PlacedAttribute } from "./config.ts";
import { constantString } from "./constant.ts";
import { parseModuleSource } from "./module-source.ts";
import { type Reading, tell } from "./problem.ts";
import { dependsOn, passedProviders } from "./reference-list.ts";

const schema: BodySchema = {
  attributes: [
    { name: "source", required: true, literal: true },
    { name: "version", literal: true },
    { name: "count" },
    { name: "for_each" },
    { name: "depends_on", literal: true },
    { name: "providers", literal: true },
  ],
  blocks: [
    { type: "_", labels: [] },
    { type: "lifecycle", labels: [] },
    { type: "locals", labels: [] },
    { type: "provider", labels: ["type"] },
  ],
};

export function loadModuleCall(block: Block, reading: Reading): ModuleCallConfig | null {
  const [label] = block.labels;
  if (!label) return null;
  const title = titleOf(block);
  const found = readPartly(block, schema, reading, title);
  checkName(label, "a module call", reading);
  const { attributes } = found;
  const forEach = attributes.get("for_each");
  refuseBoth(attributes.get("count"), forEach, title, reading);
  const version = versionOf(attributes.get("version"), reading);
  return {
    name: label.value,
    file: reading.file,
    header: headerOf(block),
    source: sourceOf(attributes.get("source"), version !== null, title, reading),
    version,
    count: placed(attributes.get("count"), reading),
    forEach: placed(forEach, reading),
    dependsOn: dependsOn(attributes.get("depends_on"), reading),
    providers: passedProviders(attributes.get("providers"), reading),
    arguments: argumentsOf(found, title, reading),
    endSpan: block.body.endSpan,
  };
}

/** Everything that isn't a meta-argument, and what stands in the escaping block `_`. */
function argumentsOf(
  { blocks, remain }: BodyContent,
  title: string,
  reading: Reading,
): ReadonlyMap<string, PlacedAttribute> {
  const result = new Map<string, PlacedAttribute>();
  let first: Block | null = null;
  for (const body of [remain, ...escaping(blocks)]) {
    const { attributes, diagnostics } = justAttributes(body);
    for (const diagnostic of diagnostics) reading.report(diagnostic);
    for (const [name, attribute] of attributes) result.set(name, placed(attribute, reading));
  }
  for (const inner of blocks) {
    if (inner.type !== "_") reserved(inner, title, reading);
    else if (first) secondEscape(inner, first, reading);
    else first = inner;
  }
  return result;
}

function escaping(blocks: readonly Block[]): Block["body"][] {
  const first = blocks.find(({ type }) => type === "_");
  return first ? [first.body] : [];
}

function versionOf(attribute: Attribute | undefined, reading: Reading): ModuleCallConfig["version"] {
  if (!attribute) return null;
  const value = constantString(attribute, reading);
  if (value === null) return null;
  checkConstraint(value, attribute.expr, reading);
  return { value, span: attribute.expr };
}

function sourceOf(
  attribute: Attribute | undefined,
  hasVersion: boolean,
  title: string,
  reading: Reading,
): ModuleCallConfig["source"] {
  if (!attribute) return null;
  const value = constantString(attribute, reading);
  if (value === null) return null;
  const source = parseModuleSource(value);
  if (source.kind === "local" && hasVersion) {
    tell(reading, attribute.expr, `${title} has a \`version\`, and "${value}" is a directory`, {
      rule: "module-call",
      notes: ["only modules of a registry have versions"],
      help: "remove `version`",
    });
  } else if (source.kind === "remote" && hasVersion) {
    tell(reading, attribute.expr, `${title} has a \`version\`, and "${value}" isn't the address of a registry module`, {
      rule: "module-call",
      help: "remove `version`, or write [HOST/]NAMESPACE/NAME/PROVIDER",
    });
  } else if (source.kind === "invalid") {
    tell(reading, attribute.expr, `"${value}" is no module source: ${source.reason}`, {
      rule: "module-call",
      help: source.help,
    });
  }
  return { value, span: attribute.expr };
}
