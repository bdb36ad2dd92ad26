/** What scripts/doc-pages.mjs runs. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { recorded } from "./console.ts";
import { generatedFiles } from "./generated.ts";
import { fencesOf, pages } from "./markdown.ts";
import { reasonNotToRun } from "./not-run.ts";
import { commandsOf, isRun, Session } from "./session.ts";

export async function writeGenerated(): Promise<void> {
  for (const [file, text] of await generatedFiles()) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Writes what commands print now below them, as a draft: whoever runs it reads the difference. */
export async function recordOutputs(only: readonly string[]): Promise<void> {
  for (const page of pages.filter((name) => only.length === 0 || only.includes(name))) {
    const text = readFileSync(page, "utf8");
    if (!text.includes("```console")) continue;
    const directory = mkdtempSync(path.join(tmpdir(), "templatecheck-page-"));
    try {
      writeFileSync(page, await withOutputs(text, new Session(directory, { git: /\bgit[ :]/.test(text) })));
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }
}

async function withOutputs(text: string, session: Session): Promise<string> {
  const lines = text.split("\n");
  // From the last line on, so that the numbers of the others stay: the commands have to run from the first on.
  const replaced: { from: number; count: number; by: string }[] = [];
  for (const fence of fencesOf(text)) {
    if (fence.file !== null) session.write(fence.file, fence.text);
    const commands = commandsOf(fence).filter((line) => isRun(line) && reasonNotToRun(line) === null);
    if (fence.language === "console" && commands.length === commandsOf(fence).length) {
      const by = await recorded(fence, session);
      replaced.push({ from: fence.line - 1, count: fence.text.split("\n").length, by });
    } else if (fence.language === "sh") for (const command of commands) await session.run(command);
  }
  for (const { from, count, by } of replaced.reverse()) lines.splice(from, count, ...by.split("\n"));
  return lines.join("\n");
}
