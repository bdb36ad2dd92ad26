import type { CompletedCommand, Value } from "./values.ts";

/**
 * For bash 3.2 and later, without the package bash-completion. Bash splits words at "=", so `--format=json` arrives as
 * three of them.
 */
export function bashScript(commands: readonly CompletedCommand[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap(({ name: option, short, value }) => {
      if (!value) return [];
      const names = [`"${name} --${option}"`, ...(short ? [`"${name} -${short}"`] : [])];
      return `    ${names.join(" | ")}) ${action(value)} return ;;\n`;
    }),
  );
  const withFiles = commands.flatMap(({ name, options }) =>
    options.flatMap(({ name: option, value }) =>
      value?.kind === "words" && value.files ? [`    "${name} --${option}") _templatecheck_files; return ;;\n`] : [],
    ),
  );
  const flags = commands.map(
    ({ name, options }) =>
      `      ${name}) _templatecheck_words ${options.flatMap(({ name: option, short }) => [`--${option}`, ...(short ? [`-${short}`] : [])]).join(" ")} ;;\n`,
  );
  const operands = commands.map(
    ({ name, operands: [first, others] }) =>
      `    ${name}) if [[ $operands == 0 ]]; then ${action(first)} else ${action(others)} fi ;;\n`,
  );
  return `# bash completion of templatecheck: source it in ~/.bashrc, or save it where bash-completion looks.

_templatecheck_words() {
  COMPREPLY=($(compgen -W "$*" -- "$cur"))
}

_templatecheck_files() {
  COMPREPLY=()
  if type compopt > /dev/null 2>&1 && compopt -o default 2> /dev/null; then return; fi
  local IFS=$'\\n'
  COMPREPLY=($(compgen -f -- "$cur"))
}

_templatecheck_directories() {
  COMPREPLY=()
  if type compopt > /dev/null 2>&1 && compopt -o dirnames 2> /dev/null; then return; fi
  local IFS=$'\\n'
  COMPREPLY=($(compgen -d -- "$cur"))
}

_templatecheck() {
  COMPREPLY=()
  local cur="\${COMP_WORDS[COMP_CWORD]}" command="" option="" operands=0 at word

  if [[ $COMP_CWORD -gt 1 ]]; then command="\${COMP_WORDS[1]}"; fi
  if [[ -z $command ]]; then
    _templatecheck_words ${commands.map(({ name }) => name).join(" ")} help --help --version
    return
  fi

  # The option whose value is asked for: before a blank, or before the "=".
  option="\${COMP_WORDS[COMP_CWORD - 1]}"
  if [[ $cur == "=" ]]; then
    cur=""
  elif [[ $option == "=" && $COMP_CWORD -gt 2 ]]; then
    option="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  # A file behind the "=" of a value.
  if [[ $COMP_CWORD -gt 4 && \${COMP_WORDS[COMP_CWORD - 1]} == "=" ]]; then
    word="\${COMP_WORDS[COMP_CWORD - 3]}"
    if [[ $word == "=" ]]; then word="\${COMP_WORDS[COMP_CWORD - 4]}"; fi
    case "$command $word" in
${withFiles.join("")}    esac
  fi
  case "$command $option" in
${values.join("")}  esac

  case "$cur" in
  -*)
    case "$command" in
${flags.join("")}    esac
    return
    ;;
  esac

  for ((at = 2; at < COMP_CWORD; at++)); do
    word="\${COMP_WORDS[at]}"
    case "$word" in
    -* | "=") ;;
    *) operands=$((operands + 1)) ;;
    esac
  done
  case "$command" in
    help) _templatecheck_words ${commands.map(({ name }) => name).join(" ")} ;;
${operands.join("")}  esac
}

complete -F _templatecheck templatecheck
`;
}

function action(value: Value): string {
  switch (value.kind) {
    case "words":
      return `_templatecheck_words ${value.words.join(" ")};`;
    case "file":
      return "_templatecheck_files;";
    case "directory":
      return "_templatecheck_directories;";
    case "free":
      return ":;";
  }
}
