/**
 * Runs a benchmark of bench/ from its TypeScript source.
 *
 *   npm run bench -- startup [arguments]
 */

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));
const names = readdirSync(path.join(root, "bench")).flatMap((file) =>
  file.endsWith(".ts") ? [file.slice(0, -3)] : [],
);
const [name, ...others] = process.argv.slice(2);
if (!name || !names.includes(name)) {
  console.error(`usage: npm run bench -- ${names.sort().join("|")} [arguments]`);
  process.exit(2);
}

// Inside the project, so that packages are found from there.
const output = path.join(root, "node_modules", ".cache", "templatecheck-bench");
mkdirSync(output, { recursive: true });
const program = path.join(output, `${name}-${process.pid}.mjs`);
await build({
  entryPoints: [path.join(root, "bench", `${name}.ts`)],
  outfile: program,
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
try {
  const { status } = spawnSync(process.execPath, ["--expose-gc", program, ...others], { stdio: "inherit" });
  process.exitCode = status ?? 1;
} finally {
  rmSync(program, { force: true });
}
