/** What code scanning shows beside an alert. */

import type { RuleId, Severity } from "../diagnostic.ts";
import type { RuleFacts } from "./machine.ts";
import { rulePageAddress } from "./rule-page.ts";

const longestDescription = 1_024;
/** These may be meant, or look like what they aren't; the others are proven. */
const guessing: ReadonlySet<RuleId> = new Set(["secret-in-url", "app-share-terminal", "app-hand-built-address"]);

export function sarifRule(rule: RuleId, { title, why, severity, off, group, security }: RuleFacts): object {
  const page = rulePageAddress(rule);
  const command = `templatecheck explain ${rule}`;
  return {
    id: rule,
    shortDescription: { text: title },
    fullDescription: { text: why.slice(0, longestDescription) },
    help: {
      text: `${title}\n\n${why}\n\nSee "${command}".`,
      markdown: `**${title}**\n\n${why}\n\n${page === null ? `See \`${command}\`.` : `[More about ${rule}](${page})`}`,
    },
    ...(page !== null && { helpUri: page }),
    defaultConfiguration: { level: severity === "info" ? "note" : severity, ...(off && { enabled: false }) },
    properties: {
      tags: ["coder", "terraform", ...(security ? ["security"] : []), tagOf(group)],
      precision: guessing.has(rule) ? "medium" : "very-high",
      "problem.severity": severity === "info" ? "recommendation" : severity,
      ...(security && { "security-severity": securitySeverity(severity) }),
    },
  };
}

/** GitHub's bands: over 9.0 critical, from 7.0 high, from 4.0 medium, below low. */
function securitySeverity(severity: Severity): string {
  switch (severity) {
    case "error":
      return "8.0";
    case "warning":
      return "5.0";
    case "info":
      return "2.0";
  }
}

/** "Who can open it" → "who-can-open-it" */
function tagOf(group: string): string {
  return group
    .toLowerCase()
    .replaceAll("'", "")
    .replaceAll(/[^a-z0-9]+/g, "-");
}
