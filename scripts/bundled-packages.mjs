/** Whose code the bundles hold, as the bundler says. */

import { readdirSync } from "node:fs";
import { build } from "esbuild";
import { nodeModules } from "./node-modules.mjs";
import "./playground-examples.mjs";
import "./report-page.mjs";
import "./validators.mjs";

/** Names. Everything below src/ is an entry, so that no bundle can have a package that isn't seen. */
export async function bundledPackages() {
  const entries = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const { metafile } = await build({
    entryPoints: entries.map((name) => `src/${name}`),
    outdir: "dist",
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "node",
    logLevel: "warning",
    // The playground's examples are a text of ours, which its build makes.
    external: ["@cdktf/hcl2json", "performance", "./generated/examples.js"],
    plugins: [nodeModules],
  });
  const names = Object.keys(metafile.inputs).flatMap((input) => {
    const [, name] = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(input) ?? [];
    return name ?? [];
  });
  // The generated validators are ajv's own text.
  return [...new Set([...names, "ajv"])].sort();
}
