/** Runs the project's TypeScript programs that aren't part of the product: bundled into the cache of node_modules. */

import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
// The source imports what these write.
import "./report-page.mjs";
import "./validators.mjs";

export const root = fileURLToPath(new URL("../", import.meta.url));
// Inside the project, so that packages are found from there.
const directory = path.join(root, "node_modules", ".cache", "templatecheck");
mkdirSync(directory, { recursive: true });

/** A file of this process in the cache: whoever writes it removes it. */
export function cached(name) {
  return path.join(directory, `${process.pid}-${name}`);
}

/** What `use` makes of the program that is bundled from the project's file `entry`; the program is gone afterwards. */
export async function withProgram(entry, use, plugins = []) {
  const program = cached(`${path.basename(entry, ".ts")}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: program,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "inline",
    logLevel: "warning",
    plugins,
  });
  try {
    return await use(program);
  } finally {
    rmSync(program, { force: true });
  }
}

/** What `use` makes of the module's exports. */
export function withModule(entry, use) {
  return withProgram(entry, async (program) => use(await import(pathToFileURL(program).href)));
}
