/** What can stand where, for the scripts of all shells. */

import { changeKinds } from "../../diff/types.ts";
import { exportTargets } from "../../gateway/export/target.ts";
import { ruleIds } from "../../rule-ids.ts";
import { type CommandSpec, commandTable, type OptionSpec } from "../command-table.ts";
import { commandHelp, optionHelp, optionHelpOf } from "../help-text.ts";
import { diagnosticFormats, severities, shareLevels } from "../options.ts";

export const shells = ["bash", "zsh", "fish", "powershell"] as const;
export type Shell = (typeof shells)[number];

export type Value =
  /** `files`: "=" and a file may follow one of the words. */
  | { readonly kind: "words"; readonly words: readonly string[]; readonly files: boolean }
  | { readonly kind: "file" | "directory" }
  /** A name or a number, which nobody but the user knows. */
  | { readonly kind: "free" };

export interface CompletedOption {
  readonly name: string;
  readonly short?: string;
  readonly help: string;
  /** Null when it takes none. */
  readonly value: Value | null;
}

export interface CompletedCommand {
  readonly name: string;
  readonly help: string;
  readonly options: readonly CompletedOption[];
  /** The first operand, and all others. */
  readonly operands: readonly [Value, Value];
}

const free: Value = { kind: "free" };
const file: Value = { kind: "file" };

const words = (list: readonly string[], files = false): Value => ({ kind: "words", words: list, files });

/** Where the name of the option, or that of the command and the option, is enough to know. */
const known: ReadonlyMap<string, Value> = new Map([
  ["format", words(diagnosticFormats, true)],
  ["verify format", words(["human", "json"])],
  ["resolve format", words(["human", "json"])],
  ["access format", words(["human", "json"])],
  ["diff format", words(["text", "json", "markdown"])],
  ["report format", words(["html", "markdown", "csv"])],
  ["rules format", words(["text", "json", "markdown"])],
  ["explain format", words(["text", "json", "markdown"])],
  // A list with commas: the first word is a start.
  ["fail-on", words(["any", ...changeKinds])],
  ["color", words(["auto", "always", "never"])],
  ["max-share-level", words(shareLevels)],
  ["fail-level", words(severities)],
  ["to", words(exportTargets)],
]);

const operands: ReadonlyMap<string, readonly [Value, Value]> = new Map([
  ["inspect", [words(["tokens", "tree", "choices", "plan"]), file]],
  ["explain", [words(ruleIds), free]],
  ["completion", [words(shells), free]],
  ["eval", [free, file]],
]);

/** All commands; their options with `--help`. */
export function completedCommands(): readonly CompletedCommand[] {
  return commandTable.map((spec) => ({
    name: spec.name,
    help: commandHelp[spec.name],
    options: [
      ...spec.options.map((option) => completedOption(spec, option)),
      { name: "help", short: "h", help: "print help", value: null },
    ],
    operands: operands.get(spec.name) ?? (spec.most === 0 ? [free, free] : [file, file]),
  }));
}

function completedOption({ name: command }: CommandSpec, option: OptionSpec): CompletedOption {
  const { name, short, value } = option;
  return {
    name,
    ...(short !== undefined && { short }),
    help: optionHelpOf.get(`${command} ${name}`) ?? optionHelp.get(name) ?? "",
    value: value === undefined ? null : (known.get(`${command} ${name}`) ?? known.get(name) ?? byPlaceholder(value)),
  };
}

/** "start|stop" are words, FILE and DIR what they say. */
function byPlaceholder(value: string): Value {
  if (value === "FILE") return file;
  if (value === "DIR") return { kind: "directory" };
  return /^[a-z]+(\|[a-z]+)+$/.test(value) ? words(value.split("|")) : free;
}
