/**
 * Builds dist/: the program, the two entries of the library, their types and the schemas.
 *
 *   node scripts/build.mjs
 *
 * Two builds of the same source on the same Node give the same bytes (`scripts/check-reproducible.mjs`).
 */

import { execFileSync } from "node:child_process";
import { chmod, cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "esbuild";
import { nodeModules } from "./node-modules.mjs";
import "./report-page.mjs";
import "./validators.mjs";

const root = new URL("../", import.meta.url).pathname;
process.chdir(root);
await rm("dist", { recursive: true, force: true });

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

// The program is small: it starts at once. What reads templates is one file, loaded with a code cache.
const whereFast = {
  name: "load-compiled",
  setup({ onResolve }) {
    // The language server is a file of its own: no other command looks at it.
    onResolve({ filter: /\/commands\/lsp\.ts$/ }, ({ kind }) =>
      kind === "entry-point" ? undefined : { path: "./lsp.js", external: true },
    );
    onResolve({ filter: /\/load-(reading|commander)\.ts$/ }, ({ path: name, resolveDir }) => ({
      path: path.join(resolveDir, path.dirname(name), "load-compiled.ts"),
    }));
    onResolve({ filter: /\/written-help\.ts$/ }, ({ path: name, resolveDir }) => ({
      path: path.join(resolveDir, path.dirname(name), "load-written-help.ts"),
    }));
  },
};
// Node loads CommonJS faster than ES modules, by a tenth of its own start. Commands that few runs need stay ES modules.
const commands = new Map();
const commandsBesides = {
  name: "commands",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/.*\.ts$/ }, ({ path: name, kind, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      const command = path.basename(name, ".ts");
      commands.set(command, path.join(resolveDir, name));
      return { path: `./chunks/${command}.js`, external: true };
    });
  },
};
await build({
  ...common,
  format: "cjs",
  entryPoints: { bin: "src/cli/bin.ts" },
  outExtension: { ".js": ".cjs" },
  outdir: "dist",
  // Few commands ask for it.
  define: { "import.meta.url": "here.url" },
  banner: { js: 'const here = { get url() { return require("node:url").pathToFileURL(__filename).href; } };' },
  plugins: [whereFast, commandsBesides],
});
await build({
  ...common,
  entryPoints: Object.fromEntries(commands),
  outdir: "dist/chunks",
  splitting: true,
  chunkNames: "[name]-[hash]",
  plugins: [whereFast, nodeModules],
});
await writeFile(
  "dist/bin.js",
  `#!/usr/bin/env node
import { createRequire } from "node:module";
createRequire(import.meta.url)("./bin.cjs");
`,
);
// A thread of `lint`, beside the compiler that it loads as the program does.
await build({
  ...common,
  entryPoints: { thread: "src/cli/batch/thread.ts" },
  outdir: "dist",
  plugins: [whereFast, nodeModules],
});
// Few templates need these: files of their own, so that the others don't even read them.
const libraries = ["re2js", "yaml", "ignore", "tinyglobby"];
const besides = {
  name: "libraries",
  setup({ onResolve }) {
    onResolve({ filter: /^(re2js|yaml|ignore|tinyglobby)$/ }, ({ path: name }) => ({
      path: `./library-${name}.cjs`,
      external: true,
    }));
    onResolve({ filter: /\/formats\.ts$/ }, () => ({ path: "./library-formats.cjs", external: true }));
    onResolve({ filter: /\/config\/read\.ts$/ }, () => ({ path: "./library-config.cjs", external: true }));
    onResolve({ filter: /\/baseline-file\.ts$/ }, () => ({ path: "./library-baseline.cjs", external: true }));
  },
};
/** A script that answers with a function, for `load-compiled.ts`; a CommonJS module for Node's own loader. */
const scriptOrModule = {
  format: "cjs",
  banner: {
    js: '(f=>typeof module==="object"?f(module,exports,require,__filename):f)((module,exports,require,__filename)=>{',
  },
  footer: { js: "})" },
};
await build({
  ...common,
  ...scriptOrModule,
  entryPoints: {
    ...Object.fromEntries(libraries.map((name) => [`library-${name}`, name])),
    "library-commander": "src/cli/commander-tree.ts",
    "library-formats": "src/cli/formats.ts",
    "library-config": "src/config/read.ts",
    "library-baseline": "src/cli/baseline-file.ts",
  },
  // Read one byte a character, as the compiler is below.
  charset: "ascii",
  // tinyglobby makes a `require` by it.
  define: { "import.meta.url": "__filename" },
  outExtension: { ".js": ".cjs" },
  outdir: "dist",
});
await build({
  ...common,
  // One byte a character: V8 reads it as it is.
  charset: "ascii",
  ...scriptOrModule,
  // A script from a code cache has no `import()`.
  supported: { "dynamic-import": false },
  entryPoints: { compiler: "src/cli/commands/reading.ts" },
  outExtension: { ".js": ".cjs" },
  outdir: "dist",
  plugins: [besides, nodeModules],
});
await build({
  ...common,
  entryPoints: { lsp: "src/cli/commands/lsp.ts" },
  outdir: "dist",
  plugins: [whereFast, nodeModules],
});
// The library keeps its names for who debugs into it, and brings no second copy of what it depends on.
const library = { entryPoints: { index: "src/index.ts" }, outdir: "dist", packages: "external" };
await build({ ...common, ...library, minify: false, minifyWhitespace: true });
await build({ ...common, entryPoints: { gateway: "src/gateway/index.ts" }, outdir: "dist", minify: false });
await import("./playground.mjs");

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { stdio: "inherit" });
await mkdir("dist/schema", { recursive: true });
for (const file of await readdir("src/schema")) {
  if (file.endsWith(".schema.json")) await cp(`src/schema/${file}`, `dist/schema/${file}`);
}
// Editors open the page of a rule from a finding.
await mkdir("dist/rules", { recursive: true });
for (const file of await readdir("docs/rules").catch(() => [])) await cp(`docs/rules/${file}`, `dist/rules/${file}`);
await chmod("dist/bin.js", 0o755);
await writeFile("dist/help.json", JSON.stringify(helpTexts()));
// V8 mixes a number of its own into hashes of names, another for each process: the cache would never be the same twice.
execFileSync(process.execPath, ["--random-seed=1", "scripts/code-cache.mjs"], { stdio: "inherit" });
execFileSync(process.execPath, ["scripts/sbom.mjs", "dist/sbom.cdx.json"], { stdio: "inherit" });

/** What Commander prints for `--help` of the program ("") and of each command, without a terminal. */
function helpTexts() {
  const { parseWithCommander } = createRequire(import.meta.url)("../dist/library-commander.cjs");
  const textOf = (argv) => {
    let text = "";
    const stdout = { write: (more) => (text += more), isTTY: false, columns: undefined };
    parseWithCommander({ argv, stdout, stderr: stdout });
    return text;
  };
  const names = [...textOf(["--help"]).matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name);
  return Object.fromEntries([
    ["", textOf(["--help"])],
    ...names.filter((name) => !name.startsWith("-") && name !== "help").map((name) => [name, textOf([name, "--help"])]),
  ]);
}
