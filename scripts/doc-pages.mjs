/**
 * What is written of the documentation: the tables of schemas, the picture of the README.
 *
 *   node scripts/doc-pages.mjs                      writes them
 *   node scripts/doc-pages.mjs --outputs [PAGE…]    first writes what commands print now into the pages that show it
 */

import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import "./report-page.mjs";
import "./validators.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
process.chdir(root);
// Inside the project, so that packages are found from there.
const directory = path.join(root, "node_modules", ".cache", "templatecheck-doc-pages");
const program = path.join(directory, `${process.pid}.mjs`);
mkdirSync(directory, { recursive: true });
try {
  await build({
    entryPoints: ["test/docs/write.ts"],
    outfile: program,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  const { recordOutputs, writeGenerated } = await import(pathToFileURL(program).href);
  const [option, ...pages] = process.argv.slice(2);
  if (option === "--outputs") await recordOutputs(pages);
  await writeGenerated();
} finally {
  rmSync(program, { force: true });
}
