/** Values that need values that need values: long rows of them, and many ways through few. */

import { app, type Case, parameter, template, times } from "./case.ts";

const budget = /budget "steps"|budget: steps/;

interface Chain {
  readonly name: string;
  readonly count: number;
  /** `count` locals, the last of which is `last`; `bottom` stands in the first. */
  readonly locals: (count: number, bottom: string) => string;
  readonly last: (count: number) => string;
  readonly value?: string;
}

function row(count: number, bottom: string, next: (before: string, at: number) => string): readonly string[] {
  return [`a0 = ${bottom}`, ...Array.from({ length: count }, (_, at) => `a${at + 1} = ${next(`local.a${at}`, at)}`)];
}

function locals(lines: readonly string[]): string {
  return `locals {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
}

const lastOf = (count: number): string => `local.a${count}`;

/** Each needs the one before it. */
function inRow(name: string, count: number, next: (before: string) => string, value = "x"): Chain {
  return { name, count, locals: (length, bottom) => locals(row(length, bottom, next)), last: lastOf, value };
}

const chains: readonly Chain[] = [
  inRow("50,000 locals", 50_000, (before) => before),
  {
    name: "50,000 locals in reverse order",
    count: 50_000,
    locals: (count, bottom) => locals(row(count, bottom, (before) => before).toReversed()),
    last: lastOf,
  },
  {
    name: "50,000 locals over two names",
    count: 25_000,
    locals: (count, bottom) =>
      locals([
        `a0 = ${bottom}`,
        ...Array.from({ length: count }, (_, at) => `b${at} = local.a${at}\n  a${at + 1} = local.b${at}`),
      ]),
    last: lastOf,
  },
  inRow("25,000 locals in templates", 25_000, (before) => `"\${${before}}"`),
  inRow("15,000 locals in texts", 15_000, (before) => `"\${substr(${before}, 0, 1)}1"`, "x1"),
  {
    name: "15,000 locals in objects",
    count: 15_000,
    locals: (count, bottom) => locals(row(count, `{ v = ${bottom} }`, (before) => `{ v = ${before}.v }`)),
    last: (count) => `local.a${count}.v`,
  },
  inRow("10,000 locals in conditions", 10_000, (before) => `${before} == "x" ? "x" : ${before}`),
  {
    name: "10,000 locals that need the three before",
    count: 10_000,
    locals: (count, bottom) =>
      locals([
        `a0 = ${bottom}`,
        `a1 = "x"`,
        `a2 = "x"`,
        ...Array.from(
          { length: count - 2 },
          (_, at) => `a${at + 3} = substr("\${local.a${at + 2}}\${local.a${at + 1}}\${local.a${at}}", 0, 1)`,
        ),
      ]),
    last: lastOf,
  },
  {
    name: "300 locals that need all before",
    count: 300,
    locals: (count, bottom) =>
      locals([
        `a0 = ${bottom}`,
        ...Array.from(
          { length: count },
          (_, at) =>
            `a${at + 1} = [${Array.from({ length: at + 1 }, (_each, other) => `local.a${other}`).join(", ")}][0]`,
        ),
      ]),
    last: lastOf,
  },
];

function answered(
  name: string,
  text: (bottom: string) => string,
  value = "x",
  files: Readonly<Record<string, string>> = {},
): readonly Case[] {
  const says = new RegExp(`the path "/${value}"`);
  const made = (bottom: string) => () => ({
    "main.tf": template + parameter("p", ["x", "y"]) + text(bottom),
    ...files,
  });
  return [
    { name, says, code: 0, large: true, files: made('"x"') },
    { name: `${name}, with a parameter`, says, code: 0, large: true, files: made("data.coder_parameter.p.value") },
  ];
}

/** Each choice is another result of each: refused, or told in time. */
function chosen(name: string, text: string): Case {
  return { name, says: budget, large: true, files: () => ({ "main.tf": template + text }) };
}

function needing(count: number, bottom: string, make: (at: number, before: string) => string): string {
  return times(count, (at) => make(at, at === 0 ? bottom : `null_resource.r${at - 1}`));
}

export const chainCases: readonly Case[] = [
  ...chains.flatMap((chain) =>
    answered(
      `a chain of ${chain.name}`,
      (bottom) => chain.locals(chain.count, bottom) + app("two", chain.last(chain.count)),
      chain.value,
    ),
  ),
  ...answered(
    "a chain of 50,000 locals below the app",
    (bottom) => app("two", "local.a50000") + locals(row(50_000, bottom, (before) => before)),
  ),
  ...answered(
    "a chain of 1,900 module calls",
    (bottom) =>
      times(
        1900,
        (at) => `module "m${at}" {\n  source = "./m"\n  v = ${at === 0 ? bottom : `module.m${at - 1}.v`}\n}\n`,
      ) + app("two", "module.m1899.v"),
    "x",
    { "m/main.tf": 'variable "v" {\n  type = string\n}\noutput "v" {\n  value = var.v\n}\n' },
  ),
  ...answered(
    "a chain of 3,000 counts",
    (bottom) =>
      needing(3000, bottom, (at, before) => `resource "null_resource" "r${at}" {\n  count = length(${before})\n}\n`) +
      app("two", '"${length(null_resource.r2999) == 1 ? "x" : "y"}"'),
  ),
  {
    name: "a chain of 5,000 depends_on",
    says: /the path "\/x"/,
    code: 0,
    large: true,
    files: () => ({
      "main.tf":
        template +
        needing(
          5000,
          "coder_agent.dev",
          (at, before) => `resource "null_resource" "r${at}" {\n  depends_on = [${before}]\n}\n`,
        ) +
        app("two", '"x"'),
    }),
  },
  {
    name: "a circle of 40,000 locals",
    says: /these need each other/,
    large: true,
    files: () => ({
      "main.tf": template + locals(row(40_000, "local.a40000", (before) => before)) + app("two", "local.a9"),
    }),
  },
  {
    name: "a chain of 50,000 locals that isn't known",
    says: /known only after apply/,
    large: true,
    files: () => ({
      "main.tf": `${template}resource "null_resource" "n" {}\n${locals(row(50_000, "null_resource.n.id", (before) => before))}${app("two", "local.a50000")}`,
    }),
  },
  {
    name: "a chain of 50,000 locals that is wrong",
    says: /isn't a number/,
    large: true,
    files: () => ({
      "main.tf": template + locals(row(50_000, 'tonumber("x")', (before) => before)) + app("two", "local.a50000"),
    }),
  },
  chosen(
    "2,000 locals under 4,096 choices each",
    times(6, (at) => parameter(`p${at}`, ["a", "b", "c", "d"])) +
      locals(
        row(2000, `"${times(6, (at) => `\${data.coder_parameter.p${at}.value}`)}"`, (before) => `"\${${before}}x"`),
      ) +
      app("two", "length(local.a2000)"),
  ),
  chosen(
    "2,000 locals that each read another parameter",
    times(6, (at) => parameter(`p${at}`, ["a", "b", "c", "d"])) +
      locals(row(2000, '""', (before, at) => `"\${${before}}\${data.coder_parameter.p${at % 6}.value}"`)) +
      app("two", "length(local.a2000)"),
  ),
  chosen(
    "5,000 locals under 100 choices each",
    parameter(
      "p",
      Array.from({ length: 100 }, (_, at) => `v${at}`),
    ) +
      locals(row(5000, "data.coder_parameter.p.value", (before) => `upper(${before})`)) +
      app("two", "local.a5000"),
  ),
  {
    name: "a chain of 3,000 parameters",
    says: budget,
    large: true,
    files: () => ({
      "main.tf":
        template +
        times(
          3000,
          (at) =>
            `data "coder_parameter" "p${at}" {\n  name = "p${at}"\n  default = ${at === 0 ? '"x"' : `data.coder_parameter.p${at - 1}.value`}\n}\n`,
        ) +
        app("two", "data.coder_parameter.p2999.value"),
    }),
  },
  {
    name: "a map that 2,000 locals add to",
    says: budget,
    large: true,
    files: () => ({
      "main.tf":
        template +
        locals(row(2000, "{}", (before, at) => `merge(${before}, { k${at} = 1 })`)) +
        app("two", "length(local.a2000)"),
    }),
  },
  {
    name: "3,000 agents that count each other",
    says: budget,
    large: true,
    files: () => ({
      "main.tf":
        template +
        times(
          3000,
          (at) =>
            `resource "coder_agent" "a${at}" {\n  os = "linux"\n  arch = "amd64"\n  count = ${at === 0 ? 1 : `length(coder_agent.a${at - 1})`}\n}\n`,
        ) +
        app("two", '"x"'),
    }),
  },
];
