import { existsSync, readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { ruleIds } from "../../src/rule-ids.ts";
import { catalogue } from "../../src/validate/catalogue.ts";
import { readRule } from "./case-file.ts";
import { generatedFiles } from "./page.ts";
import { type CaseResult, filesOf, findingLines, runCase, withFix } from "./run-case.ts";

/** No file is known that leads to it: test/cli/main.test.ts gives the command line a parser that refuses too much. */
const withoutCases = new Set(["parser-disagreement"]);

describe.each(ruleIds)("%s", (rule) => {
  const { about, cases } = readRule(rule);

  it("has cases, and says how it is put right", () => {
    expect(about).toMatch(/^\*\*Fix\.\*\* /m);
    expect(cases.length > 0).toBe(!withoutCases.has(rule));
  });

  it.each(cases)("$about", async (ruleCase) => {
    const { command, finds } = ruleCase;
    const files = filesOf(ruleCase, "bad");
    const bad = await runCase(files, command);
    expect(findingLines(rule, files, bad.findings)).toEqual(finds);
    expect(bad.findings.filter((finding) => finding.rule === rule)).not.toEqual([]);

    const right = filesOf(ruleCase, "good");
    const good = await runCase(right, command);
    expect(findingLines(rule, right, good.findings)).toEqual([]);

    for (const { fix, message } of bad.findings) {
      if (!fix) continue;
      const fixed = await runCase(withFix(files, fix), command);
      expect(fixed.findings.map((finding) => finding.message)).not.toContain(message);
    }
  });
});

describe("what is written from the cases", () => {
  let written: ReadonlyMap<string, string>;
  beforeAll(async () => {
    written = await generatedFiles();
  });

  it("is up to date: `npm run generate` writes it", () => {
    const now = new Map([...written.keys()].map((file) => [file, existsSync(file) ? readFileSync(file, "utf8") : ""]));
    expect(now).toEqual(written);
  });

  it("is all that stands there", () => {
    expect(readdirSync("docs/rules").filter((file) => !written.has(`docs/rules/${file}`))).toEqual([]);
  });
});

it("the catalogue says which rules have fixes", async () => {
  const wrong: string[] = [];
  for (const rule of ruleIds) {
    const results: CaseResult[] = [];
    for (const ruleCase of readRule(rule).cases)
      results.push(await runCase(filesOf(ruleCase, "bad"), ruleCase.command));
    const fixes = results.flatMap(({ findings }) =>
      findings.flatMap((one) => (one.rule === rule && one.fix ? [one.fix] : [])),
    );
    const found = fixes.length === 0 ? undefined : fixes.every(({ safe }) => safe) ? "safe" : "unsafe";
    if (catalogue[rule].fix !== found) wrong.push(`${rule}: ${found}`);
  }
  expect(wrong).toEqual([]);
});
