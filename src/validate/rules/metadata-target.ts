/** Two `coder_metadata` that come to one resource. */

import { countedCall } from "../../coder/call-chain.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { resourceAddress } from "../../terraform/address.ts";
import type { PlannedResource } from "../../terraform/evaluated.ts";
import { moduleAddress } from "../../terraform/units.ts";
import { clashes } from "../clashes.ts";
import type { RuleContext } from "../context.ts";
import { nearestResource } from "../nearest-resource.ts";
import { problem } from "../problem.ts";
import type { TemplateRule } from "../rule.ts";
import { listed, nameOf, otherPlaces } from "../told.ts";
import { unitClaims } from "../unit-claims.ts";

export const metadataTarget: TemplateRule = {
  kind: "template",
  name: "metadata that share a resource",
  check: (context) =>
    clashes(
      unitClaims(context, "managed", "coder_metadata", (instance) => targetOf(instance, context)),
      tell,
    ),
};

function targetOf(instance: PlannedResource, { engine, root }: RuleContext): string | null {
  // Coder doesn't find the metadata of a counted module at all.
  if (countedCall(instance.module.node)) return null;
  const prefix = moduleAddress(instance.module.node);
  const address = resourceAddress(instance.config);
  return nearestResource(engine, root, prefix === "" ? address : `${prefix}.${address}`);
}

function tell(target: string, instances: readonly PlannedResource[]): Diagnostic | null {
  const last = instances.at(-1);
  if (!last) return null;
  const place = nameOf(last);
  return problem("metadata-invalid", "error", place, {
    headline: `${target} gets the metadata of ${instances.length} resources: ${listed(instances.map(({ address }) => address))}`,
    secondary: otherPlaces(instances, null, place),
    notes: [
      "Coder gives metadata to the nearest resource that it depends on, by any reference and by `depends_on`; one for each resource",
    ],
    help: "put the items into one `coder_metadata`, or let it depend on another resource",
  });
}
