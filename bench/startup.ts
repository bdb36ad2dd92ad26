/**
 * Whole processes from a cold start on one small template that needs the coder provider only: processor time against
 * bare Node in the same run, and peak memory; beside them what others take for the same file.
 *
 *     npm run build && npm run bench -- startup [rounds]
 */

import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { median, peer, type Row, ratio, report, rounds } from "./common/measuring.ts";
import { type Command, type Cost, Meter } from "./common/meter.ts";
import { coderProvider, isThere, noPreview, notBuilt, tflint } from "./peers/peers.ts";

const times = process.argv[2] === undefined ? rounds(11) : Number(process.argv[2]);
const program = path.resolve("bin/templatecheck.cjs");
const executable = path.resolve(`dist/exe/templatecheck-${process.platform}-${process.arch}`);
if (!existsSync("dist/bin.cjs")) throw new Error("dist/ is missing: run `npm run build` first");

const template = `terraform {
  required_version = ">= 1.9"
  required_providers {
    coder = {
      source  = "coder/coder"
      version = "~> 2.13"
    }
  }
}

data "coder_workspace" "me" {}

data "coder_parameter" "port" {
  name    = "port"
  type    = "number"
  default = "8080"
}

resource "coder_agent" "main" {
  os   = "linux"
  arch = "amd64"
}

resource "coder_app" "web" {
  agent_id     = coder_agent.main.id
  slug         = "web"
  display_name = "Web"
  url          = "http://localhost:\${data.coder_parameter.port.value}"
  subdomain    = true
  share        = "authenticated"
}

resource "terraform_data" "machine" {
  count = data.coder_workspace.me.start_count
  input = coder_agent.main.token
}
`;

const work = mkdtempSync(path.join(tmpdir(), "templatecheck-bench-"));
const place = path.join(work, "template");
mkdirSync(place);
writeFileSync(path.join(place, "main.tf"), template);
writeFileSync(path.join(work, "config.yaml"), "profiles: { prod: { edition: premium } }\n");
writeFileSync(
  path.join(work, "hcl2json.mjs"),
  `import { readFileSync } from "node:fs";
import { parse } from ${JSON.stringify(import.meta.resolve("@cdktf/hcl2json"))};
await parse("main.tf", readFileSync("main.tf", "utf8"));
`,
);
const config = ["--config", path.join(work, "config.yaml")];
const mostMemory = 55;

interface Case {
  readonly what: string;
  readonly command: Command;
  /** Of the processor time of bare Node; null for a peer. */
  readonly goal: number | null;
  readonly memory?: number;
  readonly status?: number;
}

function own(what: string, goal: number, argv: readonly string[], status = 0): Case {
  const memory = goal > 1.1 ? { memory: mostMemory } : {};
  return { what, goal, status, command: { argv: [process.execPath, program, ...argv], cwd: place }, ...memory };
}

function standalone(what: string, argv: readonly string[]): Case {
  return { what: `${what}, executable`, goal: 0.25, status: 0, command: { argv: [executable, ...argv], cwd: place } };
}

function other(what: string, argv: readonly string[], env: Readonly<Record<string, string>> = {}): Case {
  return { what, goal: null, command: { argv, cwd: place, env } };
}

const cases: Case[] = [
  own("`--version`", 1.1, ["--version"]),
  own("`--help`", 1.1, ["--help"]),
  own("a usage error", 1.1, ["lint", "--formt"], 2),
  own("`lint`", 1.35, ["lint"]),
  own("`compile`", 1.35, ["compile"]),
  own("`lint` with a configuration file", 1.6, ["lint", ...config]),
  own("`compile` with a configuration file", 1.6, ["compile", ...config]),
];
const missing: Row[] = [];
if (existsSync(executable)) cases.push(standalone("`lint`", ["lint"]), standalone("`compile`", ["compile"]));
else {
  const measured = "not built: `npm run build:exe`";
  missing.push({ what: "`lint`, executable", goal: "≤ 0.25 × Node", measured, met: null });
}
if (isThere(tflint.program)) cases.push(other(`tflint ${tflint.version}, bundled rules`, [tflint.program]));
else missing.push(peer("tflint", notBuilt));
if (isThere("coder-preview")) cases.push(other("coder/preview", ["coder-preview"]));
else missing.push(peer("coder/preview", noPreview));
terraform();
cases.push(other("`@cdktf/hcl2json`, parsing that file", [process.execPath, path.join(work, "hcl2json.mjs")]));

/** With its provider in place, as after `terraform init`. */
function terraform(): void {
  if (!isThere("terraform")) missing.push(peer("`terraform validate`, `plan`", "not installed: Terraform on the PATH"));
  else if (!isThere(coderProvider.program)) missing.push(peer("`terraform validate`, `plan`", notBuilt));
  else {
    const { version, program: provider } = coderProvider;
    const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
    const plugins = path.join(work, "plugins");
    const directory = path.join(plugins, "registry.terraform.io/coder/coder", version, platform);
    mkdirSync(directory, { recursive: true });
    copyFileSync(provider, path.join(directory, `terraform-provider-coder_v${version}`));
    const env = { TF_CLI_CONFIG_FILE: "/dev/null", CHECKPOINT_DISABLE: "1" };
    const options = { cwd: place, env: { ...process.env, ...env }, stdio: "pipe" } as const;
    execFileSync("terraform", ["init", "-input=false", `-plugin-dir=${plugins}`], options);
    cases.push(other("`terraform validate`", ["terraform", "validate"], env));
    cases.push(other("`terraform plan`, no state", ["terraform", "plan", "-input=false"], env));
  }
}

const meter = new Meter();
try {
  const base: Cost[] = [];
  const costs = cases.map((): Cost[] => []);
  for (let round = -1; round < times; round++) {
    const bare = await meter.cost({ argv: [process.execPath, "-e", "0"] });
    const all: Cost[] = [];
    for (const { command } of cases) all.push(await meter.cost(command));
    // The first round fills the disk's cache.
    if (round < 0) continue;
    base.push(bare);
    for (const [index, one] of all.entries()) costs[index]?.push(one);
  }
  const [bareCpu, bareMemory] = [median(base.map(({ cpu }) => cpu)), median(base.map(({ memory }) => memory))];
  const rows: Row[] = [];
  const peers: Row[] = [peer("bare Node, `node -e 0`", `${bareCpu.toFixed(0)} ms, ${bareMemory.toFixed(0)} MiB`)];
  console.log(`Node ${process.version}, ${times} rounds; medians of paired runs\n`);
  console.log("| what | × Node | goal | processor | peak memory |\n| --- | --- | --- | --- | --- |");
  console.log(`| node -e 0 | 1.00 | | ${bareCpu.toFixed(1)} ms | ${bareMemory.toFixed(0)} MiB |`);
  for (const [index, { what, goal, memory, status, command }] of cases.entries()) {
    const all = costs[index] ?? [];
    const wrong = status === undefined ? undefined : all.find((one) => one.status !== status);
    if (wrong) throw new Error(`${command.argv.join(" ")}: exit code ${wrong.status}, not ${status}`);
    const spent = all.map((one) => one.cpu);
    const toNode = ratio(
      spent,
      base.map((one) => one.cpu),
    );
    const peak = median(all.map((one) => one.memory)).toFixed(0);
    const columns = [toNode.toFixed(2), goal?.toFixed(2) ?? "", `${median(spent).toFixed(1)} ms`, `${peak} MiB`];
    console.log(`| ${what} | ${columns.join(" | ")} |`);
    const measured = `${toNode.toFixed(2)} × Node, ${peak} MiB`;
    if (goal === null) {
      peers.push(peer(what, measured));
      continue;
    }
    const met = Number(toNode.toFixed(2)) <= goal && (memory === undefined || Number(peak) <= memory);
    const goals = `≤ ${goal} × Node${memory === undefined ? "" : `, ≤ ${memory} MiB`}`;
    rows.push({ what, goal: goals, measured, met, note: command.argv[0] === executable ? "executable" : "startup" });
  }
  for (const { what, measured } of missing) console.log(`| ${what} | ${measured} | | | |`);
  report([
    ...rows,
    ...missing.filter(({ goal }) => goal !== ""),
    ...peers,
    ...missing.filter(({ goal }) => goal === ""),
  ]);
} finally {
  meter.stop();
  rmSync(work, { recursive: true, force: true });
}
