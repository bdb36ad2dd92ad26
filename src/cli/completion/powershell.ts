import type { CompletedCommand, Value } from "./values.ts";

/** For PowerShell 5.1 and 7. Where nothing is answered, PowerShell completes the names of files by itself. */
export function powershellScript(commands: readonly CompletedCommand[]): string {
  const entries = commands.map(({ name, help, options, operands: [first] }) => {
    const flags = options.flatMap(({ name: option, short, help: text, value }) => {
      const entry = `@{ Help = ${quoted(text)}; Values = ${values(value)} }`;
      return [
        `      ${quoted(`--${option}`)} = ${entry}`,
        ...(short ? [`      ${quoted(`-${short}`)} = ${entry}`] : []),
      ];
    });
    return `    ${quoted(name)} = @{
      Help = ${quoted(help)}
      Operands = ${values(first)}
      Options = [ordered]@{
${flags.map((line) => `  ${line}`).join("\n")}
      }
    }`;
  });
  return `# PowerShell completion of templatecheck: run it in your $PROFILE.

Register-ArgumentCompleter -Native -CommandName templatecheck -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)

  $commands = [ordered]@{
${entries.join("\n")}
  }

  $words = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
  # What stands before the word that is completed.
  $before = if ($wordToComplete -eq '') { $words } else { @($words | Select-Object -SkipLast 1) }

  function Select-Word($candidates, $prefix) {
    $candidates | Where-Object { "$_".StartsWith($prefix, [System.StringComparison]::Ordinal) } | ForEach-Object {
      [System.Management.Automation.CompletionResult]::new("$_", "$_", 'ParameterValue', "$_")
    }
  }

  if ($before.Count -lt 2) {
    foreach ($key in $commands.Keys) {
      if ($key.StartsWith($wordToComplete, [System.StringComparison]::Ordinal)) {
        [System.Management.Automation.CompletionResult]::new($key, $key, 'Command', $commands[$key].Help)
      }
    }
    return
  }

  $command = $commands[$before[1]]
  if ($null -eq $command) { return }

  # The value of an option: behind a blank, or behind "=".
  $last = $before[-1]
  if ($before.Count -gt 2 -and $command.Options.Contains($last) -and $command.Options[$last].Values.Count -gt 0) {
    return Select-Word $command.Options[$last].Values $wordToComplete
  }
  if ($wordToComplete -match '^(--[a-z-]+)=(.*)$' -and $command.Options.Contains($Matches[1])) {
    $option = $Matches[1]
    $prefix = $Matches[2]
    $candidates = @($command.Options[$option].Values | Where-Object { $_.StartsWith($prefix) } | ForEach-Object { "$option=$_" })
    return Select-Word $candidates $wordToComplete
  }
  if ($wordToComplete.StartsWith('-')) {
    foreach ($key in $command.Options.Keys) {
      if ($key.StartsWith($wordToComplete, [System.StringComparison]::Ordinal)) {
        [System.Management.Automation.CompletionResult]::new($key, $key, 'ParameterName', $command.Options[$key].Help)
      }
    }
    return
  }
  if ($before.Count -eq 2) { return Select-Word $command.Operands $wordToComplete }
}
`;
}

function values(value: Value | null): string {
  return value?.kind === "words" ? `@(${value.words.map(quoted).join(", ")})` : "@()";
}

/** An empty text isn't taken as a tooltip. */
function quoted(text: string): string {
  return `'${(text === "" ? " " : text).replaceAll("'", "''")}'`;
}
