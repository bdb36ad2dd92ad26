/** Bundles the extension, after `npm ci` at the project's root (for esbuild) and here. Its types: `npx tsc -p editors/vscode`. */

import { cp, mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

process.chdir(fileURLToPath(new URL(".", import.meta.url)));
await rm("dist", { recursive: true, force: true });
await mkdir("dist");
await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.cjs",
  bundle: true,
  platform: "node",
  format: "cjs",
  // VS Code 1.101 has Node 22, which `templatecheck` runs on, too.
  target: "node22",
  minify: true,
  external: ["vscode"],
  logLevel: "warning",
});
// Completion and checks in .templatecheck.yaml, where the YAML extension is installed.
await cp("../../src/schema/config.schema.json", "dist/config.schema.json");
