/** `console` blocks: commands behind "$ ", each followed by what it prints. A line "…" stands for any lines. */

import type { Fence } from "./markdown.ts";
import type { Session } from "./session.ts";

export interface Exchange {
  readonly command: string;
  /** What the page shows. */
  readonly shown: string;
}

export function exchangesOf(fence: Fence): readonly Exchange[] {
  const exchanges: { command: string; shown: string[] }[] = [];
  let open = false;
  for (const line of fence.text.split("\n")) {
    const last = exchanges.at(-1);
    if (open && last) last.command += ` ${line.trim()}`;
    else if (line.startsWith("$ ")) exchanges.push({ command: line.slice(2), shown: [] });
    else last?.shown.push(line);
    const current = exchanges.at(-1);
    open = current?.command.endsWith("\\") ?? false;
    if (open && current) current.command = current.command.slice(0, -1).trimEnd();
  }
  return exchanges.map(({ command, shown }) => ({ command, shown: trimmed(shown.join("\n")) }));
}

/** Null where the page shows what was printed; else what was printed. */
export function difference(shown: string, printed: string): string | null {
  const parts = shown.split(/^…$/m).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^]*?")}$`).test(trimmed(printed)) ? null : trimmed(printed);
}

/** The block with what the commands print now; where a page leaves lines out, it stays as it is. */
export async function recorded(fence: Fence, session: Session): Promise<string> {
  const lines: string[] = [];
  for (const { command, shown } of exchangesOf(fence)) {
    const { output } = await session.run(command);
    const printed = shown.split("\n").includes("…") ? shown : trimmed(output);
    lines.push(`$ ${command}`, ...(printed === "" ? [] : [printed]));
  }
  return lines.join("\n");
}

function trimmed(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(/\n+$/, "");
}
