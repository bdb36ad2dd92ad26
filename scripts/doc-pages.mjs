/**
 * What is written of the documentation: the tables of schemas, the picture of the README.
 *
 *   node scripts/doc-pages.mjs                      writes them
 *   node scripts/doc-pages.mjs --outputs [PAGE…]    first writes what commands print now into the pages that show it
 */

import { root, withModule } from "./typescript.mjs";

process.chdir(root);
const [option, ...pages] = process.argv.slice(2);
await withModule("test/docs/write.ts", async ({ recordOutputs, writeGenerated }) => {
  if (option === "--outputs") await recordOutputs(pages);
  await writeGenerated();
});
