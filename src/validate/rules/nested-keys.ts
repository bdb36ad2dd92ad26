/** Nested blocks that may not repeat a key: items of `coder_metadata`, metadata and volumes of `coder_agent`. */

import { sameSetElement } from "../../hcl/equality.ts";
import type { BlockView } from "../../terraform/evaluated.ts";
import type { ResourceInstance } from "../../terraform/resource-instance.ts";
import { placeOfView, problem } from "../problem.ts";
import type { InstanceRule, Report } from "../rule.ts";
import { hasRule } from "../type-schema.ts";

export const nestedKeys: InstanceRule = {
  kind: "instance",
  name: "keys that nested blocks repeat",
  types: ["coder_agent", "coder_metadata"],
  validate: false,
  stage: "plan",
  check: (instance, report, { providerVersion }) => {
    const asks = (id: string): boolean => hasRule(instance.config, id, providerVersion);
    if (asks("item-keys-unique")) unique(instance, instance.blocks("item").items, items, report);
    if (asks("metadata-keys-unique")) unique(instance, instance.blocks("metadata").items, metadata, report);
    if (asks("volume-paths-unique")) {
      const monitored = instance.blocks("resources_monitoring").items.flatMap((item) => item.blocks("volume").items);
      unique(instance, different(monitored.slice(0, maxVolumes)), volumes, report);
    }
  },
};

interface Uniqueness {
  readonly rule: "metadata-invalid" | "value-invalid";
  readonly block: string;
  readonly attribute: string;
}

const items: Uniqueness = { rule: "metadata-invalid", block: "item", attribute: "key" };
const metadata: Uniqueness = { rule: "metadata-invalid", block: "metadata", attribute: "key" };
const volumes: Uniqueness = { rule: "value-invalid", block: "volume", attribute: "path" };

function unique(
  instance: ResourceInstance,
  blocks: readonly BlockView[],
  { rule, block, attribute }: Uniqueness,
  report: Report,
): void {
  const seen = new Map<string, BlockView>();
  for (const item of blocks) {
    const view = item.attribute(attribute);
    if (view.value.kind !== "string") continue;
    const key = view.value.value;
    const first = seen.get(key);
    if (!first) {
      seen.set(key, item);
      continue;
    }
    const before = placeOfView(first.attribute(attribute));
    const place = placeOfView(view) ?? item.place;
    report(
      problem(rule, "error", place, {
        headline: `two \`${block}\` blocks of ${instance.address} have the ${attribute} ${view.value.marks?.sensitive ? "(sensitive)" : `"${key}"`}`,
        // Blocks that one dynamic block makes have one place.
        secondary: before && before.span !== place.span ? [{ ...before, text: "first used here" }] : [],
        help: `give each \`${block}\` a ${attribute} of its own`,
      }),
    );
  }
}

/** Comparing each with each has to end some time. */
const maxVolumes = 1_000;

/** Volumes are a set: two that are alike in everything are one. */
function different(blocks: readonly BlockView[]): readonly BlockView[] {
  return blocks.filter((volume, at) => !blocks.slice(0, at).some((earlier) => alike(earlier, volume)));
}

function alike(a: BlockView, b: BlockView): boolean {
  return ["path", "threshold", "enabled"].every((name) =>
    sameSetElement(a.attribute(name).value, b.attribute(name).value),
  );
}
