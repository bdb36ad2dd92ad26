import type { Arguments } from "../arguments.ts";
import { bashScript } from "../completion/bash.ts";
import { fishScript } from "../completion/fish.ts";
import { powershellScript } from "../completion/powershell.ts";
import { completedCommands, type Shell, shells } from "../completion/values.ts";
import { zshScript } from "../completion/zsh.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import type { Program } from "../program.ts";

/** The script that a shell completes the command line with. */
export function completion(given: Arguments, program: Program): number {
  const [name = ""] = given.operands;
  const shell = shells.find((candidate) => candidate === name);
  if (!shell) throw new CommandFailure(`shell ${JSON.stringify(name)} is not one of ${shells.join(", ")}`);
  program.stdout.write(scriptFor(shell));
  return exitCode.clean;
}

function scriptFor(shell: Shell): string {
  const commands = completedCommands();
  switch (shell) {
    case "bash":
      return bashScript(commands);
    case "zsh":
      return zshScript(commands);
    case "fish":
      return fishScript(commands);
    case "powershell":
      return powershellScript(commands);
  }
}
