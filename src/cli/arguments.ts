/** Arguments as given. What this small parser can't decide is left to Commander, which knows how to explain it. */

import { type CommandName, type CommandSpec, commandTable, type OptionSpec } from "./command-table.ts";

export interface GivenOption {
  /** Without the dashes. */
  readonly name: string;
  readonly value: string | true;
}

export interface Arguments {
  readonly command: CommandName;
  readonly operands: readonly string[];
  /** In the order in which they were given: it decides between `--var` and `--var-file`. */
  readonly options: readonly GivenOption[];
}

/** Null when it is for Commander: help, abbreviations, joined short options, and everything that is wrong. */
export function parseArguments(argv: readonly string[]): Arguments | null {
  const spec = commandTable.find((candidate) => candidate.name === argv[0]);
  if (!spec) return null;
  const operands: string[] = [];
  const options: GivenOption[] = [];
  for (let at = 1; at < argv.length; at++) {
    const argument = argv[at] ?? "";
    if (argument === "--") {
      operands.push(...argv.slice(at + 1));
      break;
    }
    if (argument === "-" || !argument.startsWith("-")) {
      operands.push(argument);
      continue;
    }
    const equals = argument.startsWith("--") ? argument.indexOf("=") : -1;
    const option = optionOf(spec, equals === -1 ? argument : argument.slice(0, equals));
    if (!option) return null;
    if (!option.value) {
      if (equals !== -1) return null;
      options.push({ name: option.name, value: true });
      continue;
    }
    const value = equals === -1 ? argv[++at] : argument.slice(equals + 1);
    if (value === undefined) return null;
    options.push({ name: option.name, value });
  }
  if (operands.length < spec.least || operands.length > spec.most) return null;
  return { command: spec.name, operands, options };
}

function optionOf(spec: CommandSpec, flag: string): OptionSpec | undefined {
  return spec.options.find((option) => flag === `--${option.name}` || (option.short && flag === `-${option.short}`));
}
