/** Text of a template in GitHub Flavored Markdown: it means nothing there, mentions nobody and links nowhere. */

import { neutralised } from "./display-width.ts";

/** Backticks in a message of ours stand around code. */
export function markdownText(text: string): string {
  return neutralised(text)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? codeSpan(part.slice(1, -1)) : escapedText(part)))
    .join("");
}

/** For the inside of an HTML element, where Markdown isn't read. */
export function htmlText(text: string): string {
  return withoutReferences(withoutTags(neutralised(text)))
    .replaceAll("[", "&lbrack;")
    .replaceAll("]", "&rbrack;");
}

function escapedText(text: string): string {
  return withoutReferences(withoutTags(text).replaceAll(/[\\`*_{}[\]()!|~]/g, "\\$&"));
}

function withoutTags(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A comment between its characters keeps a mention, a reference or an address from being one. */
function withoutReferences(text: string): string {
  return text.replaceAll(/[@#]|:(?=\/\/)|\b(?:GH|www)(?=[\\.-])/gi, "$&<!-- -->");
}

/** Also fit for a table's cell. */
export function codeSpan(text: string): string {
  const shown = neutralised(text);
  const fence = "`".repeat(longestRun(shown) + 1);
  const room = /^[`\s]|[`\s]$/.test(shown) ? " " : "";
  return `${fence}${room}${shown.replaceAll("|", "\\|")}${room}${fence}`;
}

export function codeBlock(rows: readonly string[]): string {
  const text = rows.join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}text\n${text}\n${fence}\n`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
