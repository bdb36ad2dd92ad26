/** The files of the page, as the package brings them. */

import { readdirSync, readFileSync } from "node:fs";
import { CommandFailure } from "../exit-code.ts";

/** By name. There are no folders. */
export type PageFiles = ReadonlyMap<string, Uint8Array>;

/** `root` is the directory of the built program; undefined where it isn't known. */
export function pageFiles(root: URL | undefined): PageFiles {
  try {
    if (root === undefined) throw new Error("not built");
    const directory = new URL("playground/", root);
    const names = readdirSync(directory).sort();
    const files = names.map((name) => [name, readFileSync(new URL(name, directory))] as const);
    // The page's worker and programs that use the library ask the same file.
    return new Map([...files, ["compiler.js", readFileSync(new URL("index.js", root))]]);
  } catch {
    throw new CommandFailure(
      "this copy of templatecheck has no playground beside it",
      "The npm package brings it; the single file of the repository doesn't.",
    );
  }
}
