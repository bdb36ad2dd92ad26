/** What scripts/rule-pages.mjs runs. */

import { readFileSync, writeFileSync } from "node:fs";
import { ruleIds } from "../../src/rule-ids.ts";
import { caseFile, readRule } from "./case-file.ts";
import { generatedFiles } from "./page.ts";
import { filesOf, findingLines, runCase } from "./run-case.ts";

export async function writePages(): Promise<void> {
  for (const [file, text] of await generatedFiles()) writeFileSync(file, text);
}

/** Writes what is found now into the cases, as a draft: whoever runs it reads the difference. */
export async function recordFindings(): Promise<void> {
  for (const rule of ruleIds) {
    let text = readFileSync(caseFile(rule), "utf8");
    for (const ruleCase of readRule(rule).cases) {
      const files = filesOf(ruleCase, "bad");
      const lines = findingLines(rule, files, (await runCase(files, ruleCase.command)).findings);
      const from = text.indexOf(`## ${ruleCase.about}\n`);
      const next = text.indexOf("\n## ", from + 1);
      const to = next === -1 ? text.length : next;
      text = text.slice(0, from) + withFindings(text.slice(from, to), lines) + text.slice(to);
    }
    writeFileSync(caseFile(rule), text);
  }
}

function withFindings(section: string, lines: readonly string[]): string {
  const block = `\`\`\`text finds\n${lines.join("\n")}\n\`\`\`\n`;
  const at = /^```text finds\n[\s\S]*?^```\n/m;
  if (at.test(section)) return section.replace(at, () => block);
  return section.replace(/^```\w+ (whole )?good/m, (found) => `${block}\n${found}`);
}
