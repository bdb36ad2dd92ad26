/** Brackets within each other, and files of very many tokens. */

import { type Case, nested, template, times, withValue } from "./case.ts";

export const nestingCases: readonly Case[] = [
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
];
