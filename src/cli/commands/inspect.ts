import path from "node:path";
import type { Core } from "../../check-types.ts";
import { reportOf } from "../../report/report.ts";
import { moduleFiles } from "../../terraform/files.ts";
import type { Arguments } from "../arguments.ts";
import { templateDirectory } from "../discover.ts";
import { emit } from "../emit.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import { nodeHost, readRegularFile } from "../host.ts";
import { exitCodeOf } from "../judge.ts";
import { readOptions } from "../options.ts";
import type { Program } from "../program.ts";
import { Session, templateOf, templateOnInput } from "../session.ts";

/** What a stage sees, as JSON. */
export async function inspect(given: Arguments, program: Program, core: Core): Promise<number> {
  const [stage = "", target = ""] = given.operands;
  switch (stage) {
    case "tokens":
    case "tree":
      return await inspectSyntax(stage, target, program, core);
    case "choices":
    case "plan":
      return await inspectTemplate(stage, target, given, program, core);
    default:
      throw new CommandFailure(`stage ${JSON.stringify(stage)} is not one of tokens, tree, choices, plan`);
  }
}

/** A file gives its document, a directory one for each of its files. */
async function inspectSyntax(stage: "tokens" | "tree", target: string, program: Program, core: Core): Promise<number> {
  if (target === "-") {
    const template = templateOnInput(program);
    if (template.kind === "text") print(core.inspectFile(stage, "<stdin>", template.bytes), program);
    return exitCode.clean;
  }
  const directory = templateDirectory(target, program.cwd);
  if (path.resolve(program.cwd, target) !== directory) {
    print(core.inspectFile(stage, target, bytesOf(path.resolve(program.cwd, target), target)), program);
    return exitCode.clean;
  }
  const files = moduleFiles(nodeHost(directory, [directory]), "");
  const names = [...(files?.primary ?? []), ...(files?.override ?? [])];
  const documents = names.map((name) => {
    const shown = `${target.replace(/\/$/, "")}/${name}`;
    return { file: name, ...core.inspectFile(stage, shown, bytesOf(path.join(directory, name), shown)) };
  });
  print(documents, program);
  return exitCode.clean;
}

function bytesOf(absolute: string, shown: string): Uint8Array {
  const answer = readRegularFile(absolute);
  if (!answer.ok) throw new CommandFailure(`cannot read ${shown}: ${answer.reason}`);
  return answer.bytes;
}

async function inspectTemplate(
  stage: "choices" | "plan",
  target: string,
  given: Arguments,
  program: Program,
  core: Core,
): Promise<number> {
  const session = new Session(readOptions(given), program, core, true);
  const { value, refusals } = await session.ask(templateOf(target, program), (compiler, ...asked) =>
    compiler.inspect(stage, ...asked),
  );
  print(value.document, program);
  const result = {
    directory: target,
    files: [],
    apps: { total: 0, decided: 0, byChoice: 0, unknown: 0 },
    choices: { count: 1, widened: false },
    unresolved: [],
    diagnostics: value.diagnostics,
    usageErrors: [...value.usageErrors, ...refusals],
    manifest: null,
  };
  await emit(reportOf([result]), { ...session.options, quiet: true }, program, program.stderr);
  for (const error of result.usageErrors) program.stderr.write(`templatecheck: ${error}\n`);
  return exitCodeOf([result], session.options);
}

function print(document: object, program: Program): void {
  program.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}
