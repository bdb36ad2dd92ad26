/** The parameters of a template, by name. */

import { type ParameterDefinition, parameterDefinition } from "../coder/parameter.ts";
import type { Assignment } from "../terraform/choice.ts";
import type { Engine } from "../terraform/engine.ts";
import { explore } from "../terraform/explore.ts";
import { ResourceInstance } from "../terraform/resource-instance.ts";
import { resourceUnits } from "../terraform/units.ts";

/** Of parameters that differ between choices, what they are nearest to the defaults. In the order of the template. */
export function parameterDefinitions(
  engine: Engine,
  pinned: Assignment,
  limit: number,
): ReadonlyMap<string, ParameterDefinition> {
  const definitions = new Map<string, ParameterDefinition>();
  for (const unit of resourceUnits(engine)) {
    if (unit.config.mode !== "data" || unit.config.type !== "coder_parameter") continue;
    const cell = engine.cell<readonly ParameterDefinition[]>(
      unit.address,
      () =>
        unit
          .instances()
          .flatMap((instance) => (instance instanceof ResourceInstance ? (parameterDefinition(instance) ?? []) : [])),
      () => [],
    );
    for (const { value } of explore(engine.choices, cell, pinned, Math.min(limit, 256)).each) {
      for (const definition of value)
        if (!definitions.has(definition.name)) definitions.set(definition.name, definition);
    }
  }
  return definitions;
}
