import { presetsOf } from "../../config/levels.ts";
import { compareText } from "../../diagnostic.ts";
import { rulePage } from "../../report/rule-page.ts";
import { type RuleId, ruleIds } from "../../rule-ids.ts";
import { catalogue, groupOf, groups, isOff, levelOf } from "../../validate/catalogue.ts";
import type { Arguments } from "../arguments.ts";
import { exitCode } from "../exit-code.ts";
import { formatOf } from "../options.ts";
import type { Program } from "../program.ts";

/** The list of the rules, in their groups. */
export async function rules(given: Arguments, program: Program): Promise<number> {
  program.stdout.write(listed(formatOf(given, ["text", "json", "markdown"])));
  return exitCode.clean;
}

function listed(format: "text" | "json" | "markdown"): string {
  switch (format) {
    case "text":
      return textList();
    case "json":
      return `${JSON.stringify(ruleIds.map(ruleDocument), null, 2)}\n`;
    case "markdown":
      return markdownList();
  }
}

/** What the machine-readable formats say of a rule: `rule` of schema/rules.schema.json. */
export function ruleDocument(rule: RuleId): object {
  const { severity, title, why, fix } = catalogue[rule];
  return {
    rule,
    level: levelOf(rule),
    severity,
    group: groupOf(rule),
    presets: presetsOf(rule, isOff(rule)),
    fixable: fix !== undefined,
    ...(fix && { fix }),
    title,
    why,
    url: rulePage(rule),
  };
}

function textList(): string {
  const width = Math.max(...ruleIds.map((rule) => rule.length));
  return groups
    .map((group) => {
      const rows = rulesOf(group).map(
        (rule) => `  ${rule.padEnd(width)}  ${levelOf(rule).padEnd(7)}  ${catalogue[rule].title}\n`,
      );
      return `${group}\n${rows.join("")}`;
    })
    .join("\n");
}

function markdownList(): string {
  return groups
    .map((group) => {
      const rows = rulesOf(group).map((rule) => `| \`${rule}\` | ${levelOf(rule)} | ${catalogue[rule].title} |\n`);
      return `## ${group}\n\n| rule | level | what |\n| --- | --- | --- |\n${rows.join("")}`;
    })
    .join("\n");
}

function rulesOf(group: string): readonly RuleId[] {
  return ruleIds.filter((rule) => groupOf(rule) === group).sort(compareText);
}
