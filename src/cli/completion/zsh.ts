import type { CompletedCommand, CompletedOption, Value } from "./values.ts";

/** For `_arguments` of zsh 5: a file `_templatecheck` on $fpath, or sourced after `compinit`. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  const described = commands.map(({ name, help }) => `    ${quoted(`${name}:${help}`)}`);
  const cases = commands.map(({ name, options, operands: [first, others] }) => {
    const specs = [
      ...options.map(optionSpec),
      `1:operand:${action(first)}`,
      ...(others.kind === "free" ? [] : [`*:operand:${action(others)}`]),
    ];
    return `    ${name})\n      _arguments -s -S : \\\n${specs.map((spec) => `        ${quoted(spec)}`).join(" \\\n")}\n      ;;\n`;
  });
  return `#compdef templatecheck
# zsh completion of templatecheck: save it as _templatecheck in a directory of $fpath, or source it after compinit.

_templatecheck_commands() {
  local -a commands
  commands=(
${described.join("\n")}
    'help:print help of a command'
  )
  _describe command commands
}

_templatecheck_format_or_file() {
  if compset -P '*='; then
    _files
  else
    compadd -S '' -- "$@"
  fi
}

_templatecheck() {
  local context state line curcontext="$curcontext"
  typeset -A opt_args
  _arguments -C -S : \\
    '(- *)'{-h,--help}'[print help]' \\
    '(- *)'{-V,--version}'[print the version]' \\
    '1:command:_templatecheck_commands' \\
    '*::argument:->arguments' && return

  case $words[1] in
    help)
      _arguments '1:command:_templatecheck_commands'
      ;;
${cases.join("")}  esac
}

if [[ $funcstack[1] == _templatecheck ]]; then
  _templatecheck "$@"
else
  compdef _templatecheck templatecheck
fi
`;
}

/** Any of them may be given again: it does no harm, and some mean to. */
function optionSpec({ name, short, help, value }: CompletedOption): string {
  const text = help.replaceAll(/[[\]\\:]/g, (character) => `\\${character}`);
  const behind = value === null ? "" : `:${name}:${action(value)}`;
  const long = `*--${name}${value === null ? "" : "="}[${text}]${behind}`;
  return short === undefined ? long : `${long}\u0000*-${short}${value === null ? "" : "+"}[${text}]${behind}`;
}

function action(value: Value): string {
  switch (value.kind) {
    case "words":
      return value.files ? `{_templatecheck_format_or_file ${value.words.join(" ")}}` : `(${value.words.join(" ")})`;
    case "file":
      return "_files";
    case "directory":
      return "_files -/";
    case "free":
      return "( )";
  }
}

/** In single quotes; two specifications of one option stand beside each other. */
function quoted(text: string): string {
  return text
    .split("\u0000")
    .map((part) => `'${part.replaceAll("'", "'\\''")}'`)
    .join(" ");
}
