/**
 * Builds dist/: the program, the two entries of the library, their types and the schemas.
 *
 *   node scripts/build.mjs
 *
 * Two builds of the same source give the same bytes.
 */

import { execFileSync } from "node:child_process";
import { chmod, cp, mkdir, readdir, rm } from "node:fs/promises";
import { builtinModules } from "node:module";
import { build } from "esbuild";
import "./validators.mjs";

const root = new URL("../", import.meta.url).pathname;
process.chdir(root);
await rm("dist", { recursive: true, force: true });

/** CommonJS packages ask for Node's modules by `require`, which ES modules don't have. */
const nodeModules = {
  name: "node-modules",
  setup({ onResolve, onLoad }) {
    const builtin = new RegExp(`^(node:)?(${builtinModules.join("|")})$`);
    onResolve({ filter: builtin }, ({ path, kind }) =>
      kind === "require-call" ? { path, namespace: "node-module" } : { path, external: true },
    );
    onLoad({ filter: /.*/, namespace: "node-module" }, ({ path }) => {
      const name = path.startsWith("node:") ? path : `node:${path}`;
      return { contents: `export * from "${name}"; export { default } from "${name}";` };
    });
  },
};

const common = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  // Its WebAssembly is found beside its own file.
  external: ["@cdktf/hcl2json"],
  plugins: [nodeModules],
};

// One program file; what few runs need (Commander, YAML, RE2, the parsers' second opinion) is in chunks of its own.
await build({
  ...common,
  entryPoints: { bin: "src/cli/bin.ts" },
  outdir: "dist",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
});
// The library stays readable where users debug into it, and brings no second copy of what it depends on.
await build({ ...common, entryPoints: { index: "src/index.ts" }, outdir: "dist", minify: false, packages: "external" });
await build({ ...common, entryPoints: { gateway: "src/gateway/index.ts" }, outdir: "dist", minify: false });

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { stdio: "inherit" });
await mkdir("dist/schema", { recursive: true });
for (const file of await readdir("src/schema")) {
  if (file.endsWith(".schema.json")) await cp(`src/schema/${file}`, `dist/schema/${file}`);
}
await chmod("dist/bin.js", 0o755);
