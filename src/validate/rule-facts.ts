import { presetsOf } from "../config/levels.ts";
import type { RuleId } from "../rule-ids.ts";
import { catalogue, groupOf, isOff, levelOf } from "./catalogue.ts";

/** "error, Health, presets recommended, strict, safe fixes" */
export function ruleFacts(rule: RuleId): string {
  const { fix } = catalogue[rule];
  const presets = `presets ${presetsOf(rule, isOff(rule)).join(", ")}`;
  return [
    levelOf(rule),
    groupOf(rule),
    presets,
    ...(fix ? [fix === "safe" ? "safe fixes" : "fixes, some of them unsafe"] : []),
  ].join(", ");
}
