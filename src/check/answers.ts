/** Answers that are given and that their parameters refuse, where the rules of `lint` don't run. */

import type { Diagnostic } from "../diagnostic.ts";
import type { Engine } from "../terraform/engine.ts";
import { ResourceInstance } from "../terraform/resource-instance.ts";
import { resourceUnits } from "../terraform/units.ts";
import { checkParameter } from "../validate/rules/parameter-input.ts";

/** Under the current choice. */
export function refusedAnswers(engine: Engine): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => {
    if (diagnostic.rule === "parameter-value") found.push(diagnostic);
  };
  for (const { config, instances } of resourceUnits(engine)) {
    if (config.mode !== "data" || config.type !== "coder_parameter") continue;
    for (const instance of instances()) if (instance instanceof ResourceInstance) checkParameter(instance, report);
  }
  return found;
}
