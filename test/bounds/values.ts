/** Values and texts that grow as they are made. */

import { gzipSync } from "node:zlib";
import { anyBudget, bigText, type Case, type Files, nested, times, withLocals, withValue } from "./case.ts";

/** Values that hold the one before twice, as often as that. */
function doubled(first: string, next: (name: string) => string, count = 60): () => Files {
  return withLocals(
    `  a0 = ${first}\n${times(count, (at) => `  a${at + 1} = ${next(`local.a${at}`)}\n`)}  value = local.a${count}`,
  );
}

export const valueCases: readonly Case[] = [
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
];
