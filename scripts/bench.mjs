/**
 * Runs a benchmark of bench/ from its TypeScript source.
 *
 *   npm run bench                          those that need nothing but a build
 *   npm run bench -- startup [arguments]   one of them
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
const [named, ...others] = process.argv.slice(2);
if (named !== undefined && !names.includes(named)) {
  console.error(`usage: npm run bench [-- ${names.sort().join("|")} [arguments]]`);
  process.exit(2);
}

// Inside the project, so that packages are found from there.
const output = path.join(root, "node_modules", ".cache", "templatecheck-bench");
mkdirSync(output, { recursive: true });
process.chdir(root);

async function run(name) {
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
    return status ?? 1;
  } finally {
    rmSync(program, { force: true });
  }
}

for (const name of named === undefined ? ["startup", "parse", "growth", "choices"] : [named]) {
  if (named === undefined) console.log(`\n── ${name} ──`);
  process.exitCode = Math.max(Number(process.exitCode ?? 0), await run(name));
}
