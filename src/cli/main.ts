import type { Core } from "../check-types.ts";
import { version } from "../version.ts";
import { type Arguments, parseArguments } from "./arguments.ts";
import { exitCode, isBrokenPipe, isCommandFailure } from "./exit-code.ts";
import { loadCommander } from "./load-commander.ts";
import { loadLanguageServer } from "./load-lsp.ts";
import { loadReading } from "./load-reading.ts";
import type { Program } from "./program.ts";
import { writtenHelp } from "./written-help.ts";

/** Runs the command line and answers with the exit code. Writes only to the program's outputs and the files it is told. */
export async function main(program: Program, core?: Core): Promise<number> {
  try {
    return await run(program, core);
  } catch (error) {
    if (isBrokenPipe(error)) return exitCode.clean;
    try {
      return explain(error, program);
    } catch (again) {
      // Standard error is gone, too: only the exit code is left to tell.
      if (isBrokenPipe(again) || isCommandFailure(again)) return exitCode.usage;
      throw again;
    }
  }
}

async function run(program: Program, core: Core | undefined): Promise<number> {
  const [first, ...others] = program.argv;
  if ((first === "--version" || first === "-V") && others.length === 0) {
    program.stdout.write(`${version}\n`);
    return exitCode.clean;
  }
  const help = writtenHelp(program);
  if (help !== null) {
    program.stdout.write(help);
    return exitCode.clean;
  }
  const given = parseArguments(program.argv) ?? (await loadCommander()).parseWithCommander(program);
  return typeof given === "number" ? given : await command(given, program, core);
}

/** What a command needs is loaded when it is asked for. */
async function command(given: Arguments, program: Program, core: Core | undefined): Promise<number> {
  switch (given.command) {
    case "rules":
      return (await import("./commands/rules.ts")).rules(given, program);
    case "explain":
      return (await import("./commands/explain.ts")).explain(given, program);
    case "init":
      return (await import("./commands/init.ts")).init(given, program);
    case "resolve":
      return (await import("./commands/resolve.ts")).resolve(given, program);
    case "gateway":
      return (await import("./commands/gateway.ts")).gateway(given, program);
    case "export":
      return (await import("./commands/export.ts")).exportCommand(given, program);
    case "playground":
      return (await import("./commands/playground.ts")).playground(given, program);
    case "completion":
      return (await import("./commands/completion.ts")).completion(given, program);
    case "lsp":
      return await (await loadLanguageServer()).lsp(given, program);
    default:
      return await readingCommand(given, program, core);
  }
}

async function readingCommand(given: Arguments, program: Program, core: Core | undefined): Promise<number> {
  const reading = await loadReading();
  const compiler = core ?? reading.core;
  switch (given.command) {
    case "compile":
      return await reading.compile(given, program, compiler);
    case "lint":
      return await reading.lint(given, program, compiler);
    case "eval":
      return await reading.evaluate(given, program, compiler);
    case "inspect":
      return await reading.inspect(given, program, compiler);
    case "verify":
      return (await import("./commands/verify.ts")).verify(given, program, compiler, reading);
    case "diff":
      return (await import("./commands/diff.ts")).diff(given, program, compiler, reading);
    case "access":
      return (await import("./commands/access.ts")).access(given, program, compiler, reading);
    case "report":
      return (await import("./commands/report.ts")).report(given, program, compiler, reading);
    default:
      throw new Error(`no command ${given.command}`);
  }
}

function explain(error: unknown, program: Program): number {
  if (isCommandFailure(error)) {
    program.stderr.write(`templatecheck: ${error.message}\n${error.hint ? `${error.hint}\n` : ""}`);
    return error.exitCode;
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  program.stderr.write(`templatecheck: internal error, please report it with what led to it: ${message}\n`);
  const verbose = program.argv.includes("--verbose") || program.argv.includes("-v");
  if (verbose && error instanceof Error && error.stack) program.stderr.write(`${error.stack}\n`);
  return exitCode.internal;
}
