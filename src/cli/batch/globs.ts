/** Patterns of paths that no shell has written out. Loaded when one is given. */

import path from "node:path";
import { globSync } from "tinyglobby";
import { compareText } from "../../diagnostic.ts";
import { CommandFailure } from "../exit-code.ts";

const longest = 1024;

/** Directories and files (relative to `cwd`) that match, sorted. Links aren't followed, hidden names need a dot. */
export function matches(pattern: string, cwd: string): readonly string[] {
  if (pattern.length > longest) throw new CommandFailure(`a pattern of more than ${longest} characters is refused`);
  const found = globSync(pattern, {
    cwd,
    onlyFiles: false,
    followSymbolicLinks: false,
    expandDirectories: false,
    ignore: ["**/node_modules/**", "**/.terraform/**", "**/.git/**"],
  });
  return found.map((name) => path.normalize(name).replace(/[\\/]$/, "")).sort(compareText);
}
