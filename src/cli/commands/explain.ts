import { type RuleId, ruleIds } from "../../rule-ids.ts";
import { suggest } from "../../suggest.ts";
import { catalogue } from "../../validate/catalogue.ts";
import type { RuleExample } from "../../validate/rule-example.ts";
import { ruleFacts } from "../../validate/rule-facts.ts";
import type { Arguments } from "../arguments.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import { formatOf } from "../options.ts";
import type { Program } from "../program.ts";
import { ruleDocument } from "./rules.ts";

/** More aren't listed. */
const mostHolding = 12;

/** What a rule finds, why that is worth knowing, a template that is wrong and how it is right. */
export async function explain(given: Arguments, program: Program): Promise<number> {
  const [name = ""] = given.operands;
  const rule = ruleIds.find((candidate) => candidate === name);
  if (!rule) {
    throw new CommandFailure(`no rule ${JSON.stringify(name)}`, adviceFor(name));
  }
  const format = formatOf(given, ["text", "json", "markdown"]);
  const { ruleExamples } = await import("../../validate/rule-examples.ts");
  program.stdout.write(explained(rule, ruleExamples[rule], format));
  return exitCode.clean;
}

function adviceFor(name: string): string {
  const near = suggest(name, ruleIds);
  if (near) return `Did you mean ${JSON.stringify(near)}?`;
  const words = name.toLowerCase().replaceAll("_", "-");
  const holding = words.length < 3 ? [] : ruleIds.filter((rule) => rule.includes(words));
  if (holding.length > 0 && holding.length <= mostHolding)
    return `Rules with that in their name: ${holding.join(", ")}.`;
  return 'Run "templatecheck rules" for the list.';
}

function explained(rule: RuleId, example: RuleExample, format: "text" | "json" | "markdown"): string {
  switch (format) {
    case "text":
      return textPage(rule, example);
    case "json":
      return `${JSON.stringify(document(rule, example), null, 2)}\n`;
    case "markdown":
      return markdownPage(rule, example);
  }
}

/** `explained` of schema/rules.schema.json. */
function document(rule: RuleId, { about, command, bad, output, good }: RuleExample): object {
  const example = command === "" ? null : { command, bad, output, good };
  return { ...ruleDocument(rule), about, example };
}

function textPage(rule: RuleId, example: RuleExample): string {
  const { title, why } = catalogue[rule];
  const parts = [
    `${rule} (${ruleFacts(rule)})\n`,
    `  ${title}\n`,
    wrapped(why),
    ...example.about.split("\n\n").map((paragraph) => wrapped(plain(paragraph))),
  ];
  if (example.command !== "") {
    const run = example.command === "templatecheck lint" ? "" : `, with ${example.command}`;
    parts.push(`Wrong${run}:\n`, indentedFiles(example.bad), `Found:\n`, indented(example.output));
    parts.push("Right:\n", indentedFiles(example.good));
  }
  if (example.more > 0) parts.push(`docs/rules/${rule}.md has ${example.more} more.\n`);
  return parts.join("\n");
}

function markdownPage(rule: RuleId, example: RuleExample): string {
  const { title, why } = catalogue[rule];
  const parts = [`# ${rule}`, ruleFacts(rule), title, why, example.about];
  if (example.command !== "") {
    parts.push("## Wrong", ...blocks(example.bad));
    if (example.command !== "templatecheck lint") parts.push(`With \`${example.command}\`:`);
    parts.push(`\`\`\`text\n${example.output}\n\`\`\``, "## Right", ...blocks(example.good));
  }
  return `${parts.join("\n\n")}\n`;
}

function blocks(files: RuleExample["bad"]): readonly string[] {
  return Object.entries(files).map(([name, text]) => {
    const block = `\`\`\`${language(name)}\n${text}\`\`\``;
    return name === "main.tf" ? block : `\`${name}\`:\n\n${block}`;
  });
}

function language(name: string): string {
  const ending = name.slice(name.lastIndexOf(".") + 1);
  return ending === "tf" || ending === "tfvars" ? "hcl" : ending;
}

/** Names stand above the files when there are several, or one has another than `main.tf`. */
function indentedFiles(files: RuleExample["bad"]): string {
  const entries = Object.entries(files);
  const named = entries.length > 1 || !("main.tf" in files);
  return entries.map(([name, text]) => `${named ? `  # ${name}\n` : ""}${indented(text)}`).join("\n");
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? "\n" : `  ${line}\n`))
    .join("");
}

/** Markdown that reads well without being rendered. */
function plain(markdown: string): string {
  return markdown.replaceAll("**", "").replaceAll("\n", " ");
}

/** Lines of at most 80 columns, indented by two. */
function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 80) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines.map((line) => `${line}\n`).join("");
}
