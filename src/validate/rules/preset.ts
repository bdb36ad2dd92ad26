/** `coder_workspace_preset`: names and defaults that only one preset may have, and schedules of prebuilds that overlap. */

import type { Diagnostic } from "../../diagnostic.ts";
import type { BlockView, PlannedResource } from "../../terraform/evaluated.ts";
import type { ResourceInstance } from "../../terraform/resource-instance.ts";
import { writtenAt } from "../app-rule.ts";
import { clashes } from "../clashes.ts";
import { placeOfView, problem } from "../problem.ts";
import type { InstanceRule, Report, TemplateRule } from "../rule.ts";
import { schedulesOverlap } from "../schedules.ts";
import { listed, otherPlaces } from "../told.ts";
import { unitClaims } from "../unit-claims.ts";
import { nameKey } from "./parameter-duplicate.ts";

export const presetNames: TemplateRule = {
  kind: "template",
  name: "names and defaults of presets",
  check: (context) => [
    ...clashes(unitClaims(context, "data", "coder_workspace_preset", nameKey), sameName),
    ...clashes(unitClaims(context, "data", "coder_workspace_preset", defaultKey), severalDefaults),
  ],
};

export const presetSchedules: InstanceRule = {
  kind: "instance",
  name: "schedules of prebuilt workspaces",
  types: ["data.coder_workspace_preset"],
  validate: false,
  stage: "plan",
  check: (instance, report) => {
    if (!instance.shape.schema.blocks.has("prebuilds")) return;
    for (const prebuilds of instance.blocks("prebuilds").items.slice(0, 1)) {
      if (!prebuilds.shape.schema.blocks.has("scheduling")) return;
      for (const scheduling of prebuilds.blocks("scheduling").items.slice(0, 1)) {
        overlaps(instance, scheduling.blocks("schedule").items, report);
      }
    }
  },
};

function defaultKey(instance: PlannedResource): string | null {
  if (!instance.shape.schema.attributes.has("default")) return null;
  const { value } = instance.attribute("default");
  return value.kind === "bool" && value.value ? "default" : null;
}

function sameName(name: string, instances: readonly PlannedResource[]): Diagnostic | null {
  const last = instances.at(-1);
  if (!last) return null;
  const place = writtenAt(last, "name");
  return problem("preset-invalid", "error", place, {
    headline: `${instances.length} presets are named "${name}": ${listed(instances.map(({ address }) => address))}`,
    secondary: otherPlaces(instances, "name", place),
    notes: ["Coder stores the presets of a template version by name, and refuses the second one"],
    help: "give each preset a `name` of its own",
  });
}

function severalDefaults(_: string, instances: readonly PlannedResource[]): Diagnostic | null {
  const last = instances.at(-1);
  if (!last) return null;
  const place = writtenAt(last, "default");
  return problem("preset-invalid", "error", place, {
    headline: `${instances.length} presets are the default one: ${listed(instances.map(({ address }) => address))}`,
    secondary: otherPlaces(instances, "default", place),
    notes: ["one preset of a template may be picked at first: Coder refuses the template otherwise"],
    help: "leave `default = true` in one of them",
  });
}

/** The first pair that can't be: the provider stops there, too. */
function overlaps(instance: ResourceInstance, schedules: readonly BlockView[], report: Report): void {
  const texts = schedules.slice(0, 200).map((schedule) => {
    const { value } = schedule.attribute("cron");
    return value.kind === "string" ? value.value : null;
  });
  if (texts.includes(null)) return;
  for (const [at, left] of texts.entries()) {
    for (let next = at + 1; next < texts.length; next++) {
      const right = texts[next];
      const earlier = schedules[at];
      const later = schedules[next];
      if (left === null || right === null || right === undefined || !earlier || !later) continue;
      const found = schedulesOverlap(left, right);
      if (found.kind === "apart") continue;
      const before = placeOfView(earlier.attribute("cron")) ?? earlier.place;
      const place = placeOfView(later.attribute("cron")) ?? later.place;
      const unreadable = found.kind === "unreadable";
      report(
        problem("preset-invalid", "error", place, {
          headline: unreadable
            ? `the schedules "${left}" and "${right}" of ${instance.address} can't be compared: "${found.field}" isn't made of numbers`
            : `the schedules "${left}" and "${right}" of ${instance.address} overlap`,
          secondary:
            before.span !== place.span
              ? [{ ...before, text: unreadable ? "compared with this one" : "overlaps with this one" }]
              : [],
          notes: unreadable
            ? [
                "with several schedules the provider takes only *, numbers and ranges between commas: no names, no steps, weekdays 0 to 6",
              ]
            : ["hours, days and months are compared each by itself, days of the month and weekdays as cron does"],
          help: unreadable ? "write the field in numbers" : "let the schedules have no hour in common",
        }),
      );
      return;
    }
  }
}
