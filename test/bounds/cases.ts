/**
 * For each budget of evaluation.md what would blow up without it: `npm run bench -- bounds` measures each in a process
 * of its own, `bounds.test.ts` asks for the budget's name.
 */

import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { type Case, type Files, nested, template, times } from "./case.ts";
import { chainCases } from "./chains.ts";
import { documentCases } from "./documents.ts";
import { templateCases } from "./templates.ts";

/** A template with an app whose address needs `local.value`. */
function withLocals(locals: string, more = ""): () => Files {
  const app = `resource "coder_app" "two" {
  agent_id = coder_agent.dev.id
  slug     = "two"
  url      = "http://localhost:4000/\${length(jsonencode(local.value))}"
}
`;
  return () => ({ "main.tf": `${template}locals {\n${locals}\n}\n${more}${app}` });
}

function withValue(expression: string): () => Files {
  return withLocals(`  value = ${expression}`);
}

/** Values that hold the one before twice, as often as that. */
function doubled(first: string, next: (name: string) => string, count = 60): () => Files {
  return withLocals(
    `  a0 = ${first}\n${times(count, (at) => `  a${at + 1} = ${next(`local.a${at}`)}\n`)}  value = local.a${count}`,
  );
}

const bigList = `  ten  = range(250)
  list = flatten([for a in local.ten : [for b in local.ten : b]])
`;
const bigText = `  t0 = "0123456789abcdef"
${times(17, (at) => `  t${at + 1} = "\${local.t${at}}\${local.t${at}}"\n`)}  text = local.t17
`;

/** The same thing over and over: work that a step doesn't show. */
function repeated(locals: string, expression: string): () => Files {
  return withLocals(`${locals}  value = sum([for i in range(1000) : ${expression}])`);
}

function resources(count: number, make: (index: number) => string): () => Files {
  return () => ({ "main.tf": template + times(count, make) });
}

const spent = /budget "steps" is used up|too much work/;
const anyBudget = /at most 10000|budget "[a-z ]+"|budget: [a-z ]+: |too much work|more than \d+ /;

export const cases: readonly Case[] = [
  ...chainCases,
  ...documentCases,
  ...templateCases,
  // Steps.
  {
    name: "for in for in for",
    says: spent,
    files: withValue("sum([for a in range(1000) : sum([for b in range(1000) : sum([for c in range(1000) : c])])])"),
  },
  {
    name: "templates in templates",
    large: true,
    says: anyBudget,
    files: withValue(
      'length("%{for a in range(1000)}%{for b in range(1000)}%{for c in range(1000)}x%{endfor}%{endfor}%{endfor}")',
    ),
  },
  {
    name: "equality of large values, 1,000 times",
    large: true,
    says: spent,
    files: repeated(
      `${bigList}  other = concat(local.list, [1])\n  again = concat(local.list, [2])\n`,
      "local.other == local.again ? 1 : 0",
    ),
  },
  ...(
    [
      ["jsonencode", "length(jsonencode(local.list))"],
      ["yamlencode", "length(yamlencode(local.list))"],
      ["toset", "length(toset(local.list))"],
      ["distinct", "length(distinct(local.list))"],
      ["sort", "length(sort([for x in slice(local.list, 0, 1000) : tostring(x)]))"],
      ["reverse", "length(reverse(local.list))"],
      ["concat", "length(concat(local.list, [i]))"],
      ["flatten", "length(flatten([local.list]))"],
      ["join", 'length(join(",", local.list))'],
      ["sum", "sum(local.list)"],
      ["max", "max(local.list...)"],
      ["contains", "contains(local.list, -1) ? 1 : 0"],
      ["index", "try(index(local.list, -1), 0)"],
      ["setunion", "length(setunion(local.list, [i]))"],
      ["chunklist", "length(chunklist(local.list, 1))"],
      ["slice", "length(slice(local.list, 0, 50000))"],
      ["compact", 'length(compact([for x in slice(local.list, 0, 100) : "x"]))'],
      ["zipmap", "length(zipmap([for x in range(1000) : tostring(x)], range(1000)))"],
      ["matchkeys", "length(matchkeys(local.list, local.list, [-1]))"],
      ["formatlist", 'length(formatlist("%d-%d", local.list, i))'],
      ["coalescelist", "length(coalescelist([], local.list))"],
      ["splat", "length(local.list[*])"],
      ["tostring", "length(tolist([for x in slice(local.list, 0, 1000) : tostring(x)]))"],
      ["type", "length(tolist(local.list))"],
    ] as const
  ).map(([name, expression]) => ({
    name: `${name}() of 62,500, 1,000 times`,
    says: anyBudget,
    files: repeated(bigList, expression),
    large: true,
  })),
  ...(
    [
      ["upper", "length(upper(local.text))"],
      ["replace", 'length(replace(local.text, "0", "1"))'],
      ["replace by pattern", 'length(replace(local.text, "/[0-9]/", "x"))'],
      ["regexall", 'length(regexall("[a-f]+", local.text))'],
      ["regex", 'length(regex("^(.*)f$", local.text))'],
      ["split", 'length(split("", local.text))'],
      ["sha512", "length(sha512(local.text))"],
      ["base64encode", "length(base64encode(local.text))"],
      ["urlencode", "length(urlencode(local.text))"],
      ["strrev", "length(strrev(local.text))"],
      ["title", "length(title(local.text))"],
      ["substr", "length(substr(local.text, 1, 100))"],
      ["format", 'length(format("%s", local.text))'],
      ["jsonencode", "length(jsonencode(local.text))"],
      ["jsondecode", 'length(jsondecode("\\"${local.text}\\""))'],
      ["yamldecode", "length(yamldecode(local.text))"],
      ["csvdecode", 'length(csvdecode(replace(local.text, "a", "\\n")))'],
      ["trim", 'length(trim(local.text, "0"))'],
      ["length", "length(local.text)"],
      ["indent", "length(indent(2, local.text))"],
      ["equality", 'local.text == "${local.t16}${local.t16}" ? 1 : 0'],
      ["interpolation", 'length("${local.text}x")'],
      ["base64gzip", "length(base64gzip(local.text))"],
      ["textencodebase64", 'length(textencodebase64(local.text, "UTF-16LE"))'],
      ["strcontains", 'strcontains(local.text, "zz") ? 1 : 0'],
      ["parseint", "parseint(local.t10, 16) > 1 ? 1 : 0"],
      ["tonumber", 'tonumber(replace(local.t10, "/[a-f]/", "7")) > 1 ? 1 : 0'],
    ] as const
  ).map(([name, expression]) => ({
    name: `${name}() of 2 MB, 1,000 times`,
    says: anyBudget,
    files: repeated(bigText, expression),
    large: name !== "title" && name !== "parseint",
  })),
  {
    name: "file() of 4 MB, 1,000 times",
    large: true,
    says: anyBudget,
    files: () => ({ ...repeated("", 'length(file("x.txt"))')(), "x.txt": "x".repeat(4_000_000) }),
  },
  {
    name: "filesha256() of 40 MB, 1,000 times",
    large: true,
    says: anyBudget,
    files: () => ({ ...repeated("", 'length(filesha256("x.txt"))')(), "x.txt": "x".repeat(40_000_000) }),
  },
  {
    name: "fileset() of 2,000 files, 1,000 times",
    says: anyBudget,
    files: () => ({
      ...repeated("", 'length(fileset("d", "**"))')(),
      ...Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`d/f${at}`, ""])),
    }),
    large: true,
  },
  {
    name: "templatefile() that loops",
    large: true,
    says: anyBudget,
    files: () => ({
      ...withValue('templatefile("t.tpl", {})')(),
      "t.tpl": "%{for a in range(1000)}%{for b in range(1000)}%{for c in range(1000)}%{endfor}%{endfor}%{endfor}",
    }),
  },
  {
    name: "templatefile() that calls itself",
    says: /can't be called within a template/,
    files: () => ({ ...withValue('templatefile("t.tpl", {})')(), "t.tpl": `\${templatefile("t.tpl", {})}` }),
  },
  {
    name: "templatestring() in templatestring()",
    says: /can't be called|budget|refers|template/,
    files: withLocals(`  t = "$\${templatestring(t, {t = t})}"\n  value = templatestring(local.t, {t = local.t})`),
  },
  {
    name: "dynamic blocks in dynamic blocks",
    says: spent,
    files: () => ({
      "main.tf": `${template}resource "null_resource" "x" {\n${nested("dynamic a {\nfor_each=[1,2]\ncontent {\n", "", "}\n}\n", 60)}}\n`,
    }),
  },
  // Sizes of values and texts.
  {
    name: "lists of lists (billion laughs)",
    says: /budget "value size"/,
    files: doubled('["x"]', (name) => `[${name}, ${name}]`),
  },
  {
    name: "objects of objects",
    says: /budget "value size"/,
    files: doubled('{a = "x"}', (name) => `{a = ${name}, b = ${name}}`),
  },
  { name: "lists joined", says: /budget "elements"/, files: doubled('["x"]', (name) => `concat(${name}, ${name})`) },
  {
    name: "merged maps",
    says: /./,
    files: doubled("{a = 1}", (name) => `merge(${name}, {for k, v in ${name} : "\${k}x" => v})`),
    code: 0,
  },
  {
    name: "texts (billion laughs)",
    says: /budget "text length"/,
    files: doubled('"x"', (name) => `"\${${name}}\${${name}}"`),
  },
  {
    name: "jsonencode() in jsonencode()",
    large: true,
    says: anyBudget,
    files: doubled('"\\"\\\\"', (name) => `jsonencode(${name})`),
  },
  {
    name: "replace() of each by all",
    says: /budget "text length"/,
    files: doubled('"xx"', (name) => `replace(${name}, "x", ${name})`),
  },
  {
    name: "replace() by pattern of each by all",
    large: true,
    says: anyBudget,
    files: doubled('"xx"', (name) => `replace(${name}, "/x/", "$0$0$0")`),
  },
  {
    name: "join() with itself",
    says: anyBudget,
    files: doubled('"xx"', (name) => `join(${name}, split("", ${name}))`),
  },
  { name: "indent()", says: /budget/, files: doubled('"a\\n"', (name) => `"\${indent(1000000, ${name})}\\n"`) },
  {
    name: "value depth",
    says: /budget "value depth"|budget "depth"/,
    files: doubled('"x"', (name) => `[${name}]`, 2000),
  },
  { name: "range(1000000000)", says: /more than 1024 numbers/, files: withValue("range(1000000000)") },
  {
    name: "setproduct() of 100^10",
    says: /budget "elements"/,
    files: withValue(`setproduct(${Array(10).fill("range(100)").join(", ")})`),
  },
  { name: 'format("%999999999d")', says: /budget "text length"/, files: withValue('format("%999999999d", 1)') },
  { name: 'format("%.999999999f")', says: anyBudget, files: withValue('format("%.999999999f", 1)') },
  {
    name: 'format("%s…") with 1,000 long texts',
    says: anyBudget,
    files: withLocals(
      `${bigText}  value = format("\${join("", [for i in range(1000) : "%s"])}", [for i in range(1000) : local.text]...)`,
    ),
  },
  {
    name: "formatlist() of long texts",
    says: anyBudget,
    files: withLocals(`${bigText}  value = formatlist("%s%s", [for i in range(1000) : local.text], local.text)`),
  },
  { name: "an exponent of 10^9", says: /infinity|infinite|budget/, files: withValue("1e1000000000") },
  { name: "pow(2, 10^9)", says: /infinity|infinite|budget/, files: withValue("pow(2, 1000000000)") },
  {
    name: "a number of 1,000,000 digits, squared 40 times",
    says: /./,
    files: withLocals(
      `  n0 = ${"9".repeat(1_000_000)}\n${times(40, (at) => `  n${at + 1} = local.n${at} * local.n${at}\n`)}  value = local.n40`,
    ),
    code: 1,
  },
  {
    name: "format() of a huge number",
    says: /./,
    files: withValue('length(format("%d%b%f", 1e100000, 1e100000, 1e100000))'),
    code: 0,
  },
  {
    name: "parseint() of 1,000,000 digits",
    says: /./,
    files: withLocals(`${bigText}  value = parseint(local.t16, 16)`),
  },
  {
    name: "cidrsubnets() of everything",
    says: /./,
    files: withValue(`cidrsubnets("::/0", ${Array(1000).fill("128").join(", ")})`),
  },
  { name: "bcrypt() of cost 31", says: /./, files: withValue('length(bcrypt("x", 31))') },
  {
    name: "base64gunzip() of a bomb, which Terraform doesn't have",
    says: /there is no function/,
    files: () => withValue(`base64gunzip("${gzipSync(new Uint8Array(500_000_000)).toString("base64")}")`)(),
  },
  {
    name: "YAML aliases (billion laughs)",
    says: /elements|budget/,
    files: () => ({
      ...withValue('yamldecode(file("x.yaml"))')(),
      "x.yaml": `a0: &a0 [x,x,x,x,x,x,x,x]\n${times(30, (at) => `a${at + 1}: &a${at + 1} [${Array(8).fill(`*a${at}`)}]\n`)}`,
    }),
  },
  {
    name: "YAML merges",
    large: true,
    says: /./,
    files: () => ({
      ...withValue('length(yamldecode(file("x.yaml")))')(),
      "x.yaml": `a0: &a0 {${times(100, (at) => `k${at}: x, `)}}\n${times(2000, (at) => `a${at + 1}: &a${at + 1}\n  <<: [*a${at}, *a0]\n  n${at}: 1\n`)}`,
    }),
  },
  {
    name: "YAML of 10,000 levels",
    says: /nested more than/,
    files: () => ({ ...withValue('yamldecode(file("x.yaml"))')(), "x.yaml": nested("[", "", "]") }),
  },
  {
    name: "YAML of 4 MB",
    says: anyBudget,
    files: () => ({ ...withValue('length(yamldecode(file("x.yaml")))')(), "x.yaml": "- a: b\n".repeat(500_000) }),
  },
  {
    name: "JSON of 10,000 levels",
    says: /nested more than/,
    files: () => ({ ...withValue('jsondecode(file("x.json"))')(), "x.json": nested("[", "", "]") }),
  },
  {
    name: "JSON of 4 MB",
    says: /"elements"/,
    files: () => ({ ...withValue('jsondecode(file("x.json"))')(), "x.json": `[${"1,".repeat(1_900_000)}1]` }),
  },
  {
    name: "CSV of 4 MB",
    says: /"elements"/,
    files: () => ({ ...withValue('csvdecode(file("x.csv"))')(), "x.csv": `a\n${"1\n".repeat(1_900_000)}` }),
  },
  {
    name: "CSV of wide and many rows",
    says: /"elements"/,
    files: () => ({
      ...withValue('csvdecode(file("x.csv"))')(),
      "x.csv": `${times(1000, (at) => `c${at},`)}z\n${`${",".repeat(1000)}\n`.repeat(3000)}`,
    }),
  },
  {
    name: "a pattern that backtracks",
    says: /./,
    files: withValue(`try(regex("(a*)*b", "${"a".repeat(50_000)}"), "no")`),
    code: 0,
  },
  {
    name: "a pattern that repeats repeats",
    says: /repeat|pattern|budget|error/,
    files: withValue('regex("((((((a{100}){100}){100}){100}){100}){100})", "a")'),
  },
  {
    name: "a pattern of 1 MB",
    says: /./,
    files: () => withValue(`try(regex("${"(a|b)?".repeat(100_000)}", "ab"), 0)`)(),
    code: 0,
  },
  // Instances, calls, parameters.
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
    says: /./,
    files: () => ({
      "main.tf": `${template}${times(5000, (at) => `data "coder_parameter" "p${at}" {\n  name = "p${at}"\n  default = "true"\n  type = "bool"\n}\n`)}resource "coder_app" "a" {\n  agent_id = coder_agent.dev.id\n  slug = "a"\n  url = "http://localhost:4000/\${${Array.from({ length: 5000 }, (_, at) => `data.coder_parameter.p${at}.value`).join("}${")}}"\n}\n`,
    }),
    code: 0,
    large: true,
  },
  {
    name: "40 parameters decide about 100 apps",
    says: /./,
    files: () => ({
      "main.tf": `${template}${times(40, (at) => `data "coder_parameter" "p${at}" {\n  name = "p${at}"\n  default = "true"\n  type = "bool"\n}\n`)}${times(100, (app) => `resource "coder_app" "a${app}" {\n  agent_id = coder_agent.dev.id\n  slug = "a${app}"\n  url = "http://localhost:4000"\n  share = ${times(40, (at) => `data.coder_parameter.p${at}.value == "true" ? "owner" : `)}"public"\n}\n`)}`,
    }),
    code: 0,
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
  // Nesting and tokens.
  ...(
    [
      ["brackets", nested("[", "", "]")],
      ["parentheses", nested("(", "1", ")")],
      ["conditionals", nested("true ? 1 : ", "2", "")],
      ["templates", nested('"${', "1", '}"')],
      ["calls", nested("upper(", '"x"', ")")],
      ["for expressions", nested("[for x in ", "[1]", " : x]")],
      ["indexes", `local.a${nested("[", "0", "]")}`],
    ] as const
  ).map(([name, expression]) => ({
    name: `10,000 ${name} within each other`,
    says: /more than \d+|budget/,
    files: withValue(expression),
  })),
  {
    name: "10,000 indexes behind each other",
    says: /./,
    files: withValue(`try([]${"[0]".repeat(10_000)}, 1)`),
    code: 0,
  },
  { name: "10,000 splats behind each other", says: /./, files: withValue(`try([]${"[*]".repeat(10_000)}, 1)`) },
  {
    name: "10,000 blocks within each other",
    says: /more than \d+/,
    files: () => ({ "main.tf": `${template}resource "null_resource" "x" {\n${nested("x {\n", "", "}\n")}}\n` }),
  },
  {
    name: "50 MB of brackets",
    says: /500000 tokens/,
    files: () => ({ "main.tf": `${template}locals {\n  a = ${"[".repeat(49_000_000)}\n` }),
    large: true,
  },
  {
    name: "50 MB of lines",
    says: /500000 tokens/,
    files: () => ({ "main.tf": template + "\n".repeat(49_000_000) }),
    large: true,
  },
  {
    name: "50 MB of one text",
    says: /./,
    files: () => ({ "main.tf": `${template}locals {\n  a = "${"x".repeat(49_000_000)}"\n}\n` }),
    large: true,
    code: 0,
  },
  {
    name: "50 MB of one comment",
    says: /./,
    files: () => ({ "main.tf": `${template}# ${"x".repeat(49_000_000)}\n` }),
    large: true,
    code: 0,
  },
  {
    name: "50 MB of one number",
    says: /./,
    files: () => ({ "main.tf": `${template}locals {\n  a = ${"9".repeat(49_000_000)}\n}\n` }),
    large: true,
    code: 0,
  },
  {
    name: "50 MB of JSON",
    says: /more than \d+/,
    files: () => ({ "main.tf": template, "x.tf.json": `{"locals": {"a": [${"1,".repeat(24_000_000)}1]}}` }),
    large: true,
  },
  {
    name: "50 MB of a variable's value",
    says: /500000 tokens/,
    files: () => ({ "main.tf": template, "terraform.tfvars": `v = [${"1,".repeat(24_000_000)}1]\n` }),
    large: true,
  },
  {
    name: "30 files of 40,000 tokens",
    large: true,
    says: /budget|tokens/,
    files: () => ({
      "main.tf": template,
      ...Object.fromEntries(
        Array.from({ length: 60 }, (_, file) => [
          `f${file}.tf`,
          `locals {\n${times(10_000, (at) => `  a${file}_${at} = 1\n`)}}\n`,
        ]),
      ),
    }),
  },
  {
    name: "50,000 mistakes",
    large: true,
    says: /more findings aren't listed/,
    files: () => ({ "main.tf": `${template}locals {\n${times(50_000, (at) => `  a${at} = local.b${at}\n`)}}\n` }),
  },
  // Files.
  {
    name: "a file over 50 MB",
    says: /larger than 50 MB/,
    files: () => ({ "main.tf": template, "more.tf": "" }),
    prepare: (directory) => truncateSync(`${directory}/more.tf`, 200_000_000),
    code: 2,
  },
  {
    name: "file() of 200 MB",
    says: /larger than 50 MB|budget/,
    files: () => ({ ...withValue('length(file("x"))')(), x: "" }),
    prepare: (directory) => truncateSync(`${directory}/x`, 200_000_000),
  },
  {
    name: "20,000 files of Terraform",
    says: /budget|files/,
    files: () => ({ "main.tf": template }),
    prepare: (directory) => many(directory, 20_000, "tf"),
    large: true,
  },
  {
    name: "100,000 other files",
    says: /./,
    files: () => ({ "main.tf": template }),
    prepare: (directory) => many(directory, 100_000, "txt"),
    code: 0,
    large: true,
  },
  {
    name: "fileset() over 100,000 files",
    says: /budget|files/,
    files: withValue('length(fileset(path.module, "**"))'),
    prepare: (directory) => many(directory, 100_000, "txt"),
    large: true,
  },
  {
    name: "a link out of the tree",
    says: /outside/,
    files: withValue('file("link")'),
    prepare: (directory) => symlinkSync("/etc/passwd", `${directory}/link`),
  },
  {
    name: "links in a circle",
    says: /more than 10000 files/,
    files: withValue('length(fileset(path.module, "**"))'),
    prepare: (directory) => {
      mkdirSync(`${directory}/d`);
      symlinkSync("..", `${directory}/d/up`);
      symlinkSync(".", `${directory}/self`);
    },
  },
  {
    name: "a pipe that is a file of Terraform",
    says: /not a regular file/,
    files: () => ({ "main.tf": template }),
    prepare: (directory) => void execFileSync("mkfifo", [`${directory}/pipe.tf`]),
    code: 2,
  },
  {
    name: "file() of a pipe",
    says: /not a regular file|isn't evaluated/,
    files: withValue('length(file("pipe"))'),
    prepare: (directory) => void execFileSync("mkfifo", [`${directory}/pipe`]),
  },
  {
    name: "a device",
    says: /outside|not a regular file/,
    files: withValue('length(file("zero"))'),
    prepare: (directory) => symlinkSync("/dev/zero", `${directory}/zero`),
  },
  {
    name: "a tree of 200 directories",
    says: /./,
    files: withValue('length(fileset(path.module, "**"))'),
    prepare: (directory) => mkdirSync(directory + "/d".repeat(200), { recursive: true }),
    code: 0,
  },
];

function many(directory: string, count: number, extension: string): void {
  for (let at = 0; at < count; at++) writeFileSync(`${directory}/f${at}.${extension}`, "");
}
