/**
 * Runs templatecheck on every template below some directories and prints for each: verdict, apps, unknowns, time.
 *
 *     npm run bench -- corpus DIR…
 *
 * Templates are the directories with Terraform files that no other one there calls as a module.
 */

import path from "node:path";
import { Searcher, templatesOf } from "../src/cli/batch/search.ts";
import { nodeHost } from "../src/cli/host.ts";
import { check, defaultInputs } from "../src/index.ts";
import { libraries } from "./common/corpus-run.ts";

const directories = process.argv.slice(2);
if (directories.length === 0) {
  console.error("usage: npm run bench -- corpus DIR…");
  process.exitCode = 2;
}

const totals = { templates: 0, clean: 0, apps: 0, decided: 0, byChoice: 0, unknown: 0, milliseconds: 0 };
const started = performance.now();
for (const root of directories.map((directory) => path.resolve(directory))) {
  const host = nodeHost(root, [root]);
  for (const template of templatesOf(await new Searcher(root).below(root))) {
    const begin = performance.now();
    const result = check(host, template, defaultInputs, libraries);
    const milliseconds = performance.now() - begin;
    const errors = result.diagnostics.filter(({ severity }) => severity === "error").length;
    const warnings = result.diagnostics.filter(({ severity }) => severity === "warning").length;
    const verdict = errors > 0 ? `${errors} errors` : warnings > 0 ? `${warnings} warnings` : "clean";
    const { total, decided, byChoice, unknown } = result.apps;
    console.log(
      `${template || "."}: ${verdict}; ${total} apps: ${decided} decided, ${byChoice} by choice, ${unknown} unknown; ${milliseconds.toFixed(1)} ms`,
    );
    totals.templates++;
    totals.clean += errors === 0 ? 1 : 0;
    totals.apps += total;
    totals.decided += decided;
    totals.byChoice += byChoice;
    totals.unknown += unknown;
    totals.milliseconds = Math.max(totals.milliseconds, milliseconds);
  }
}
console.log(
  `${totals.templates} templates, ${totals.clean} without errors; ${totals.apps} apps: ${totals.decided} decided, ${totals.byChoice} by choice, ${totals.unknown} unknown; ${((performance.now() - started) / 1000).toFixed(1)} s, slowest ${totals.milliseconds.toFixed(0)} ms`,
);
