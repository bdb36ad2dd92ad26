/**
 * Bundles the script of the report's page into src/html/generated/client.js, as a text that the page embeds.
 *
 *   node scripts/report-page.mjs
 *
 * `npm test` and the build run it first.
 */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const root = new URL("../", import.meta.url);
const target = new URL("src/html/generated/client.js", root);
const { outputFiles } = await build({
  absWorkingDir: root.pathname,
  entryPoints: ["src/report-page/main.ts"],
  bundle: true,
  write: false,
  format: "esm",
  platform: "browser",
  target: ["chrome110", "firefox115", "safari16"],
  minify: true,
  charset: "ascii",
  legalComments: "none",
  logLevel: "warning",
});
// Nothing in it may end the element that it stands in.
const script = (outputFiles[0]?.text ?? "").replace(/<\/(script)/gi, "<\\/$1").replace(/<!--/g, "<\\!--");
const text = `export const clientScript = ${JSON.stringify(script)};\n`;
await mkdir(new URL("./", target), { recursive: true });
if ((await readFile(target, "utf8").catch(() => null)) !== text) await writeFile(target, text);
