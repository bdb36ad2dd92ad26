/**
 * How long 50 apps take that depend on twelve yes-or-no questions, 4,096 choices in all: a few each, or each on all of
 * them. The goal is a second each.
 */

import { check, compile, defaultInputs } from "../src/index.ts";
import { type Files, libraries, memoryHost, times } from "./common/in-memory.ts";
import { median, processorSeconds, type Row, report, rounds } from "./common/measuring.ts";

const questions = 12;
const apps = 50;
const repeats = rounds(7);

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

function seconds(command: typeof check, text: string): number {
  const files: Files = new Map([["main.tf", text]]);
  const measured = Array.from({ length: repeats }, () =>
    processorSeconds(() => {
      command(memoryHost(files), "", defaultInputs, libraries);
    }),
  );
  return median(measured);
}

const rows: Row[] = [];
console.log(`${"".padEnd(28)}    lint  compile   seconds of the processor, medians of ${repeats}`);
for (const [name, template] of shapes) {
  const both = [check, compile].map((command) => seconds(command, ground + parameters + template));
  console.log(`${name.padEnd(28)}  ${both.map((time) => time.toFixed(2).padStart(6)).join("   ")}`);
  rows.push({
    what: `4,096 choices over ${apps} apps: ${name}`,
    goal: "≤ 1 s",
    measured: `\`lint\` ${both[0]?.toFixed(2)} s, \`compile\` ${both[1]?.toFixed(2)} s`,
    met: Math.max(...both) <= 1,
    note: "choices",
  });
}
report(rows);
