import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseArguments } from "../../src/cli/arguments.ts";
import { commandTable } from "../../src/cli/command-table.ts";
import { difference, exchangesOf } from "./console.ts";
import { type Fence, fencesOf, pages, proseOf, textOf } from "./markdown.ts";
import { notRun, reasonNotToRun } from "./not-run.ts";
import { commandsOf, isRun, readCommand, Session } from "./session.ts";

const shells: ReadonlySet<string> = new Set(["sh", "console", "bash"]);

function sessionFor(page: string): Session {
  const directory = mkdtempSync(path.join(tmpdir(), "templatecheck-page-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return new Session(directory, { git: /\bgit[ :]/.test(textOf(page)) });
}

/** What a page does that isn't as it says. */
async function follow(page: string, fences: readonly Fence[]): Promise<readonly unknown[]> {
  const session = sessionFor(page);
  const wrong: unknown[] = [];
  for (const fence of fences) {
    if (fence.file !== null) session.write(fence.file, fence.text);
    if (!shells.has(fence.language)) continue;
    if (fence.language === "console") {
      for (const { command, shown } of exchangesOf(fence)) {
        if (reasonNotToRun(command) !== null) continue;
        const printed = difference(shown, (await session.run(command)).output);
        if (printed !== null) wrong.push({ line: fence.line, command, shown, printed });
      }
      continue;
    }
    for (const command of commandsOf(fence)) {
      if (reasonNotToRun(command) !== null || !isRun(command)) continue;
      const { code, output } = await session.run(command);
      // A command whose output goes to a file may be about findings.
      if (code !== 0 && !command.includes(" > ")) wrong.push({ line: fence.line, command, code, output });
    }
  }
  return wrong;
}

const withCommands = pages
  .filter((page) => !page.startsWith("docs/rules/"))
  .map((page) => ({ page, fences: fencesOf(textOf(page)) }))
  .filter(({ fences }) => fences.some(({ language, file }) => shells.has(language) || file !== null));

describe("commands on pages", () => {
  it.each(withCommands)("$page: run one after the other, print what the page shows", async ({ page, fences }) => {
    // The first screen's templates stand for the reader's own.
    const wrong = page === "README.md" ? [] : await follow(page, fences);
    expect(wrong).toEqual([]);
  });

  it.each(withCommands)("$page: every line is run, or there is a reason", ({ fences }) => {
    const lines = fences.filter(({ language }) => shells.has(language)).flatMap(commandsOf);
    expect(lines.filter((line) => !isRun(line) && reasonNotToRun(line) === null)).toEqual([]);
  });

  it("has no reason that nothing needs", () => {
    const lines = withCommands.flatMap(({ fences }) => fences.flatMap(commandsOf));
    expect(notRun.filter(({ begins }) => !lines.some((line) => line.startsWith(begins)))).toEqual([]);
  });
});

const names = commandTable.map(({ name }) => name).join("|");

/** Calls of templatecheck in blocks of any language and in code within a sentence. */
function callsOn(page: string): readonly string[] {
  const text = textOf(page);
  const lines = fencesOf(text).flatMap((fence) => fence.text.replaceAll(/ *\\\n */g, " ").split("\n"));
  const inline = proseOf(text)
    .join("\n")
    .matchAll(/`([^`]+)`/g);
  const call = new RegExp(`(?:^|[\\s("'])templatecheck(?:@[\\w.]+)? ((?:${names})(?: [^|#&;)]*)?)`);
  return [...lines, ...[...inline].map(([, code = ""]) => code.replaceAll("\n", " "))].flatMap((line) => {
    const found = call.exec(line)?.[1];
    // In a table a pipe has a backslash.
    return found === undefined ? [] : [found.replace(/\\$/, "").trim()];
  });
}

/** With what a line leaves open filled in: "…" and operands. */
function isACall(call: string): boolean {
  const { argv } = readCommand(`templatecheck ${call.replaceAll(/\s…/g, "")}`);
  const spec = commandTable.find(({ name }) => name === argv[0]);
  const missing = Array.from({ length: spec?.least ?? 0 }, () => "x");
  return (
    parseArguments(argv) !== null || missing.some((_, at) => parseArguments([...argv, ...missing.slice(at)]) !== null)
  );
}

describe("calls of templatecheck on pages", () => {
  const calls = pages.flatMap((page) => callsOn(page).map((call) => ({ page, call })));

  it("are many", () => expect(calls.length).toBeGreaterThan(150));
  it("have commands and options that there are", () => {
    expect(calls.filter(({ call }) => !isACall(call))).toEqual([]);
  });
});

/** Of Coder's server. */
const foreign: readonly string[] = [
  "dangerous-allow-path-app-sharing",
  "dangerous-allow-path-app-site-owner-access",
  "disable-owner-workspace-access",
  "disable-path-apps",
];

describe("options in sentences", () => {
  it("are templatecheck's, or those of Coder's server", () => {
    const known = new Set([
      ...commandTable.flatMap(({ options }) => options.map(({ name }) => name)),
      ...foreign,
      "help",
      "version",
    ]);
    const unknown = pages.flatMap((page) =>
      [
        ...proseOf(textOf(page))
          .join("\n")
          .matchAll(/`--([a-z][a-z-]*[a-z])/g),
      ].flatMap(([, name = ""]) => (known.has(name) ? [] : [`${page}: --${name}`])),
    );
    expect(unknown).toEqual([]);
  });
});
