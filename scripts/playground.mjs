/**
 * Builds dist/playground/: the page, its style, its script and its worker. The compiler that the worker asks is the
 * library's, dist/index.js: whoever serves or writes the page brings it along as compiler.js.
 *
 *   node scripts/playground.mjs
 *
 * The build runs it. Two builds of the same source give the same bytes.
 */

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));
const source = path.join(root, "src/playground");
const target = path.join(root, "dist/playground");
await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });

const compiler = {
  name: "compiler",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/index\.ts$/ }, () => ({ path: "./compiler.js", external: true }));
  },
};
const examples = {
  name: "examples",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/generated\/examples\.js$/ }, () => ({ path: "examples", namespace: "examples" }));
    onLoad({ filter: /.*/, namespace: "examples" }, async () => ({
      contents: `export const examples = ${JSON.stringify(await readExamples())};`,
    }));
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
    plugins: [examples],
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

/** Those of the table in examples/README.md, in its order. */
async function readExamples() {
  const table = await readFile(path.join(root, "examples/README.md"), "utf8");
  const rows = [...table.matchAll(/^\| \[([\w-]+)\]\([^)]*\) \| (.*) \|$/gm)];
  return await Promise.all(
    rows.map(async ([, name, about]) => {
      const directory = path.join(root, "examples", name);
      const all = await readdir(directory, { recursive: true, withFileTypes: true });
      const names = all
        .filter((entry) => entry.isFile() && !entry.name.startsWith("expected."))
        .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
        .sort();
      const files = names.map(async (file) => ({
        name: file,
        text: await readFile(path.join(directory, file), "utf8"),
      }));
      return { about: about.replaceAll("`", ""), project: { name, files: await Promise.all(files) } };
    }),
  );
}
