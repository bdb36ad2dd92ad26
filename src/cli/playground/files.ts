/** The files of the page, as the package brings them. The standalone executable has them in itself (`scripts/build-exe.mjs`). */

import { readdirSync, readFileSync } from "node:fs";
import { CommandFailure } from "../exit-code.ts";
import { libraryModules } from "./library-modules.ts";

/** By name. There are no folders. */
export type PageFiles = ReadonlyMap<string, Uint8Array>;

/** `root` is the directory of the built program; undefined where it isn't known. */
export function pageFiles(root: URL | undefined): PageFiles {
  try {
    if (root === undefined) throw new Error("not built");
    const directory = new URL("playground/", root);
    const own = readdirSync(directory).map((name) => [name, readFileSync(new URL(name, directory))] as const);
    const libraries = libraryModules((name) => readFileSync(new URL(name, root), "utf8"));
    // The page's worker and programs that use the library ask the same file.
    const compiler = ["compiler.js", readFileSync(new URL("index.js", root))] as const;
    return new Map([...own, ...libraries, compiler].sort(([a], [b]) => (a < b ? -1 : 1)));
  } catch {
    throw new CommandFailure(
      "this copy of templatecheck has no playground beside it",
      "The npm package and the executable bring it; the single file of the repository doesn't.",
    );
  }
}
