/** Which `count` or `for_each` leaves open whether there is an instance. */

import type { PlacedAttribute } from "./config.ts";
import type { EvaluatedModule, PlannedResource } from "./evaluated.ts";

/** Its own, else the nearest one of its modules; null when none is written. */
export function openRepetition({ key, config, module }: PlannedResource): PlacedAttribute | null {
  if (key === undefined) return config.count ?? config.forEach;
  for (let at: EvaluatedModule | null = module; at; at = at.parent) {
    const { call } = at.node;
    if (at.key === undefined && call) return call.count ?? call.forEach;
  }
  return null;
}
