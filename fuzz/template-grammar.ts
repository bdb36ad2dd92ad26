/** Random templates: blocks of Coder's and other types, mostly right, which refer to each other. */

import type { FileSet } from "./file-set.ts";
import { hclPieces, mutated } from "./mutate.ts";
import type { Random } from "./random.ts";
import { templates } from "./seeds.ts";

const head = `terraform {
  required_providers {
    coder = {
      source = "coder/coder"
    }
  }
}
data "coder_workspace" "me" {}
data "coder_workspace_owner" "me" {}
resource "coder_agent" "main" {
  os   = "linux"
  arch = "amd64"
}
resource "docker_container" "ws" {
  count = data.coder_workspace.me.start_count
  env   = [coder_agent.main.token]
}
`;

/** A recorded template or example with changes, or one of random blocks. */
export function randomTemplate(random: Random): FileSet {
  if (random.chance(0.5)) return generatedTemplate(random);
  const files = new Map(random.pick(templates));
  if (random.chance(0.9)) {
    const path = random.pick([...files.keys()]);
    const texts = [...random.pick(templates).values()];
    files.set(path, mutated(files.get(path) ?? "", random, hclPieces, texts));
  }
  return files;
}

/** One of random blocks. */
export function generatedTemplate(random: Random): FileSet {
  const blocks = random.times(1, 6, (index) => block(random, index));
  const files = new Map([["main.tf", head + blocks.join("\n")]]);
  if (random.chance(0.2)) {
    files.set("m/main.tf", module(random));
    const call = `module "m" {\n  source = "./m"\n  agent_id = coder_agent.main.id\n${random.pick(["", "  count = 2\n", '  for_each = toset(["a", "b"])\n', "  slug = local.l0\n"])}}\n`;
    files.set("main.tf", `${files.get("main.tf")}${call}`);
  }
  if (random.chance(0.1)) files.set("terraform.tfvars", `v0 = ${value(random)}\n`);
  return files;
}

function module(random: Random): string {
  return `variable "agent_id" {}
variable "slug" {
  default = ${value(random)}
}
${app(random, 9, "var.agent_id", "var.slug")}output "o" {\n  value = ${value(random)}\n}\n`;
}

function block(random: Random, index: number): string {
  return random.choose([
    () =>
      app(
        random,
        index,
        random.pick(["coder_agent.main.id", "coder_agent.main.id", "coder_agent.other.id"]),
        value(random),
      ),
    () => app(random, index, "coder_agent.main.id", `"app-${index}"`),
    // What is wrong with the one is corrected to what the other has.
    () => app(random, index, "coder_agent.main.id", random.pick(['"My App"', 'lower("MY-APP")'])),
    () => `locals {\n  l${index} = ${value(random)}\n${random.chance(0.3) ? `  k${index} = local.l0\n` : ""}}\n`,
    () =>
      `variable "v${index}" {\n${random.chance(0.6) ? `  default = ${value(random)}\n` : ""}${random.chance(0.4) ? `  type = ${random.pick(["string", "number", "bool", "list(string)", "object({ a = optional(number, 1) })", "any"])}\n` : ""}${random.chance(0.2) ? "  sensitive = true\n" : ""}}\n`,
    () => parameter(random, index),
    () => `output "o${index}" {\n  value = ${value(random)}\n}\n`,
    () =>
      `resource "coder_script" "s${index}" {\n  agent_id = coder_agent.main.id\n  display_name = "S"\n  script = ${value(random)}\n  run_on_start = true\n${random.chance(0.3) ? `  cron = ${value(random)}\n` : ""}}\n`,
    () =>
      `resource "coder_env" "e${index}" {\n  agent_id = coder_agent.main.id\n  name = ${value(random)}\n  value = ${value(random)}\n}\n`,
    () => `resource "terraform_data" "t${index}" {\n  count = ${value(random)}\n  input = ${value(random)}\n}\n`,
    () =>
      `resource "coder_agent" "other" {\n  os = "linux"\n  arch = "arm64"\n${random.chance(0.3) ? `  dir = ${value(random)}\n` : ""}}\n`,
    () =>
      `data "coder_workspace_preset" "p${index}" {\n  name = "p${index}"\n  parameters = {\n    p0 = ${value(random)}\n  }\n}\n`,
    () => `check "c${index}" {\n  assert {\n    condition = ${value(random)}\n    error_message = "no"\n  }\n}\n`,
  ]);
}

function parameter(random: Random, index: number): string {
  const type = random.pick(["string", "number", "bool", "list(string)"]);
  const option = (at: number): string =>
    `  option {\n    name = "o${at}"\n    value = ${random.chance(0.8) ? `"o${at}"` : value(random)}\n  }\n`;
  const range = `  validation {\n    min = ${random.between(0, 5)}\n    max = ${random.between(3, 9)}\n  }\n`;
  return `data "coder_parameter" "p${index}" {\n  name = "p${index}"\n  type = "${type}"\n${random.chance(0.7) ? `  default = ${value(random)}\n` : ""}${random.chance(0.5) ? "  mutable = true\n" : ""}${random.chance(0.4) ? random.times(1, 3, option).join("") : ""}${random.chance(0.2) ? range : ""}}\n`;
}

function app(random: Random, index: number, agent: string, slug: string): string {
  const optional = (probability: number, line: () => string): string =>
    random.chance(probability) ? `  ${line()}\n` : "";
  return `resource "coder_app" "a${index}" {
  agent_id = ${agent}
  slug = ${slug}
${optional(0.2, () => `count = ${random.pick(["1", "2", "0", 'data.coder_parameter.p0.value == "o0" ? 1 : 0', "length(local.l0)", value(random)])}`)}${optional(0.1, () => `for_each = ${random.pick(['toset(["a", "b"])', "{ x = 1 }", value(random)])}`)}${optional(0.8, () => `url = ${random.chance(0.5) ? '"http://localhost:3000/a?b=c"' : value(random)}`)}${optional(0.1, () => `command = ${value(random)}`)}${optional(0.6, () => `subdomain = ${random.pick(["true", "false", value(random)])}`)}${optional(0.5, () => `share = ${random.pick(['"public"', '"owner"', '"authenticated"', "data.coder_parameter.p0.value", value(random)])}`)}${optional(0.2, () => `display_name = ${value(random)}`)}${optional(0.1, () => `icon = ${value(random)}`)}${optional(0.1, () => `open_in = ${random.pick(['"tab"', '"window"', value(random)])}`)}${optional(0.1, () => `order = ${value(random)}`)}${optional(0.1, () => `external = ${value(random)}`)}${optional(0.2, () => `healthcheck {\n    url = ${value(random)}\n    interval = ${value(random)}\n    threshold = 6\n  }`)}}
`;
}

/** An expression of a template. */
export function value(random: Random, depth = 2): string {
  const inner = (): string => value(random, depth - 1);
  const simple = random.pick([
    ...[
      '"a"',
      '"web"',
      '"My App"',
      '"http://localhost:8080"',
      '"a--b"',
      '"3000s"',
      "1",
      "0",
      "-1",
      "8080",
      "1.5",
      "true",
      "false",
      "null",
    ],
    ...[
      "local.l0",
      "local.l1",
      "var.v0",
      "var.v1",
      "data.coder_parameter.p0.value",
      "data.coder_parameter.p1.value",
      "local.k1",
    ],
    ...[
      "data.coder_workspace.me.name",
      "data.coder_workspace_owner.me.name",
      "coder_agent.main.id",
      "path.module",
      "each.key",
      "count.index",
    ],
    ...[
      "[]",
      "{}",
      '["a", "b"]',
      '{ a = 1, "b c" = 2 }',
      '"${path.module}/x"',
      "module.m.o",
      "docker_container.ws[0].id",
      "self.id",
      "coder_app.a0.slug",
    ],
  ]);
  if (depth <= 0) return simple;
  return random.choose([
    () => simple,
    () => simple,
    () => `"${random.pick(["", "x-", "http://", "é"])}\${${inner()}}${random.pick(["", ":80", "/"])}"`,
    () => `${inner()} ${random.pick(["==", "!=", "+", "&&", "||", "<", "/"])} ${inner()}`,
    () => `${inner()} ? ${inner()} : ${inner()}`,
    () => `"%{ if ${inner()} }${random.pick(["", "a"])}%{ else }b%{ endif }"`,
    () => `[for x in ${inner()} : ${random.pick(["x", inner()])}]`,
    () => `{ for k, v in ${inner()} : k => ${random.pick(["v", inner()])} }`,
    () =>
      `${random.pick(["tostring", "tonumber", "toset", "length", "upper", "jsonencode", "keys", "one", "sensitive", "try", "can", "flatten", "tolist", "jsondecode", "urlencode"])}(${inner()})`,
    () =>
      `${random.pick(["lookup", "format", "join", "split", "concat", "merge", "coalesce", "contains", "min", "replace"])}(${random.times(1, 3, inner).join(", ")})`,
    () => `[${random.times(0, 3, inner).join(", ")}]`,
    () => `{ ${random.times(0, 2, (at) => `k${at} = ${inner()}`).join(", ")} }`,
    () => `(${inner()})${random.pick(["[0]", ".a", '["a"]', "[*]", ""])}`,
  ]);
}
