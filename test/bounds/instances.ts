/** Instances, calls of modules, parameters. */

import { anyBudget, type Case, type Files, spent, template, times } from "./case.ts";

function resources(count: number, make: (index: number) => string): () => Files {
  return () => ({ "main.tf": template + times(count, make) });
}

export const instanceCases: readonly Case[] = [
  {
    name: "count = 1000000000",
    says: /1000000000 instances, over the budget of 4096/,
    files: resources(
      1,
      () =>
        `resource "coder_app" "x" {\n  count = 1000000000\n  agent_id = coder_agent.dev.id\n  slug = "x\${count.index}"\n  url = "http://localhost:4000"\n}\n`,
    ),
  },
  {
    name: "for_each of 10,000",
    says: /10000 instances, over the budget of 4096/,
    files: resources(
      1,
      () =>
        `resource "null_resource" "x" {\n  for_each = toset([for p in setproduct(range(100), range(100)) : "\${p[0]}-\${p[1]}"])\n}\n`,
    ),
  },
  {
    name: "1,000 times count = 4096",
    says: spent,
    files: resources(
      1000,
      (at) =>
        `resource "coder_app" "x${at}" {\n  count = 4096\n  agent_id = coder_agent.dev.id\n  slug = "x${at}-\${count.index}"\n  url = "http://localhost:4000"\n}\n`,
    ),
    large: true,
  },
  {
    name: "5,000 parameters that one app reads",
    says: /budget: steps/,
    files: () => ({
      "main.tf": `${template}${times(5000, (at) => `data "coder_parameter" "p${at}" {\n  name = "p${at}"\n  default = "true"\n  type = "bool"\n}\n`)}resource "coder_app" "a" {\n  agent_id = coder_agent.dev.id\n  slug = "a"\n  url = "http://localhost:4000/\${${Array.from({ length: 5000 }, (_, at) => `data.coder_parameter.p${at}.value`).join("}${")}}"\n}\n`,
    }),
    large: true,
  },
  {
    name: "40 parameters decide about 100 apps",
    says: /budget: guard answers/,
    files: () => ({
      "main.tf": `${template}${times(40, (at) => `data "coder_parameter" "p${at}" {\n  name = "p${at}"\n  default = "true"\n  type = "bool"\n}\n`)}${times(100, (app) => `resource "coder_app" "a${app}" {\n  agent_id = coder_agent.dev.id\n  slug = "a${app}"\n  url = "http://localhost:4000"\n  share = ${times(40, (at) => `data.coder_parameter.p${at}.value == "true" ? "owner" : `)}"public"\n}\n`)}`,
    }),
    large: true,
  },
  {
    name: "a parameter of 10,000 options",
    says: /./,
    files: () => ({
      "main.tf": `${template}data "coder_parameter" "p" {\n  name = "p"\n  default = "o1"\n${times(10_000, (at) => `  option {\n    name = "o${at}"\n    value = "o${at}"\n  }\n`)}}\nresource "coder_app" "a" {\n  agent_id = coder_agent.dev.id\n  slug = data.coder_parameter.p.value\n  url = "http://localhost:4000"\n}\n`,
    }),
    code: 0,
    large: true,
  },
  {
    name: "a module that calls itself",
    says: /calls itself/,
    files: () => ({ "main.tf": `${template}module "a" {\n  source = "./."\n}\n` }),
  },
  {
    name: "two modules that call each other",
    says: /calls itself/,
    files: () => ({
      "main.tf": `${template}module "a" {\n  source = "./a"\n}\n`,
      "a/main.tf": 'module "b" {\n  source = "../b"\n}\n',
      "b/main.tf": 'module "a" {\n  source = "../a"\n}\n',
    }),
  },
  {
    name: "modules that each call two",
    large: true,
    says: /budget|modules|deep/,
    files: () => ({
      "main.tf": `${template}module "a" {\n  source = "./m0"\n}\n`,
      ...Object.fromEntries(
        Array.from({ length: 30 }, (_, at) => [
          `m${at}/main.tf`,
          at === 29 ? "locals {}\n" : times(2, (call) => `module "c${call}" {\n  source = "../m${at + 1}"\n}\n`),
        ]),
      ),
    }),
  },
  {
    name: "modules within each other, 100 deep",
    says: /budget|deep|module/,
    files: () => ({
      "main.tf": `${template}module "a" {\n  source = "./m0"\n}\n`,
      ...Object.fromEntries(
        Array.from({ length: 100 }, (_, at) => [`m${at}/main.tf`, `module "c" {\n  source = "../m${at + 1}"\n}\n`]),
      ),
      "m100/main.tf": "locals {}\n",
    }),
  },
  {
    name: "10,000 calls",
    large: true,
    says: /budget|modules/,
    files: () => ({
      "main.tf": template + times(10_000, (at) => `module "m${at}" {\n  source = "./m"\n}\n`),
      "m/main.tf": "locals {\n  a = 1\n}\n",
    }),
  },
  {
    name: "modules that count in modules that count",
    large: true,
    says: anyBudget,
    files: () => ({
      "main.tf": `${template}module "a" {\n  count = 1000\n  source = "./a"\n}\n`,
      "a/main.tf": 'module "b" {\n  count = 1000\n  source = "../b"\n}\n',
      "b/main.tf": 'resource "null_resource" "x" {\n  count = 1000\n}\n',
    }),
  },
  {
    name: "100,000 locals that each need the next",
    says: /500000 tokens/,
    files: () => ({
      "main.tf": `${template}locals {\n${times(100_000, (at) => `  a${at} = local.a${at + 1}\n`)}  a100000 = 1\n}\n`,
    }),
  },
];
