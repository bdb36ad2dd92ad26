/** Words and places that several rules share. */

import { callChain } from "../coder/call-chain.ts";
import type { DecidedApp } from "../routes/decide.ts";
import type { PlannedResource } from "../terraform/evaluated.ts";
import { writtenAt } from "./app-rule.ts";
import { calledHere } from "./calls.ts";
import type { Place } from "./problem.ts";

/** More places than these don't help a reader. */
const mostPlaces = 12;

/** Where each of some apps says something, and the calls that it came through; without what is marked as `primary`. */
export function otherPlaces(
  instances: readonly PlannedResource[],
  attribute: string | null,
  primary: Place,
): (Place & { readonly text: string })[] {
  const places: (Place & { readonly text: string })[] = [];
  const add = (place: Place, text: string): void => {
    const same = [primary, ...places].some(
      ({ file, span }) => file === place.file && span.start === place.span.start && span.end === place.span.end,
    );
    if (!same) places.push({ ...place, text });
  };
  for (const instance of instances) {
    if (places.length >= mostPlaces) break;
    add(attribute === null ? nameOf(instance) : writtenAt(instance, attribute), instance.address);
    for (const { file, span, call } of callChain(instance.module)) add({ file, span }, `${calledHere} ${call}`);
  }
  return places.slice(0, mostPlaces);
}

/** The label of the resource's block. */
export function nameOf({ config }: PlannedResource): Place {
  return { file: config.file, span: config.nameSpan };
}

/** "a, b and 3 more". */
export function listed(names: readonly string[], most = 4): string {
  const all = [...new Set(names)];
  if (all.length <= most)
    return all.length < 2 ? (all[0] ?? "") : `${all.slice(0, -1).join(", ")} and ${all.at(-1) ?? ""}`;
  return `${all.slice(0, most).join(", ")} and ${all.length - most} more`;
}

export function instancesOf(apps: readonly DecidedApp[]): readonly PlannedResource[] {
  return apps.map(({ facts }) => facts.instance);
}
