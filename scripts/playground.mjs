/**
 * Builds dist/playground/: the page, its style, its script and its worker. The compiler that the worker asks is the
 * library's, dist/index.js, and it has the program's libraries: `src/cli/playground/files.ts` brings both along.
 *
 *   node scripts/playground.mjs
 *
 * The build runs it. Two builds of the same source give the same bytes.
 */

import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import "./playground-examples.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const source = path.join(root, "src/playground");
const target = path.join(root, "dist/playground");
await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });

const compiler = {
  name: "compiler",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/index\.ts$/ }, () => ({ path: "./compiler.js", external: true }));
    onResolve({ filter: /^(re2js|yaml)$/ }, ({ path: name }) => ({ path: `./${name}.js`, external: true }));
  },
};
const common = {
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  outdir: target,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  metafile: true,
  format: "esm",
  platform: "browser",
  target: ["chrome110", "firefox115", "safari16.4"],
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
};
const worker = entryOf(await build({ ...common, entryPoints: ["src/playground/worker.ts"], plugins: [compiler] }));
const script = entryOf(
  await build({
    ...common,
    entryPoints: ["src/playground/main.ts"],
    define: { workerFile: JSON.stringify(worker) },
  }),
);
const style = await transform(await readFile(path.join(source, "style.css"), "utf8"), { loader: "css", minify: true });
const styleFile = `style-${createHash("sha256").update(style.code).digest("hex").slice(0, 8)}.css`;
await writeFile(path.join(target, styleFile), style.code);
const page = await readFile(path.join(source, "index.html"), "utf8");
await writeFile(path.join(target, "index.html"), page.replace("SCRIPT", script).replace("STYLE", styleFile));
await writeFile(path.join(target, "icon.svg"), await readFile(path.join(source, "icon.svg")));

function entryOf({ metafile }) {
  const [file] = Object.entries(metafile.outputs).flatMap(([name, { entryPoint }]) =>
    entryPoint?.startsWith("src/playground/") ? [name] : [],
  );
  return path.basename(file);
}
