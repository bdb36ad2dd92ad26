import type { RuleId } from "../diagnostic.ts";

/** Where the rules' pages are: relative to the project's home as long as package.json names none. */
const pages = "docs/rules/";

export function rulePage(rule: RuleId): string {
  return `${pages}${rule}.md`;
}

/** For what takes addresses only: null while the pages have none. */
export function rulePageAddress(rule: RuleId): string | null {
  return /^https?:/.test(pages) ? rulePage(rule) : null;
}
