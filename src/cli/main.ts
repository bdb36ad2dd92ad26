import { version } from "../version.ts";
import { type Arguments, parseArguments } from "./arguments.ts";
import { type LoadCore, loadCore } from "./core.ts";
import { BrokenPipe, CommandFailure, exitCode } from "./exit-code.ts";
import type { Program } from "./program.ts";

/** Runs the command line and answers with the exit code. Writes only to the program's outputs and the files it is told. */
export async function main(program: Program, core: LoadCore = loadCore): Promise<number> {
  try {
    return await run(program, core);
  } catch (error) {
    if (error instanceof BrokenPipe) return exitCode.clean;
    try {
      return explain(error, program);
    } catch (again) {
      // Standard error is gone, too: only the exit code is left to tell.
      if (again instanceof BrokenPipe || again instanceof CommandFailure) return exitCode.usage;
      throw again;
    }
  }
}

async function run(program: Program, core: LoadCore): Promise<number> {
  const [first, ...others] = program.argv;
  if ((first === "--version" || first === "-V") && others.length === 0) {
    program.stdout.write(`${version}\n`);
    return exitCode.clean;
  }
  const given = parseArguments(program.argv) ?? (await import("./commander-tree.ts")).parseWithCommander(program);
  return typeof given === "number" ? given : await command(given, program, core);
}

/** Each command is loaded when it is asked for. */
async function command(given: Arguments, program: Program, core: LoadCore): Promise<number> {
  switch (given.command) {
    case "compile":
      return (await import("./commands/compile.ts")).compile(given, program, core);
    case "lint":
      return (await import("./commands/lint.ts")).lint(given, program, core);
    case "eval":
      return (await import("./commands/eval.ts")).evaluate(given, program, core);
    case "inspect":
      return (await import("./commands/inspect.ts")).inspect(given, program, core);
    case "rules":
      return (await import("./commands/rules.ts")).rules(given, program);
    case "explain":
      return (await import("./commands/explain.ts")).explain(given, program);
  }
}

function explain(error: unknown, program: Program): number {
  if (error instanceof CommandFailure) {
    program.stderr.write(`templatecheck: ${error.message}\n${error.hint ? `${error.hint}\n` : ""}`);
    return error.exitCode;
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  program.stderr.write(`templatecheck: internal error, please report it with what led to it: ${message}\n`);
  const verbose = program.argv.includes("--verbose") || program.argv.includes("-v");
  if (verbose && error instanceof Error && error.stack) program.stderr.write(`${error.stack}\n`);
  return exitCode.internal;
}
