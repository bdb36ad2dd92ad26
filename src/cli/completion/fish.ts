import type { CompletedCommand, Value } from "./values.ts";

/** For fish 3. */
export function fishScript(commands: readonly CompletedCommand[]): string {
  const lines: string[] = [];
  const add = (...parts: readonly string[]): void => {
    lines.push(["complete -c templatecheck", ...parts.filter((part) => part !== "")].join(" "));
  };
  add("-f");
  for (const { name, help } of commands) add("-n __fish_use_subcommand", `-a ${name}`, description(help));
  add("-n __fish_use_subcommand", "-a help", description("print help of a command"));
  add("-n __fish_use_subcommand", "-s h -l help", description("print help"));
  add("-n __fish_use_subcommand", "-s V -l version", description("print the version"));
  add(within("help"), `-a ${quoted(commands.map(({ name }) => name).join(" "))}`);
  for (const { name, options, operands } of commands) {
    for (const { name: option, short, help, value } of options) {
      add(within(name), short ? `-s ${short}` : "", `-l ${option}`, value ? argument(value) : "", description(help));
    }
    const [first, others] = operands;
    if (first.kind === "words") {
      add(`-n ${quoted(`__fish_seen_subcommand_from ${name}; and __templatecheck_operands 0`)}`, operand(first));
      if (others.kind !== "free") {
        add(`-n ${quoted(`__fish_seen_subcommand_from ${name}; and not __templatecheck_operands 0`)}`, operand(others));
      }
    } else if (others.kind !== "free") add(within(name), operand(others));
  }
  return `# fish completion of templatecheck: save it as ~/.config/fish/completions/templatecheck.fish

# Whether so many operands stand behind the command.
function __templatecheck_operands
    set -l words (commandline -opc)
    set -l count 0
    for word in $words[3..-1]
        string match -q -- '-*' $word; or set count (math $count + 1)
    end
    test $count -eq $argv[1]
end

${lines.join("\n")}
`;
}

function within(command: string): string {
  return `-n ${quoted(`__fish_seen_subcommand_from ${command}`)}`;
}

function argument(value: Value): string {
  switch (value.kind) {
    case "words":
      return value.files ? `-rF -a ${quoted(value.words.join(" "))}` : `-x -a ${quoted(value.words.join(" "))}`;
    case "file":
      return "-rF";
    case "directory":
      return "-x -a '(__fish_complete_directories)'";
    case "free":
      return "-x";
  }
}

function operand(value: Value): string {
  return value.kind === "words" ? `-a ${quoted(value.words.join(" "))}` : "-F";
}

function description(text: string): string {
  return `-d ${quoted(text)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
