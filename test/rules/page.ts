/** The pages of docs/rules and what `explain` shows, from the cases. */

import { presetsOf } from "../../src/config/levels.ts";
import { type RuleId, ruleIds } from "../../src/rule-ids.ts";
import { canBeSuppressed } from "../../src/suppress/limits.ts";
import { catalogue, groupOf, groups, isOff, levelOf } from "../../src/validate/catalogue.ts";
import type { RuleExample } from "../../src/validate/rule-example.ts";
import { type CaseFile, caseFile, type RuleCase, type RuleText, readRule } from "./case-file.ts";
import { filesOf, runCase } from "./run-case.ts";

/** Path → text, of everything that is generated. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const examples: Partial<Record<RuleId, RuleExample>> = {};
  for (const rule of ruleIds) {
    const text = readRule(rule);
    const outputs: string[] = [];
    for (const ruleCase of text.cases) outputs.push((await runCase(filesOf(ruleCase, "bad"), ruleCase.command)).human);
    files.set(`docs/rules/${rule}.md`, rulePage(text, outputs));
    examples[rule] = exampleOf(text, outputs);
  }
  files.set("docs/rules/README.md", indexPage());
  files.set("src/validate/rule-examples.json", `${JSON.stringify(examples, null, 2)}\n`);
  return files;
}

function exampleOf({ about, cases }: RuleText, outputs: readonly string[]): RuleExample {
  const [first] = cases;
  if (!first) return { about, command: "", bad: {}, output: "", good: {}, more: 0 };
  const texts = (...files: readonly CaseFile[]): Readonly<Record<string, string>> =>
    Object.fromEntries(files.map(({ name, text }) => [name, text]));
  return {
    about,
    command: first.command,
    bad: texts(...first.both, ...first.bad),
    output: outputs[0] ?? "",
    good: texts(...first.good),
    more: cases.length - 1,
  };
}

function rulePage({ rule, about, cases }: RuleText, outputs: readonly string[]): string {
  const { title, why, fix } = catalogue[rule];
  const presets = presetsOf(rule, isOff(rule)).map((preset) => `\`${preset}\``);
  const facts = [
    `**${levelOf(rule)}**`,
    groupOf(rule),
    `presets: ${presets.join(", ")}`,
    ...(fix ? [fix === "safe" ? "has safe fixes" : "has fixes, some of them unsafe"] : []),
  ];
  const parts = [
    `# ${rule}`,
    `<!-- Written by scripts/rule-pages.mjs from ${caseFile(rule)} -->`,
    facts.join(" · "),
    `${title.charAt(0).toUpperCase()}${title.slice(1)}.`,
    why,
    about,
    "## Examples",
    ...cases.flatMap((ruleCase, at) => casePart(ruleCase, outputs[at] ?? "")),
    "## Configuration",
    configuration(rule),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function casePart(ruleCase: RuleCase, output: string): readonly string[] {
  const { about, prose, bad, good, both, command, whole } = ruleCase;
  const named = whole || both.length > 0 || [...bad, ...good].some(({ name }) => name !== "main.tf");
  return [
    `### ${about}`,
    prose,
    ...both.map((file) => shown(file, true)),
    ...bad.map((file) => shown(file, named)),
    ...(command === "templatecheck lint" ? [] : [`With \`${command}\`:`]),
    `\`\`\`text\n${output}\n\`\`\``,
    "Right:",
    ...good.map((file) => shown(file, named)),
  ];
}

function shown({ name, language, text }: CaseFile, named: boolean): string {
  const block = `\`\`\`${language}\n${text}\`\`\``;
  return named ? `\`${name}\`:\n\n${block}` : block;
}

function configuration(rule: RuleId): string {
  const level = levelOf(rule) === "off" ? "warning" : "off";
  const levels = [
    "In `.templatecheck.yaml`, for all templates or those that match a pattern:",
    `\`\`\`yaml\nrules:\n  ${rule}: ${level} # error, warning, info or off\n\`\`\``,
  ];
  if (!canBeSuppressed(rule)) return [...levels, "No comment in a template suppresses it."].join("\n\n");
  return [
    ...levels,
    "[In a template](../suppressing.md), on the line or the line above, with a reason:",
    `\`\`\`hcl\n# templatecheck: ignore ${rule} -- why it is right here\n\`\`\``,
  ].join("\n\n");
}

function indexPage(): string {
  const parts = [
    "# Rules",
    "<!-- Written by scripts/rule-pages.mjs -->",
    [
      "Levels are the defaults: `templatecheck rules` lists them, `templatecheck explain RULE` shows one, and the",
      "[configuration](../configuration.md) changes them. The presets are `recommended` (everything that isn't off), `strict`",
      "and `security`. Every example on these pages is run by a test, and every output is what the program printed.",
    ].join("\n"),
    "Beside an example stands this `base.tf`, unless its files say otherwise:",
    `\`\`\`hcl\n${baseText()}\`\`\``,
    ...groups.flatMap((group) => [
      `## ${group}`,
      [
        "| rule | level | finds |",
        "| --- | --- | --- |",
        ...ruleIds
          .filter((rule) => groupOf(rule) === group)
          .map((rule) => `| [${rule}](${rule}.md) | ${levelOf(rule)} | ${catalogue[rule].title} |`),
      ].join("\n"),
    ]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function baseText(): string {
  return filesOf({ about: "", prose: "", bad: [], good: [], both: [], whole: false, command: "", finds: [] }, "bad")
    .map(({ text }) => text)
    .join("");
}
