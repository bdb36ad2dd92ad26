/**
 * The pages of docs/rules and what `explain` shows (src/validate/rule-examples.json), from the cases in test/rules.
 *
 *   node scripts/rule-pages.mjs             writes them
 *   node scripts/rule-pages.mjs --finds     first writes what the program finds now into the cases
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
const directory = path.join(root, "node_modules", ".cache", "templatecheck-rule-pages");
const program = path.join(directory, `${process.pid}.mjs`);
mkdirSync(directory, { recursive: true });
mkdirSync("docs/rules", { recursive: true });
try {
  await build({
    entryPoints: ["test/rules/write.ts"],
    outfile: program,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  const { recordFindings, writePages } = await import(pathToFileURL(program).href);
  if (process.argv.includes("--finds")) await recordFindings();
  await writePages();
} finally {
  rmSync(program, { force: true });
}
