/** Help, usage errors with suggestions, and arguments that the quick parser leaves over. Loaded only for these. */

import { Command, CommanderError, Option } from "commander";
import { version } from "../version.ts";
import type { Arguments, GivenOption } from "./arguments.ts";
import { type CommandSpec, commandTable } from "./command-table.ts";
import { exitCode } from "./exit-code.ts";
import { commandExamples, commandHelp, exitCodeHelp, operandHelp, optionHelp, optionHelpOf } from "./help-text.ts";
import type { Program } from "./program.ts";

/** The arguments, or the exit code after help or an error was printed. */
export function parseWithCommander(program: Program): Arguments | number {
  let parsed: Arguments | undefined;
  const root = commandTree(program, (found) => {
    parsed = found;
  });
  try {
    root.parse(asked(program.argv), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCode.clean : exitCode.usage;
  }
  return parsed ?? exitCode.usage;
}

/** `help` about a command that isn't there is that mistake, with what may have been meant. */
function asked(argv: readonly string[]): readonly string[] {
  const [first, about] = argv;
  if (first !== "help" || about === undefined || about === "help" || about.startsWith("-")) return argv;
  return commandTable.some(({ name }) => name === about) ? argv : [about];
}

function commandTree(program: Program, found: (found: Arguments) => void): Command {
  const root = new Command("templatecheck")
    .description("Compiler and linter for Coder workspace templates.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help of a command")
    .addHelpText("after", `\n${exitCodeHelp}`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => program.stdout.write(text),
      writeErr: (text) => program.stderr.write(text),
      getOutHelpWidth: () => program.stdout.columns ?? 100,
      getErrHelpWidth: () => program.stderr.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError: (text, write) => write(text.replace(/^error: /, "templatecheck: ")),
    })
    .showSuggestionAfterError()
    .showHelpAfterError('Run "templatecheck --help" for its commands.');
  const [first] = program.argv;
  const named = commandTable.some(({ name }) => name === first);
  // Where a command is named, nobody looks at the options of the others.
  for (const spec of commandTable)
    addCommand(root, named && spec.name !== first ? { ...spec, options: [] } : spec, found);
  return root;
}

function addCommand(root: Command, spec: CommandSpec, found: (found: Arguments) => void): void {
  const given: GivenOption[] = [];
  const command = root.command(spec.name).description(commandHelp[spec.name]);
  for (const operand of spec.operands.split(" ").filter((word) => word !== "")) {
    command.argument(operand, operandHelp.get(operand) ?? "");
  }
  command.helpOption("-h, --help", "print help").allowExcessArguments(false);
  for (const option of spec.options) {
    const flags = `${option.short ? `-${option.short}, ` : ""}--${option.name}${option.value ? ` <${option.value}>` : ""}`;
    const text = optionHelpOf.get(`${spec.name} ${option.name}`) ?? optionHelp.get(option.name) ?? "";
    command.addOption(new Option(flags, text));
    command.on(`option:${option.name}`, (value: string | null) => {
      given.push({ name: option.name, value: value ?? true });
    });
  }
  const examples = commandExamples[spec.name].map((example) => `  ${example}`).join("\n");
  command.addHelpText("after", `\nExamples:\n${examples}`);
  command.showHelpAfterError(`Run "templatecheck ${spec.name} --help" for its options.`);
  command.action(() => found({ command: spec.name, operands: command.args, options: given }));
}
