/** Hostile templates: very many of one thing, or one thing that is very large. */

import { app, type Case, nested, parameter, spent, template, times } from "./case.ts";

function main(name: string, says: RegExp, code: number, text: () => string, more: Partial<Case> = {}): Case {
  return { name, says, code, large: true, files: () => ({ "main.tf": template + text() }), ...more };
}

const lint = { argv: ["lint", "main.tf"] };
const flag = (at: number): string =>
  `data "coder_parameter" "p${at}" {\n  name = "p${at}"\n  type = "bool"\n  default = "true"\n}\n`;
const value = (at: number): string => `data.coder_parameter.p${at}.value`;

export const templateCases: readonly Case[] = [
  main("100,000 apps", /tokens/, 1, () => times(100_000, (at) => app(`a${at}`, '"x"')), lint),
  main("10,000 apps", spent, 1, () => times(10_000, (at) => app(`a${at}`, '"x"')), lint),
  main("3,000 apps", /./, 0, () => times(3_000, (at) => app(`a${at}`, '"x"')), lint),
  main("100 apps of count = 1000", /./, 1, () =>
    times(100, (at) => app(`a${at}`, '"x"').replace("{", "{\n  count = 1000")),
  ),
  main("100,000 findings", /more findings aren't listed/, 1, () => times(100_000, (at) => `x${at} {}\n`), lint),
  main(
    "60,000 suppressions",
    /./,
    0,
    () => times(60_000, (at) => `# templatecheck: ignore app-slug-format -- ${at}\nlocals {}\n`),
    lint,
  ),
  main(
    "one comment that suppresses 100,000 rules",
    /./,
    0,
    () => `# templatecheck: ignore ${"x, ".repeat(100_000)}y -- z\n${app("a", '"x"')}`,
    lint,
  ),
  main(
    "a slug of 1 MB",
    /./,
    0,
    () => app("a", '"x"').replace('"a"\n  url', `"${"a".repeat(1_000_000)}"\n  url`),
    lint,
  ),
  main("an address of 4 MB", /./, 1, () => app("a", `"${"x".repeat(3_900_000)}\${local.none}"`), lint),
  main(
    "an address of 100,000 parts",
    /./,
    0,
    () => app("a", '"x"').replace("4000/", `4000/${"a/../".repeat(100_000)}`),
    lint,
  ),
  main(
    "a command of 4 MB",
    /./,
    0,
    () => app("a", '"x"').replace(/url .*/, `command = "${"x".repeat(3_900_000)}"`),
    lint,
  ),
  main(
    "an icon of 4 MB",
    /./,
    0,
    () => app("a", '"x"').replace("{", `{\n  icon = "/icon/${"../".repeat(1_000_000)}"`),
    lint,
  ),
  main(
    "50,000 options",
    /./,
    1,
    () =>
      parameter(
        "p",
        Array.from({ length: 50_000 }, (_, at) => `v${at}`),
      ) + app("a", "data.coder_parameter.p.value"),
    lint,
  ),
  main(
    "a multi-select of 1,000 options",
    /./,
    0,
    () =>
      parameter(
        "p",
        Array.from({ length: 1000 }, (_, at) => `v${at}`),
      ).replace(
        'default = "v0"',
        'type = "list(string)"\n  form_type = "multi-select"\n  default = jsonencode(["v0"])',
      ) + app("a", "length(jsondecode(data.coder_parameter.p.value))"),
    lint,
  ),
  main(
    "a number between -1000000000 and 1000000000",
    /./,
    0,
    () =>
      `data "coder_parameter" "p" {\n  name = "p"\n  type = "number"\n  default = 1\n  validation {\n    min = -1000000000\n    max = 1000000000\n  }\n}\n${app("a", "data.coder_parameter.p.value")}`,
    lint,
  ),
  main(
    "a validation that backtracks",
    /./,
    0,
    () =>
      `data "coder_parameter" "p" {\n  name = "p"\n  default = "${"a".repeat(50_000)}"\n  validation {\n    regex = "^(a*)*$"\n    error = "no"\n  }\n}\n${app("a", "length(data.coder_parameter.p.value)")}`,
    lint,
  ),
  main(
    "1,000 presets of 50 parameters",
    /./,
    0,
    () =>
      times(50, flag) +
      times(
        1000,
        (at) =>
          `data "coder_workspace_preset" "w${at}" {\n  name = "w${at}"\n  parameters = {\n${times(50, (p) => `    p${p} = "${(at >> (p % 10)) & 1 ? "true" : "false"}"\n`)}  }\n}\n`,
      ) +
      app("a", value(0)),
    lint,
  ),
  main(
    "3,000 parameters that exist by each other",
    /./,
    1,
    () =>
      times(3000, (at) =>
        flag(at).replace("{", `{\n  count = ${at === 0 ? 1 : `length(data.coder_parameter.p${at - 1})`}`),
      ) + app("a", "length(data.coder_parameter.p2999)"),
    lint,
  ),
  main(
    "20 parameters that decide about 200 agents",
    /./,
    1,
    () =>
      times(20, flag) +
      times(
        200,
        (at) =>
          `resource "coder_agent" "a${at}" {\n  os = "linux"\n  arch = "amd64"\n  count = ${value(at % 20)} == "true" && ${value((at * 7 + 3) % 20)} == "true" ? 1 : 0\n}\n`,
      ),
    lint,
  ),
  main(
    "100 apps that each exist by 12 parameters of 60",
    spent,
    1,
    () =>
      times(60, flag) +
      times(100, (at) =>
        app(`a${at}`, '"x"').replace(
          "{",
          `{\n  count = alltrue([${times(12, (p) => `${value((at * 5 + p * 7) % 60)} == "true", `)}]) ? 1 : 0`,
        ),
      ),
    lint,
  ),
  main(
    "20,000 moved blocks in a row",
    /./,
    0,
    () => times(20_000, (at) => `moved {\n  from = null_resource.r${at}\n  to = null_resource.r${at + 1}\n}\n`),
    lint,
  ),
  main(
    "20,000 checks",
    /./,
    1,
    () =>
      times(10_000, (at) => `check "c${at}" {\n  assert {\n    condition = true\n    error_message = "no"\n  }\n}\n`),
    lint,
  ),
  main(
    "10,000 configurations of a provider",
    /./,
    0,
    () => times(10_000, (at) => `provider "coder" {\n  alias = "a${at}"\n}\n`),
    lint,
  ),
  main(
    "a version constraint of 1 MB",
    /./,
    1,
    () => `terraform {\n  required_version = "${">= 1.0.0, ".repeat(100_000)}< 2.0.0"\n}\n`,
    lint,
  ),
  main("a dynamic block of 4,096 in each of 100 resources", /./, 0, () =>
    times(
      100,
      (at) =>
        `resource "null_resource" "r${at}" {\n  dynamic "x" {\n    for_each = range(1000)\n    content {\n      a = x.value\n    }\n  }\n}\n`,
    ),
  ),
  main("a heredoc of 40 MB", /./, 1, () => `locals {\n  a = <<EOT\n${"x\n".repeat(20_000_000)}EOT\n}\n`, lint),
  main(
    "a flush heredoc of 300,000 lines",
    /./,
    0,
    () => `locals {\n  a = <<-EOT\n${"    x\n".repeat(300_000)}    EOT\n}\n${app("a", "length(local.a)")}`,
    lint,
  ),
  main(
    "a text of 100,000 interpolations",
    /./,
    0,
    () => `locals {\n  x = "x"\n  a = "${"${local.x}".repeat(60_000)}"\n}\n${app("a", "length(local.a)")}`,
    lint,
  ),
  main(
    "an object of 100,000 attributes",
    /./,
    0,
    () => `locals {\n  a = {\n${times(90_000, (at) => `    k${at} = ${at}\n`)}  }\n}\n${app("a", "length(local.a)")}`,
    lint,
  ),
  main(
    "an operation of 100,000 parts",
    /./,
    1,
    () => `locals {\n  a = ${"1 + ".repeat(100_000)}1\n}\n${app("a", "local.a")}`,
    lint,
  ),
  main("a name of 1 MB", /./, 0, () => `locals {\n  ${"a".repeat(1_000_000)} = 1\n}\n`, lint),
  main(
    "10,000 names that are nearly another",
    /./,
    1,
    () => `locals {\n${times(10_000, (at) => `  value_of_${at} = local.valu_of_${at}\n`)}}\n`,
    lint,
  ),
  main(
    "1,000 names of 10,000 characters that are nearly another",
    /./,
    1,
    () => `locals {\n${times(1000, (at) => `  ${"a".repeat(10_000)}${at} = local.${"a".repeat(9_999)}b${at}\n`)}}\n`,
    lint,
  ),
  {
    name: "a type of 10,000 levels",
    says: /more than \d+|budget|level/,
    files: () => ({ "main.tf": `${template}variable "v" {\n  type = ${nested("list(", "string", ")")}\n}\n` }),
    ...lint,
  },
  {
    name: "a JSON template of 200,000 levels",
    says: /levels|budget/,
    large: true,
    files: () => ({ "main.tf": template, "x.tf.json": nested('{"a":', "1", "}", 200_000) }),
    argv: ["lint", "."],
  },
  {
    name: "an expression of 100,000 brackets for eval",
    says: /more than \d+|budget/,
    code: 1,
    files: () => ({ "main.tf": template }),
    argv: ["eval", nested("[", "", "]", 50_000), "."],
  },
];
