/** The parameters of a template, for places to show. */

import { ResourceInstance } from "../terraform/resource-instance.ts";
import { resourceUnits } from "../terraform/units.ts";
import type { RuleContext } from "./context.ts";

/** Under the current choice; null when there is none of that name. */
export function parameterNamed(name: string, { engine }: RuleContext): ResourceInstance | null {
  for (const unit of resourceUnits(engine)) {
    if (unit.config.mode !== "data" || unit.config.type !== "coder_parameter") continue;
    for (const instance of unit.instances()) {
      if (!(instance instanceof ResourceInstance)) continue;
      const value = instance.attribute("name").value;
      if (value.kind === "string" && value.value === name) return instance;
    }
  }
  return null;
}
