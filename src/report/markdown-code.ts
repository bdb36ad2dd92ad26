/** Text of a template in Markdown: as code, where nothing is markup, a link, a mention or a reference to an issue. */

import { neutralised } from "./display-width.ts";

/** Fits into a cell of a table, too. An empty text stays one. */
export function markdownCode(text: string): string {
  if (text === "") return "";
  const safe = neutralised(text).replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 || /^ .*[^ ].* $/.test(safe) ? " " : "";
  return `${fence}${pad}${safe}${pad}${fence}`;
}
