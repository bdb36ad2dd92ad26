/** The formats that few runs ask for: a file of its own in the built program. */

import type { RuleId } from "../diagnostic.ts";
import { renderCheckstyle } from "../report/checkstyle.ts";
import { renderGithub } from "../report/github.ts";
import { renderGitlab } from "../report/gitlab.ts";
import { renderJunit } from "../report/junit.ts";
import type { MachineOptions, RuleFacts } from "../report/machine.ts";
import { commentLimit, renderMarkdown } from "../report/markdown.ts";
import { renderSarif } from "../report/sarif.ts";
import type { Report } from "../report/types.ts";
import { catalogue, groupOf, isOff } from "../validate/catalogue.ts";

export type MachineFormat = "sarif" | "github" | "gitlab" | "junit" | "checkstyle" | "markdown";
/** All but what is known of the rules. */
export type Asked = Omit<MachineOptions, "rule">;

export function renderMachine(report: Report, format: MachineFormat, asked: Asked): string {
  const options: MachineOptions = { ...asked, rule: ruleFacts };
  switch (format) {
    case "sarif":
      return renderSarif(report, options);
    case "github":
      return renderGithub(report, options);
    case "gitlab":
      return renderGitlab(report, options);
    case "junit":
      return renderJunit(report, options);
    case "checkstyle":
      return renderCheckstyle(report, options);
    case "markdown":
      return renderMarkdown(report, options, commentLimit);
  }
}

/** For `$GITHUB_STEP_SUMMARY`: at most so many bytes. */
export function stepSummary(report: Report, asked: Asked, limit: number): string {
  return renderMarkdown(report, { ...asked, rule: ruleFacts }, limit);
}

function ruleFacts(rule: RuleId): RuleFacts {
  const { title, why, severity } = catalogue[rule];
  const group = groupOf(rule);
  return { title, why, severity, off: isOff(rule), group, security: group === "Who can open it" };
}
