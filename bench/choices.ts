/**
 * How long 50 apps take that depend on twelve yes-or-no questions, 4,096 choices in all: a few each, or each on all of
 * them. And what has nothing to do with choices but is as large: 300 module calls, 1,000 templates of 200 lines.
 * The goal is a second each, three for the thousand.
 */

import { check, compile, defaultInputs } from "../src/index.ts";
import { type Files, libraries, memoryHost, times } from "./in-memory.ts";

const questions = 12;
const apps = 50;
const rounds = 5;
/** A thousand templates take long enough to be measured once. */
const many = 1000;

const ground = `
terraform {
  required_providers {
    coder = {
      source  = "coder/coder"
      version = "~> 2.0"
    }
  }
}
data "coder_workspace" "me" {}
resource "coder_agent" "dev" {
  os   = "linux"
  arch = "amd64"
}
resource "docker_container" "workspace" {
  count = data.coder_workspace.me.start_count
  env   = ["TOKEN=\${coder_agent.dev.token}"]
}
`;

const parameters = times(
  questions,
  (index) => `
data "coder_parameter" "p${index}" {
  name    = "p${index}"
  type    = "bool"
  default = "false"
}
`,
);

function answer(index: number): string {
  return `data.coder_parameter.p${index % questions}.value`;
}

function all(separator: string, make: (answer: string) => string): string {
  return Array.from({ length: questions }, (_, index) => make(answer(index))).join(separator);
}

function app(index: number, { count, port }: { readonly count?: string; readonly port?: string }): string {
  return `
resource "coder_app" "a${index}" {
  ${count === undefined ? "" : `count = ${count}`}
  agent_id  = coder_agent.dev.id
  slug      = "a${index}"
  url       = "http://localhost:${port ?? 3000 + index}"
  subdomain = true
}
`;
}

const yes = (text: string): string => `${text} == "true"`;

const shapes: readonly (readonly [name: string, template: string])[] = [
  [
    "a few answers each",
    times(apps, (index) =>
      app(index, {
        count: `${yes(answer(index))} && ${yes(answer(index + 5))} ? 1 : 0`,
        port: `\${${yes(answer(index + 3))} ? ${4000 + index} : ${3000 + index}}`,
      }),
    ),
  ],
  [
    "whether any, by a local",
    `locals {\n  any = length([for x in [${all(", ", (text) => text)}] : x if ${yes("x")}]) > 0 ? 1 : 0\n}\n${times(
      apps,
      (index) => app(index, { port: `\${${3000 + 100 * index} + local.any}` }),
    )}`,
  ],
  [
    "how many, by a local",
    `locals {\n  many = length([for x in [${all(", ", (text) => text)}] : x if ${yes("x")}])\n}\n${times(
      apps,
      (index) => app(index, { port: `\${${3000 + 100 * index} + local.many}` }),
    )}`,
  ],
  ["all of them, by &&", times(apps, (index) => app(index, { count: `${all(" && ", yes)} ? 1 : 0` }))],
  ["all of them, by alltrue", times(apps, (index) => app(index, { count: `alltrue([${all(", ", yes)}]) ? 1 : 0` }))],
  [
    "a sum in each app",
    times(apps, (index) =>
      app(index, { port: `\${${3000 + 100 * index} + ${all(" + ", (text) => `(${yes(text)} ? 1 : 0)`)}}` }),
    ),
  ],
];

const modules: Files = new Map([
  [
    "main.tf",
    ground +
      times(
        300,
        (index) =>
          `module "m${index}" {\n  source   = "./m"\n  agent_id = coder_agent.dev.id\n  port     = ${3000 + index}\n}\n`,
      ),
  ],
  [
    "m/main.tf",
    `
variable "agent_id" {
  type = string
}
variable "port" {
  type = number
}
resource "coder_app" "a" {
  agent_id = var.agent_id
  slug     = "s\${var.port}"
  url      = "http://localhost:\${var.port}"
}
`,
  ],
]);

const small: Files = new Map([
  [
    "main.tf",
    `${ground}${app(1, {})}locals {\n${times(170, (index) => `  value${index} = "text \${data.coder_workspace.me.name} ${index}"\n`)}}\n`,
  ],
]);

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function row(name: string, command: typeof check, files: Files, count = 1): void {
  const measured: number[] = [];
  for (let round = 0; round < (count === many ? 1 : rounds); round++) {
    const before = process.cpuUsage();
    for (let at = 0; at < count; at++) command(memoryHost(files), "", defaultInputs, libraries);
    const { user, system } = process.cpuUsage(before);
    measured.push((user + system) / 1e6);
  }
  const what = command === check ? "lint" : "compile";
  console.log(`${name.padEnd(28)} ${what.padEnd(8)} ${median(measured).toFixed(2).padStart(6)}`);
}

console.log(`${"".padEnd(28)} ${"".padEnd(8)}  CPU s`);
row("1,000 templates of 200 lines", check, small, many);
console.log(`peak memory until here: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
row("300 module calls", check, modules);
for (const [name, template] of shapes)
  for (const command of [check, compile]) row(name, command, new Map([["main.tf", ground + parameters + template]]));
