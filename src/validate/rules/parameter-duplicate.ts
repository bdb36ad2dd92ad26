/** Two parameters of one name: the provider doesn't mind, Coder refuses the template. */

import type { Diagnostic } from "../../diagnostic.ts";
import type { PlannedResource } from "../../terraform/evaluated.ts";
import { writtenAt } from "../app-rule.ts";
import { clashes } from "../clashes.ts";
import { problem } from "../problem.ts";
import type { TemplateRule } from "../rule.ts";
import { listed, otherPlaces } from "../told.ts";
import { unitClaims } from "../unit-claims.ts";

export const parameterDuplicate: TemplateRule = {
  kind: "template",
  name: "names that several parameters have",
  check: (context) => clashes(unitClaims(context, "data", "coder_parameter", nameKey), tell),
};

export function nameKey(instance: PlannedResource): string | null {
  const { value } = instance.attribute("name");
  return value.kind === "string" ? value.value : null;
}

function tell(name: string, instances: readonly PlannedResource[]): Diagnostic | null {
  const last = instances.at(-1);
  if (!last) return null;
  const place = writtenAt(last, "name");
  return problem("parameter-invalid", "error", place, {
    headline: `${instances.length} parameters are named "${name}": ${listed(instances.map(({ address }) => address))}`,
    secondary: otherPlaces(instances, "name", place),
    notes: ["answers are kept by name, so Coder refuses the template; case makes a difference, modules don't"],
    help: "give each parameter a `name` of its own, or take the value of one from the other",
  });
}
