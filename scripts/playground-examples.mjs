/**
 * Writes src/playground/generated/examples.js: the templates of examples/, for the page of the playground.
 *
 *   node scripts/playground-examples.mjs
 *
 * The build runs it first.
 */

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const target = path.join(root, "src/playground/generated/examples.js");
const text = `export const examples = ${JSON.stringify(await readExamples())};\n`;
await mkdir(path.dirname(target), { recursive: true });
if ((await readFile(target, "utf8").catch(() => null)) !== text) await writeFile(target, text);

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
