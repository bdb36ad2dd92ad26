/** Every rule with its default severity and its texts, in the groups and the order of the documentation. */

import type { RuleId } from "../rule-ids.ts";
import { accessRules, healthRules } from "./catalogue/access.ts";
import { coderRules } from "./catalogue/coder.ts";
import type { RuleEntry } from "./catalogue/entry.ts";
import { providerRules } from "./catalogue/provider.ts";
import { reachRules } from "./catalogue/reach.ts";
import { ownRules, terraformRules } from "./catalogue/terraform.ts";

export type { RuleEntry } from "./catalogue/entry.ts";

export const catalogue: Readonly<Record<RuleId, RuleEntry>> = {
  ...providerRules,
  ...coderRules,
  ...reachRules,
  ...accessRules,
  ...healthRules,
  ...terraformRules,
  ...ownRules,
};

export const groups = [
  "What the provider refuses",
  "What Coder refuses or drops",
  "What can't be reached",
  "Who can open it",
  "Health",
  "Terraform around it",
  "The tool's own",
] as const;

export type RuleGroup = (typeof groups)[number];

export function groupOf(rule: RuleId): RuleGroup {
  if (rule in providerRules) return "What the provider refuses";
  if (rule in coderRules) return "What Coder refuses or drops";
  if (rule in reachRules) return "What can't be reached";
  if (rule in accessRules) return "Who can open it";
  if (rule in healthRules) return "Health";
  return rule in terraformRules ? "Terraform around it" : "The tool's own";
}

/** Only where a configuration asks for it. */
export function isOff(rule: RuleId): boolean {
  return catalogue[rule].off === true;
}

/** "off" where only a configuration turns it on. */
export function levelOf(rule: RuleId): string {
  return isOff(rule) ? "off" : catalogue[rule].severity;
}
