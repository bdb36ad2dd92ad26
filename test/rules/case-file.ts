/**
 * `test/rules/RULE.md`: what is written by hand about a rule, and the cases that its test runs and its page shows.
 *
 * What stands before the first "## " goes to the page as it is. Each "## " section is a case:
 *
 *   ```hcl bad [path]     a file (`main.tf`) of the template that is wrong
 *   ```hcl good [path]    the same file in the template that is right
 *   ```hcl both [path]    a file of both: other modules, the configuration
 *   ```hcl whole both     anything with "whole": the case brings a complete template, so `base.tf` isn't beside it
 *   ```sh                 the command with its options, instead of `templatecheck lint`
 *   ```text finds         what is found in the bad one, see `findingLines`
 */

import { readFileSync } from "node:fs";
import type { RuleId } from "../../src/rule-ids.ts";

export interface CaseFile {
  readonly name: string;
  /** Of the fence, for highlighting. */
  readonly language: string;
  readonly text: string;
}

export interface RuleCase {
  readonly about: string;
  /** Paragraphs below the heading. */
  readonly prose: string;
  readonly bad: readonly CaseFile[];
  readonly good: readonly CaseFile[];
  readonly both: readonly CaseFile[];
  /** Without `base.tf` beside it. */
  readonly whole: boolean;
  /** What is run. */
  readonly command: string;
  readonly finds: readonly string[];
}

export interface RuleText {
  readonly rule: RuleId;
  readonly about: string;
  readonly cases: readonly RuleCase[];
}

export function caseFile(rule: RuleId): string {
  return `test/rules/${rule}.md`;
}

export function readRule(rule: RuleId): RuleText {
  const [about = "", ...sections] = readFileSync(caseFile(rule), "utf8").split(/^## /m);
  return { rule, about: about.trim(), cases: sections.map(readCase) };
}

const fence = /^(`{3,})([^\n]*)\n([\s\S]*?)^\1$\n?/gm;

function readCase(section: string): RuleCase {
  const at = section.indexOf("\n");
  const body = section.slice(at + 1);
  const files = { bad: [] as CaseFile[], good: [] as CaseFile[], both: [] as CaseFile[] };
  let whole = false;
  let command = "templatecheck lint";
  let finds: readonly string[] = [];
  for (const [, , info = "", text = ""] of body.matchAll(fence)) {
    const [language = "", ...words] = info.split(" ");
    if (words[0] === "whole") {
      whole = true;
      words.shift();
    }
    const [role = "", name = "main.tf"] = words;
    if (language === "sh") command = text.trim();
    else if (role === "finds") finds = text.trimEnd().split("\n");
    else if (role === "bad" || role === "good" || role === "both") files[role].push({ name, language, text });
    else throw new Error(`${section.slice(0, at)}: a fence that is none of bad, good, both, finds: ${info}`);
  }
  const prose = body
    .replaceAll(fence, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return { about: section.slice(0, at).trim(), prose, ...files, whole, command, finds };
}
