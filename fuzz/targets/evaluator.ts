import { readdirSync, readFileSync } from "node:fs";
import { defaultInputs, type EvaluationAnswer, type Evaluator } from "../../src/check-types.ts";
import { parseExpression } from "../../src/hcl/parser.ts";
import { evaluator as evaluatorOf } from "../../src/index.ts";
import { terraformFunctions } from "../../src/terraform/functions/table.ts";
import { memoryHost } from "../../test/memory-host.ts";
import { libraries } from "../compiler.ts";
import { hclPieces, mutated } from "../mutate.ts";
import type { Random } from "../random.ts";
import { recordedExpressions } from "../seeds.ts";
import type { Target } from "../target.ts";

const module = "test/data/expressions/module";
const functions = [...terraformFunctions.names()].filter((name) => name !== "bcrypt");

export const evaluator: Target = {
  name: "evaluator",
  holds:
    "an expression has an answer in bounded time, the same in parentheses and a list; try and can agree with it; recorded values stay what they are",
  input: (random) => {
    if (random.chance(0.4)) return expression(random, 4);
    const { expr } = random.pick(recordedExpressions);
    if (random.chance(0.3)) return expr;
    const others = [random.pick(recordedExpressions).expr, random.pick(recordedExpressions).expr];
    return mutated(expr, random, hclPieces, others);
  },
  problem(expr) {
    const ask = fresh();
    const answer = ask.evaluate(expr);
    return (
      jsonProblem(answer) ??
      sameProblem("repeated", answer, fresh().evaluate(expr)) ??
      (closed(expr) ? aroundProblem(expr, answer) : null) ??
      recordedProblem(expr, answer)
    );
  },
};

let files: Record<string, string> | undefined;

/** Each with a budget of its own. */
function fresh(): Evaluator {
  files ??= Object.fromEntries(
    readdirSync(module, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => `${parentPath}/${name}`)
      .map((path) => [path.slice(module.length + 1), readFileSync(path, "utf8")]),
  );
  return evaluatorOf(memoryHost(files), "", defaultInputs, libraries);
}

function jsonProblem(answer: EvaluationAnswer): string | null {
  if (!("json" in answer)) return null;
  try {
    JSON.parse(answer.json);
    return null;
  } catch {
    return `json: ${answer.json}`;
  }
}

/** It is one expression, whatever stands around it. */
function closed(expr: string): boolean {
  if (/[#\n\ufeff]|\/\/|\/\*|<</.test(expr)) return false;
  return parseExpression({ name: "<expression>", text: expr }).diagnostics.length === 0;
}

function aroundProblem(expr: string, answer: EvaluationAnswer): string | null {
  if ("error" in answer) {
    // Names that aren't there, and wrong syntax, are refused before `can` is asked.
    const can = fresh().evaluate(`can(${expr})`);
    return "json" in can && can.json === "true" && !/budget|infinite/.test(answer.error)
      ? `can: ${answer.error}`
      : null;
  }
  const around: readonly (readonly [string, string])[] = [
    ["parentheses", `(${expr})`],
    ["tuple", `[${expr}][0]`],
    ["try", `try(${expr}, "§")`],
    ["template", `"\${${expr}}"`],
  ];
  for (const [name, text] of around) {
    // A value that isn't finite can't be in JSON, wherever it stands.
    const problem = sameProblem(name, answer, fresh().evaluate(text));
    if (problem) return problem;
  }
  return null;
}

function sameProblem(name: string, a: EvaluationAnswer, b: EvaluationAnswer): string | null {
  return JSON.stringify(a) === JSON.stringify(b) ? null : `${name}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`;
}

const recorded = new Map<string, { readonly json?: string; readonly type?: string }>();

function recordedProblem(expr: string, answer: EvaluationAnswer): string | null {
  if (recorded.size === 0) for (const row of recordedExpressions) recorded.set(row.expr, row);
  const row = recorded.get(expr);
  if (!row?.json) return null;
  const is = "json" in answer ? `${answer.json} (${answer.type})` : JSON.stringify(answer);
  return is === `${row.json} (${row.type})` ? null : `recorded: ${row.json} (${row.type}), is ${is}`;
}

/** An expression over functions and the names of the recorded module. */
export function expression(random: Random, depth: number): string {
  const inner = (): string => expression(random, depth - random.between(1, 2));
  const simple = random.pick([
    ...[
      '""',
      '"a"',
      '"héllo"',
      '"%d"',
      '"%s-%v"',
      '"(a)(b)?"',
      '"2006-01-02T15:04:05Z"',
      '"10.0.0.0/8"',
      '"YQ=="',
      '"{}"',
      '"a,b\\n1,2"',
    ],
    ...[
      "0",
      "1",
      "-1",
      "2.5",
      "1e30",
      "1e-30",
      "9007199254740993",
      "100",
      "true",
      "false",
      "null",
      "[]",
      "{}",
      "[1, 2, 3]",
    ],
    ...[
      '["a", "b"]',
      "{ a = 1 }",
      "var.s",
      "var.n",
      "var.b",
      "var.l",
      "var.m",
      "var.nul",
      "local.apps",
      "local.nested",
      "local.uni",
    ],
    ...['toset(["a"])', "tolist([])", "tomap({})", "sensitive(1)", '"\\u0000"', "[[1], [2, [3]]]", "1/3", '"e\\u0301"'],
  ]);
  if (depth <= 0) return simple;
  return random.choose([
    () => simple,
    () => `${random.pick(functions)}(${random.times(0, 3, inner).join(", ")})`,
    () => `${random.pick(functions)}(${random.times(1, 2, inner).join(", ")})`,
    () => `${random.pick(functions)}(${random.times(1, 2, inner).join(", ")}...)`,
    () => `${inner()} ${random.pick(["==", "!=", "+", "-", "*", "/", "%", "&&", "||", "<", ">="])} ${inner()}`,
    () => `(${inner()} ? ${inner()} : ${inner()})`,
    () => `[for k, v in ${inner()} : ${random.pick(["k", "v", inner()])}${random.chance(0.3) ? ` if ${inner()}` : ""}]`,
    () =>
      `{for k, v in ${inner()} : ${random.pick(["k", "v"])} => ${random.pick(["k", "v", inner()])}${random.pick(["", "..."])}}`,
    () => `"${random.pick(["", "x", "$${"])}\${${inner()}}%{ for x in ${inner()} }\${x},%{ endfor }"`,
    () => `(${inner()})${random.pick(["[0]", ".a", "[*]", "[*].a", '["a"]', `[${inner()}]`, ".*.a"])}`,
    () => `[${random.times(0, 3, inner).join(", ")}]`,
    () => `{${random.times(0, 3, (at) => `k${at} = ${inner()}`).join(", ")}}`,
    () => `-(${inner()})`,
  ]);
}
