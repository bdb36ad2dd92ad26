import type { RuleId } from "../diagnostic.ts";

/** The rule's page, relative to the project's home. */
export function rulePage(rule: RuleId): string {
  return `docs/rules/${rule}.md`;
}
