/**
 * bundle/templatecheck.mjs: the whole program in one file that is committed, so that it runs where npm installs this
 * package from its repository, as pre-commit does, and as a GitHub Action. npm 11 runs no scripts of such packages, so
 * nothing could be built there.
 *
 *   node scripts/bundle.mjs             writes it; `npm version` does so for each release
 *   node scripts/bundle.mjs --check     fails unless it is what this source makes
 */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import "./report-page.mjs";
import "./validators.mjs";

process.chdir(fileURLToPath(new URL("../", import.meta.url)));
const file = "bundle/templatecheck.mjs";
const { outputFiles } = await build({
  entryPoints: ["src/cli/bin.ts"],
  outfile: file,
  bundle: true,
  write: false,
  format: "esm",
  platform: "node",
  target: "node20",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  // Its WebAssembly is found beside its own file.
  external: ["@cdktf/hcl2json"],
  // CommonJS packages ask for Node's modules by `require`, which ES modules don't have.
  banner: {
    js: 'import { createRequire as createRequireOfBundle } from "node:module";\nconst require = createRequireOfBundle(import.meta.url);',
  },
});
const [{ text }] = outputFiles;
if (process.argv.includes("--check")) {
  if (text !== readFileSync(file, "utf8")) {
    console.error(`${file} isn't what this source makes: run \`npm run bundle\``);
    process.exitCode = 1;
  }
} else {
  mkdirSync("bundle", { recursive: true });
  writeFileSync(file, text);
}
