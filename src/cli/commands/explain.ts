import { ruleIds } from "../../rule-ids.ts";
import { suggest } from "../../suggest.ts";
import { catalogue, groupOf } from "../../validate/catalogue.ts";
import type { Arguments } from "../arguments.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import { formatOf } from "../options.ts";
import type { Program } from "../program.ts";
import { levelOf, ruleDocument } from "./rules.ts";

/** What a rule finds, and why that is worth knowing. */
export async function explain(given: Arguments, program: Program): Promise<number> {
  const [name = ""] = given.operands;
  const rule = ruleIds.find((candidate) => candidate === name);
  if (!rule) {
    const near = suggest(name, ruleIds);
    throw new CommandFailure(
      `no rule ${JSON.stringify(name)}`,
      near ? `Did you mean ${JSON.stringify(near)}?` : 'Run "templatecheck rules" for the list.',
    );
  }
  const { title, why } = catalogue[rule];
  const facts = `${levelOf(rule)}, ${groupOf(rule)}`;
  switch (formatOf(given, ["text", "json", "markdown"])) {
    case "text":
      program.stdout.write(`${rule} (${facts})\n\n  ${title}\n\n${wrapped(why)}`);
      break;
    case "json":
      program.stdout.write(`${JSON.stringify(ruleDocument(rule), null, 2)}\n`);
      break;
    case "markdown":
      program.stdout.write(`# ${rule}\n\n${facts}\n\n${title}\n\n${why}\n`);
      break;
  }
  return exitCode.clean;
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
