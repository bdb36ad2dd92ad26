import type { Core, EvaluationAnswer } from "../../check-types.ts";
import type { Arguments } from "../arguments.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import { largestFile } from "../host.ts";
import { readOptions } from "../options.ts";
import type { Program } from "../program.ts";
import { Session, templateOf } from "../session.ts";

/** Expressions in a template, under one choice: one JSON a line. */
export async function evaluate(given: Arguments, program: Program, core: Core): Promise<number> {
  const [expression = "", target = "."] = given.operands;
  if (expression === "-" && target === "-")
    throw new CommandFailure('"-" can be the expressions or the template, not both');
  const session = new Session(readOptions(given), program, core, true);
  const expressions = expression === "-" ? linesOf(program) : [expression];
  const { value, refusals } = await session.ask(templateOf(target, program), (compiler, ...asked) => {
    const evaluator = compiler.evaluator(...asked);
    return { answers: expressions.map((text) => evaluator.evaluate(text)), usageErrors: evaluator.usageErrors };
  });
  for (const answer of value.answers) program.stdout.write(`${answerText(answer)}\n`);
  for (const error of [...value.usageErrors, ...refusals]) program.stderr.write(`templatecheck: ${error}\n`);
  if (value.usageErrors.length + refusals.length > 0) return exitCode.usage;
  return value.answers.some(isError) ? exitCode.findings : exitCode.clean;
}

/** Blank lines ask nothing. */
function linesOf(program: Program): readonly string[] {
  const bytes = program.stdin.read(largestFile);
  if (bytes === "too-large") throw new CommandFailure("standard input is larger than 50 MB");
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  return lines.filter((line) => line.trim() !== "");
}

/** The value's own text, since its numbers may have more digits than a double. */
function answerText(answer: EvaluationAnswer): string {
  if (!("json" in answer)) return JSON.stringify(answer);
  const { json, ...rest } = answer;
  return `{"value":${json},${JSON.stringify(rest).slice(1)}`;
}

function isError(answer: EvaluationAnswer): boolean {
  return "error" in answer;
}
