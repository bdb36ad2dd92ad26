/**
 * Builds dist/exe/templatecheck-PLATFORM: the program with its runtime (Bun) in one file that needs nothing else.
 *
 *   node scripts/build-exe.mjs [--target linux-x64,linux-arm64,darwin-x64,darwin-arm64,windows-x64]
 *
 * Needs a build. Without `--target` for this machine. Bun comes by `npx`, at the version in bun.mjs, and the runtimes of other platforms by
 * npm: nobody who installs the package needs any of them.
 */

import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bunVersion } from "./bun.mjs";
import { nodeModules } from "./node-modules.mjs";
import "./report-page.mjs";
import "./validators.mjs";

/** Each with npm's name of its runtime. Those for x64 do without AVX2. */
const runtimes = new Map([
  ["linux-x64", "bun-linux-x64-baseline"],
  ["linux-arm64", "bun-linux-aarch64"],
  ["linux-x64-musl", "bun-linux-x64-musl-baseline"],
  ["linux-arm64-musl", "bun-linux-aarch64-musl"],
  ["darwin-x64", "bun-darwin-x64-baseline"],
  ["darwin-arm64", "bun-darwin-aarch64"],
  ["windows-x64", "bun-windows-x64-baseline"],
]);

process.chdir(fileURLToPath(new URL("../", import.meta.url)));
const targets = wantedTargets(process.argv.slice(2));
if (!existsSync("dist/playground")) throw new Error("dist/ is missing: run `npm run build` first");
const work = mkdtempSync(path.join(tmpdir(), "templatecheck-exe-"));
try {
  await bundleInto(path.join(work, "program"));
  mkdirSync("dist/exe", { recursive: true });
  for (const target of targets) compile(target);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function refuse(why = "") {
  console.error(`${why}usage: npm run build:exe [-- --target ${[...runtimes.keys()].join(",")}]`);
  process.exit(2);
}

function wantedTargets([option, value]) {
  if (option !== undefined && (option !== "--target" || value === undefined)) refuse();
  const here = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const wanted = option ? value.split(",") : [here];
  for (const target of wanted) {
    if (!runtimes.has(target)) refuse(`no target "${target}"\n`);
  }
  return wanted;
}

/** The same sources as the package's, bundled by the same bundler; what a command doesn't need stays a file of its own. */
async function bundleInto(outdir) {
  const parser = {
    name: "embedded-parser",
    setup({ onResolve }) {
      onResolve({ filter: /\/load-parser\.ts$/ }, ({ path: name, resolveDir }) => ({
        path: path.join(resolveDir, path.dirname(name), "embedded-parser.ts"),
      }));
      // The parser's start asks for it where there is no `performance`: nowhere.
      onResolve({ filter: /^performance$/ }, () => ({ path: "node:perf_hooks", external: true }));
    },
  };
  const page = {
    name: "embedded-page",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\/playground\/files\.ts$/ }, () => ({ path: "page", namespace: "embedded" }));
      onLoad({ filter: /.*/, namespace: "embedded" }, () => ({ contents: embeddedPage() }));
    },
  };
  await build({
    entryPoints: { executable: "src/cli/executable.ts", thread: "src/cli/batch/thread.ts" },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22",
    minifySyntax: true,
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    plugins: [parser, page, nodeModules],
  });
  cpSync("node_modules/@cdktf/hcl2json/main.wasm.gz", path.join(outdir, "main.wasm.gz"));
  // The playground's files, and the compiler that the browser gets with them.
  for (const name of ["playground", "index.js"]) cpSync(`dist/${name}`, path.join(outdir, name), { recursive: true });
}

/** The files of `playground`, as the built program writes them: its text, instead of files beside it. */
function embeddedPage() {
  if (!existsSync("dist/bin.js")) throw new Error("npm run build comes first: the playground is a part of it");
  const directory = path.join(work, "page");
  execFileSync(process.execPath, ["dist/bin.js", "playground", "-o", directory], { stdio: "pipe" });
  const texts = readdirSync(directory).map((name) => [name, readFileSync(path.join(directory, name), "utf8")]);
  return `const texts = ${JSON.stringify(texts)};
export function pageFiles() {
  return new Map(texts.map(([name, text]) => [name, new TextEncoder().encode(text)]));
}`;
}

function compile(target) {
  const file = path.resolve(`dist/exe/templatecheck-${target}${target.startsWith("windows") ? ".exe" : ""}`);
  const options = [
    ...["--compile", "--minify", "--bytecode", "--format", "esm", "--splitting"],
    // Files of the directory that it is started in are the user's: none of them is a setting or code of the runtime.
    ...["--no-compile-autoload-dotenv", "--no-compile-autoload-bunfig"],
    // A check of one template is over before compiled code pays.
    ...["--compile-jit-policy", "20"],
    ...["main.wasm.gz", "playground", "index.js"].flatMap((name) => ["--asset", name]),
    ...["--compile-executable-path", runtimeOf(target), "--target", runtimes.get(target)],
    ...["--outfile", file],
  ];
  bun(["build", ...options, "executable.mjs", "thread.mjs"], path.join(work, "program"));
  chmodSync(file, 0o755);
  console.log(`${path.relative(".", file)} ${(statSync(file).size / 1024 / 1024).toFixed(1)} MiB`);
}

function bun(args, cwd) {
  execFileSync("npx", ["--yes", `bun@${bunVersion}`, ...args], { cwd, stdio: ["ignore", "ignore", "inherit"] });
}

/** From the registry that npm is configured for, checked by npm against its integrity. */
function runtimeOf(target) {
  const name = `@oven/${runtimes.get(target)}`;
  const directory = path.join(work, target);
  mkdirSync(directory);
  const options = ["--no-save", "--force", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
  execFileSync("npm", ["install", "--prefix", directory, ...options, `${name}@${bunVersion}`], { stdio: "inherit" });
  const bin = path.join(directory, "node_modules", name, "bin");
  const [found] = readdirSync(bin).filter((file) => /^bun(\.exe)?$/.test(file));
  if (!found || !existsSync(path.join(bin, found))) throw new Error(`${name} has no runtime in bin/`);
  return path.join(bin, found);
}
