/** A heredoc whose first line HCL doesn't take for one: `<<EOT # text`, `<< EOT`, `<<"EOT"`. */

import * as say from "./syntax-errors.ts";
import type { TokenReader } from "./token-reader.ts";

/** How far to look for the end marker. */
const mostLines = 200;

/** Tells it at `<`, where the parser is, and nothing of the lines up to the end marker. */
export function reportBrokenHeredoc(p: TokenReader): boolean {
  const { text } = p.tokens;
  // Here, not at the top: reading the Unicode classes takes milliseconds.
  const introducer = /<<-?[ \t]*["']?([\p{ID_Start}_][\p{ID_Continue}-]*)?["']?[ \t]*([^\r\n]*)/uy;
  introducer.lastIndex = p.rawStart(p.next);
  const match = introducer.exec(text);
  if (!match) return false;
  const [line, name = "", rest = ""] = match;
  p.error(p.span(p.next), say.brokenHeredoc(name, rest.trim()));
  p.recovery = true;
  if (name !== "") p.silenceUntil(markerEnd(text, introducer.lastIndex, name) ?? p.rawStart(p.next) + line.length);
  return true;
}

function markerEnd(text: string, from: number, name: string): number | null {
  let start = text.indexOf("\n", from) + 1;
  for (let line = 0; start > 0 && line < mostLines; line++) {
    const lineBreak = text.indexOf("\n", start);
    const end = lineBreak === -1 ? text.length : lineBreak;
    if (text.slice(start, end).trim() === name) return end + 1;
    start = lineBreak + 1;
  }
  return null;
}
