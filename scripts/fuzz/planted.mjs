/** Tries the targets on programs with a planted mistake each: an oracle that finds none proves nothing. */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { root, withModule, withProgram } from "../typescript.mjs";
import { watched } from "./watched.mjs";

/** The mistakes of `fuzz/planted.ts`, or those for one target; prints what finds each. Whether all are found. */
export async function tryPlanted(target, seed, seconds) {
  const all = await withModule("fuzz/planted.ts", ({ planted }) => planted);
  const chosen = all.filter((one) => target === undefined || one.target === target);
  let found = 0;
  for (const one of chosen) {
    const since = Date.now();
    const { shown, inputs, findings } = await withProgram(
      "fuzz/main.ts",
      (program) => watched(program, one.target, { seconds, seed, untilFinding: true }),
      [planting(one)],
    );
    const took = `${inputs} inputs / ${((Date.now() - since) / 1000).toFixed(1)} s`;
    if (findings > 0) found++;
    console.log(
      `${one.target.padEnd(14)} ${one.breaks}: ${findings > 0 ? `found after ${took}: ${problemOf(shown)}` : `NOT found in ${took}`}`,
    );
  }
  console.log(`\nseed ${seed}\n${found} of ${chosen.length} found`);
  return found === chosen.length;
}

/** The line below the one with the input's number. */
function problemOf(shown) {
  const line = /^✗.*\n(.*)$/m.exec(shown)?.[1] ?? "";
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}

/** The file is another one in the bundle only. */
function planting({ file, text, instead }) {
  const mistaken = path.join(root, file);
  return {
    name: "planted",
    setup(build) {
      let loaded = false;
      build.onLoad({ filter: /\.ts$/ }, async ({ path: asked }) => {
        if (asked !== mistaken) return undefined;
        loaded = true;
        const parts = (await readFile(asked, "utf8")).split(text);
        if (parts.length !== 2) return { errors: [{ text: `${file} has "${text}" ${parts.length - 1} times` }] };
        return { contents: parts.join(instead), loader: "ts" };
      });
      build.onEnd(() => (loaded ? undefined : { errors: [{ text: `no target reads ${file}` }] }));
    },
  };
}
