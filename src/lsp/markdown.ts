/** Markdown for hovers. Texts of a template are hostile: they can neither end their quotation nor hide. */

import { neutralised } from "../report/display-width.ts";

/** In backticks, more of them than the text has in a row. */
export function code(text: string): string {
  const plain = neutralised(text.replace(/\s*[\r\n]+\s*/g, " "));
  const fence = "`".repeat(longestRun(plain) + 1);
  const pad = plain.startsWith("`") || plain.endsWith("`") || plain === "" ? " " : "";
  return `${fence}${pad}${plain}${pad}${fence}`;
}

export function block(text: string): string {
  const lines = text.split("\n").map(neutralised).join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(lines) + 1));
  return `${fence}terraform\n${lines}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
