/** Claims of all resources of one type, for what may be there only once in a template. */

import { exploreUnit } from "../coder/analysis.ts";
import { compareVersions } from "../schema/versions.ts";
import type { PlannedResource } from "../terraform/evaluated.ts";
import { resourceUnits } from "../terraform/units.ts";
import type { Claim, Claimant } from "./clashes.ts";
import type { RuleContext } from "./context.ts";

/** `keyOf`: what an instance claims; null for nothing, or nothing certain. */
export function unitClaims(
  context: RuleContext,
  mode: "managed" | "data",
  type: string,
  keyOf: (instance: PlannedResource) => string | null,
): Claimant<PlannedResource>[] {
  const { engine, started, inputs } = context;
  const claimants: Claimant<PlannedResource>[] = [];
  for (const unit of resourceUnits(engine)) {
    if (unit.config.mode !== mode || unit.config.type !== type) continue;
    const { cases } = exploreUnit(engine, unit, (instance) => claim(instance, keyOf), started, inputs.maxChoices);
    claimants.push(cases.map((claims) => claims.flat()));
  }
  return claimants;
}

function claim(
  instance: PlannedResource,
  keyOf: (instance: PlannedResource) => string | null,
): readonly Claim<PlannedResource>[] {
  const key = instance.expansionUnknown ? null : keyOf(instance);
  return key === null ? [] : [{ key, id: instance.address, item: instance }];
}

/** Whether the checked version of the provider is at least this one. */
export function providerHas(context: RuleContext, since: string): boolean {
  return compareVersions(context.providerVersion, since) >= 0;
}
