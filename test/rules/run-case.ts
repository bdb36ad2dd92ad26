/** Runs the cases of a rule as a user would: files in a directory, and the command line in it. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { main } from "../../src/cli/main.ts";
import type { RuleId } from "../../src/rule-ids.ts";
import type { CaseFile, RuleCase } from "./case-file.ts";

const base: CaseFile = { name: "base.tf", language: "hcl", text: readFileSync("test/rules/base.tf", "utf8") };

export function filesOf(ruleCase: RuleCase, which: "bad" | "good"): readonly CaseFile[] {
  return [...(ruleCase.whole ? [] : [base]), ...ruleCase.both, ...ruleCase[which]];
}

export interface Finding {
  readonly rule: RuleId;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly start: { readonly offset: number };
  readonly end: { readonly offset: number };
  readonly when?: Readonly<Record<string, string>>;
  readonly profiles?: readonly string[];
  readonly suppressed?: object;
  readonly fix?: {
    readonly safe: boolean;
    readonly edits: readonly {
      readonly file: string;
      readonly start: { readonly offset: number };
      readonly end: { readonly offset: number };
      readonly newText: string;
    }[];
  };
}

export interface CaseResult {
  readonly findings: readonly Finding[];
  /** As people see it, without the summary. */
  readonly human: string;
}

const known = new Map<string, Promise<CaseResult>>();

/** What the case's command says of these files. The same question is asked by its test and by its page. */
export function runCase(files: readonly CaseFile[], command: string): Promise<CaseResult> {
  const key = JSON.stringify([command, files]);
  const result = known.get(key) ?? run(files, command);
  known.set(key, result);
  return result;
}

async function run(files: readonly CaseFile[], command: string): Promise<CaseResult> {
  const cwd = mkdtempSync(path.join(tmpdir(), "templatecheck-rule-"));
  try {
    for (const { name, text } of files) {
      mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
      writeFileSync(path.join(cwd, name), text);
    }
    const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
    const outputs = ["--format", "human", "--format", "json=.out.json", "--quiet", "--today", "2026-06-01"];
    const stderr: string[] = [];
    const stdout: string[] = [];
    const code = await main({
      argv: [...words.slice(1), ...outputs],
      stdin: { read: () => new Uint8Array() },
      stdout: { write: (text) => void stdout.push(text), isTTY: false, columns: undefined },
      stderr: { write: (text) => void stderr.push(text), isTTY: false, columns: undefined },
      cwd,
      env: {},
    });
    if (stderr.length > 0) throw new Error(`${command}: code ${code}: ${stderr.join("")}`);
    const { diagnostics } = JSON.parse(readFileSync(path.join(cwd, ".out.json"), "utf8"));
    return { findings: diagnostics, human: stdout.join("").trimEnd() };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/**
 * A finding as a case states it: "error `marked text`: headline", with the rule behind the severity where it is another
 * one, the file where it isn't main.tf, the shortest choice, and what the fix writes.
 */
export function findingLines(
  rule: RuleId,
  files: readonly CaseFile[],
  findings: readonly Finding[],
): readonly string[] {
  return findings.flatMap((finding) => {
    if (finding.suppressed) return [];
    const text = files.find(({ name }) => name === finding.file)?.text ?? "";
    const [marked = "", ...more] = text.slice(finding.start.offset, finding.end.offset).split("\n");
    const severity = finding.rule === rule ? finding.severity : `${finding.severity}[${finding.rule}]`;
    const place = finding.file === "main.tf" ? "" : ` in ${finding.file}`;
    const lines = [`${severity} \`${marked}${more.length > 0 ? "…" : ""}\`${place}: ${finding.message}`];
    if (finding.when) lines.push(`  when ${JSON.stringify(finding.when)}`);
    const [edit] = finding.fix?.edits ?? [];
    if (edit) lines.push(`  ${finding.fix?.safe ? "safe fix" : "unsafe fix"}: ${JSON.stringify(edit.newText)}`);
    return lines;
  });
}

/** The files once the edits of a fix are made. */
export function withFix(files: readonly CaseFile[], fix: NonNullable<Finding["fix"]>): readonly CaseFile[] {
  const fromTheEnd = [...fix.edits].sort((a, b) => b.start.offset - a.start.offset);
  return files.map((file) => {
    let { text } = file;
    for (const edit of fromTheEnd) {
      if (edit.file === file.name) text = text.slice(0, edit.start.offset) + edit.newText + text.slice(edit.end.offset);
    }
    return { ...file, text };
  });
}
