/**
 * Whether time grows in proportion: each measure is doubled four times, and the exponent of the growth is printed
 * (1 is linear; the goal is at most 1.1). Everything in memory, nothing of the disk is measured.
 */

import { check, defaultInputs } from "../src/index.ts";
import { type Files, libraries, memoryHost, times } from "./common/in-memory.ts";
import { median, processorSeconds, type Row, report, rounds } from "./common/measuring.ts";

const ground = `
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

function app(slug: string): string {
  return `
resource "coder_app" "${slug}" {
  agent_id  = coder_agent.dev.id
  slug      = "${slug}"
  url       = "http://localhost:3000"
  subdomain = true
}
`;
}

/** What is doubled, and where it begins. */
const measures: readonly (readonly [name: string, start: number, make: (size: number) => readonly Files[]])[] = [
  ["lines of source", 400, (size) => [template(ground + app("a") + locals(size))]],
  ["apps", 25, (size) => [template(ground + times(size, (index) => app(`app${index}`)))]],
  ["module calls", 25, (size) => [new Map([...template(ground + calls(size)), ["m/main.tf", module]])]],
  ["parameters", 8, (size) => [template(ground + times(size, parameter))]],
  ["templates", 5, (size) => Array.from({ length: size }, () => template(ground + app("a") + locals(150)))],
];

function template(text: string): Files {
  return new Map([["main.tf", text]]);
}

function locals(lines: number): string {
  return `locals {\n${times(lines, (index) => `  value${index} = "text \${data.coder_workspace.me.name} ${index}"\n`)}}\n`;
}

const module = `
variable "agent_id" {}
variable "slug" {}
resource "coder_app" "a" {
  agent_id = var.agent_id
  slug     = var.slug
  url      = "http://localhost:3000"
}
`;

function calls(count: number): string {
  return times(count, (index) => {
    return `module "m${index}" {\n  source = "./m"\n  agent_id = coder_agent.dev.id\n  slug = "s${index}"\n}\n`;
  });
}

/** Each decides over one app of its own. */
function parameter(index: number): string {
  return `
data "coder_parameter" "p${index}" {
  name    = "p${index}"
  type    = "bool"
  default = "false"
}
resource "coder_app" "p${index}" {
  count    = data.coder_parameter.p${index}.value == "true" ? 1 : 0
  agent_id = coder_agent.dev.id
  slug     = "p${index}"
  url      = "http://localhost:3000"
}
`;
}

const repeats = rounds(7);
const goal = 1.1;

function seconds(templates: readonly Files[]): number {
  const measured = Array.from({ length: repeats }, () =>
    processorSeconds(() => {
      for (const files of templates) check(memoryHost(files), "", defaultInputs, libraries);
    }),
  );
  return median(measured);
}

/** The slope of the line through the points, both axes logarithmic. */
function exponent(points: readonly (readonly [size: number, time: number])[]): number {
  const logs = points.map(([size, time]) => [Math.log(size), Math.log(time)] as const);
  const mean = (index: 0 | 1): number => logs.reduce((sum, point) => sum + point[index], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const above = logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return above / logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

seconds([template(ground + app("warm") + locals(500))]);
console.log("measure            ms of the processor at each doubling            exponent (goal ≤ 1.10)");
const rows: Row[] = [];
for (const [name, start, make] of measures) {
  const points = [1, 2, 4, 8, 16].map((factor) => [start * factor, seconds(make(start * factor))] as const);
  const columns = points.map(([size, time]) => `${size}: ${(time * 1000).toFixed(1)}`.padEnd(13)).join(" ");
  console.log(`${name.padEnd(18)} ${columns} ${exponent(points).toFixed(2)}`);
  const measured = exponent(points).toFixed(2);
  const what = `growth with ${name}, ${start} to ${start * 16}`;
  rows.push({ what, goal: `exponent ≤ ${goal}`, measured, met: Number(measured) <= goal, note: "growth" });
}
report(rows);
