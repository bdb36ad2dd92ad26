/**
 * The pages of docs/rules and what `explain` shows (src/validate/rule-examples.json), from the cases in test/rules.
 *
 *   node scripts/rule-pages.mjs             writes them
 *   node scripts/rule-pages.mjs --finds     first writes what the program finds now into the cases
 */

import { mkdirSync } from "node:fs";
import { root, withModule } from "./typescript.mjs";

process.chdir(root);
mkdirSync("docs/rules", { recursive: true });
await withModule("test/rules/write.ts", async ({ recordFindings, writePages }) => {
  if (process.argv.includes("--finds")) await recordFindings();
  await writePages();
});
