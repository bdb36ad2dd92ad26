/**
 * The cases of `test/rules/`, judged by other tools: how many of the mistakes does each tell of?
 *
 *   CODER_PROVIDER_DIR=provider TFLINT=tflint PREVIEW=preview npm run bench -- tools
 *
 * Each case is a template with one mistake and the same template without. A tool tells of the mistake when it says
 * something of the first that it doesn't say of the second. Terraform runs with the provider in CODER_PROVIDER_DIR
 * (CONTRIBUTING.md says how to build it); tools that aren't named are left out. `--verbose` lists what each tells.
 */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ruleIds } from "../src/rule-ids.ts";
import { groupOf, groups } from "../src/validate/catalogue.ts";
import { readRule } from "../test/rules/case-file.ts";
import { filesOf } from "../test/rules/run-case.ts";

type Say = (directory: string) => readonly string[];

const verbose = process.argv.includes("--verbose");
const root = mkdtempSync(path.join(tmpdir(), "templatecheck-tools-"));
const terraform = process.env.TERRAFORM ?? "terraform";
const provider = process.env.CODER_PROVIDER_DIR;

function call(program: string, argv: readonly string[], cwd: string, env: Record<string, string> = {}): string {
  const { stdout } = spawnSync(program, argv, {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  return stdout ?? "";
}

interface Message {
  readonly severity?: string;
  readonly summary?: string;
  readonly detail?: string;
}

function messages(list: readonly Message[]): readonly string[] {
  return list
    .filter(({ summary }) => summary !== "Provider development overrides are in effect")
    .map(({ severity, summary, detail }) => `${severity}: ${summary}: ${detail}`);
}

function parsed<T>(text: string, otherwise: T): T {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}

const terraformEnvironment = {
  TF_CLI_CONFIG_FILE: path.join(root, "cli.tfrc"),
  TF_IN_AUTOMATION: "1",
  CHECKPOINT_DISABLE: "1",
  CODER_WORKSPACE_NAME: "dev",
  CODER_WORKSPACE_OWNER: "alice",
  CODER_WORKSPACE_OWNER_RBAC_ROLES: "[]",
  CODER_WORKSPACE_TRANSITION: "start",
};

function validated(directory: string): readonly string[] {
  call(terraform, ["get"], directory, terraformEnvironment);
  const text = call(terraform, ["validate", "-json"], directory, terraformEnvironment);
  return messages(parsed<{ diagnostics?: Message[] }>(text, {}).diagnostics ?? []);
}

function planned(directory: string): readonly string[] {
  call(terraform, ["get"], directory, terraformEnvironment);
  const text = call(terraform, ["plan", "-input=false", "-json"], directory, terraformEnvironment);
  const lines = text.split("\n").map((line) => parsed<{ type?: string; diagnostic?: Message }>(line, {}));
  return messages(lines.flatMap(({ diagnostic }) => (diagnostic ? [diagnostic] : [])));
}

const tools: [string, Say][] = [];
if (provider !== undefined) tools.push(["terraform validate", validated], ["terraform plan", planned]);
const { TFLINT: tflint, PREVIEW: preview } = process.env;
if (tflint) {
  tools.push([
    "tflint",
    (directory) => {
      const { issues = [], errors = [] } = parsed<Record<string, { message: string; rule?: { name: string } }[]>>(
        call(tflint, ["--format", "json"], directory),
        {},
      );
      return [...issues, ...errors].map(({ message, rule }) => `${rule?.name}: ${message}`);
    },
  ]);
}
if (preview) {
  tools.push([
    "coder/preview",
    (directory) => {
      const { stdout, stderr } = spawnSync(preview, ["--dir", directory], {
        encoding: "utf8",
        env: { ...process.env, NO_COLOR: "1" },
      });
      return `${stdout}${stderr}`.split("\n").filter((line) => /\b(Error|Warning|error|warning)\b/.test(line));
    },
  ]);
}

writeFileSync(
  path.join(root, "cli.tfrc"),
  `provider_installation {\n  dev_overrides {\n    "coder/coder" = ${JSON.stringify(path.resolve(provider ?? "."))}\n  }\n  direct {}\n}\n`,
);
// No mistakes of a template's, or nothing that another tool could survive.
const others = new Set<string>(["value-unknown", "module-not-loaded", "evaluation-budget"]);
const judged = ruleIds.filter((rule) => groupOf(rule) !== "The tool's own" && !others.has(rule));
const pairs = judged.flatMap((rule) =>
  readRule(rule).cases.map((ruleCase, index) => {
    const [bad = "", good = ""] = (["bad", "good"] as const).map((which) => {
      const directory = path.join(root, `${rule}-${index}`, which);
      for (const { name, text } of filesOf(ruleCase, which)) {
        mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
        writeFileSync(path.join(directory, name), text);
      }
      return directory;
    });
    return { rule, about: ruleCase.about, bad, good };
  }),
);
const told = new Map<string, number[]>(groups.map((group) => [group, [0, ...tools.map(() => 0)]]));
for (const { rule, about, bad, good } of pairs) {
  const row = told.get(groupOf(rule)) ?? [];
  row[0] = (row[0] ?? 0) + 1;
  for (const [at, [tool, say]] of tools.entries()) {
    const right = new Set(say(good));
    const more = say(bad).filter((message) => !right.has(message));
    if (more.length > 0) row[at + 1] = (row[at + 1] ?? 0) + 1;
    if (verbose) console.log(`${rule}, ${about}: ${tool}: ${more[0] ?? "-"}`);
  }
}
rmSync(root, { recursive: true, force: true });
console.log(`| group | cases | ${tools.map(([name]) => name).join(" | ")} |`);
console.log(`| --- | --- |${tools.map(() => " --- |").join("")}`);
for (const [group, row] of told) if (row[0]) console.log(`| ${group} | ${row.join(" | ")} |`);
