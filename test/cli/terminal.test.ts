import path from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.ts";
import type { Output, Program } from "../../src/cli/program.ts";
import { progressOf } from "../../src/cli/progress.ts";
import { terminalLinks, usesColor } from "../../src/cli/terminal.ts";
import { directoryWith, fakeCore } from "./harness.ts";

class Screen implements Output {
  text = "";
  readonly isTTY: boolean;
  readonly columns = 80;

  constructor(isTTY: boolean) {
    this.isTTY = isTTY;
  }

  write(text: string): void {
    this.text += text;
  }
}

function programWith(more: Partial<Program>): Program {
  return {
    argv: [],
    stdin: { read: () => new Uint8Array() },
    stdout: new Screen(true),
    stderr: new Screen(true),
    cwd: path.resolve("."),
    env: {},
    ...more,
  };
}

const terminal = { write: () => {}, isTTY: true, columns: 80 };
const pipe = { write: () => {}, isTTY: false, columns: undefined };

describe("colour", () => {
  it("is for terminals, unless the environment says otherwise", () => {
    expect(usesColor("auto", {}, terminal)).toBe(true);
    expect(usesColor("auto", {}, pipe)).toBe(false);
    expect(usesColor("auto", {}, null)).toBe(false);
    expect(usesColor("auto", { TERM: "dumb" }, terminal)).toBe(false);
    expect(usesColor("auto", { NO_COLOR: "1" }, terminal)).toBe(false);
    expect(usesColor("auto", { NO_COLOR: "" }, terminal)).toBe(true);
    expect(usesColor("auto", { FORCE_COLOR: "1" }, pipe)).toBe(true);
    expect(usesColor("auto", { FORCE_COLOR: "0" }, terminal)).toBe(false);
  });

  it("obeys the option first", () => {
    expect(usesColor("never", { FORCE_COLOR: "1" }, terminal)).toBe(false);
    expect(usesColor("always", { NO_COLOR: "1" }, pipe)).toBe(true);
  });
});

describe("hyperlinks", () => {
  const kitty = { TERM: "xterm-kitty" };
  const linksFor = (env: Program["env"], isTTY = true, choice: "auto" | "always" | "never" = "auto"): boolean =>
    terminalLinks(choice, programWith({ env }), new Screen(isTTY)) !== null;

  it("are for terminals that have them", () => {
    expect(linksFor(kitty)).toBe(true);
    expect(linksFor({ TERM_PROGRAM: "vscode" })).toBe(true);
    expect(linksFor({ WT_SESSION: "x" })).toBe(true);
    expect(linksFor({ VTE_VERSION: "6003" })).toBe(true);
    expect(linksFor({ VTE_VERSION: "4801" })).toBe(false);
    expect(linksFor({ TERM: "xterm-256color" })).toBe(false);
    expect(linksFor({ ...kitty, CI: "true" })).toBe(false);
  });

  it("can be forced and forbidden, and are never in a pipe", () => {
    expect(linksFor({ TERM: "xterm", FORCE_HYPERLINK: "1" })).toBe(true);
    expect(linksFor({ ...kitty, FORCE_HYPERLINK: "0" })).toBe(false);
    expect(linksFor(kitty, true, "never")).toBe(false);
    expect(linksFor({ FORCE_HYPERLINK: "1" }, false)).toBe(false);
    expect(terminalLinks("always", programWith({ env: kitty }), null)).toBeNull();
  });

  it("lead to files and to the pages of the package", () => {
    const rulePages = new URL("file:///opt/templatecheck/rules/");
    const links = terminalLinks("auto", programWith({ env: kitty, cwd: "/home/me/a b", rulePages }), new Screen(true));
    expect(links?.file("t/ü.tf")).toBe("file:///home/me/a%20b/t/%C3%BC.tf");
    expect(links?.file("<stdin>")).toBeNull();
    expect(links?.rule("app-slug-format")).toBe("file:///opt/templatecheck/rules/app-slug-format.md");
  });
});

describe("progress", () => {
  it("counts on a terminal, and leaves nothing behind", () => {
    const stderr = new Screen(true);
    const progress = progressOf(2, false, programWith({ stderr }));
    progress.step();
    progress.step();
    // When threads fail, the same templates are done again.
    progress.step();
    progress.end();
    expect(stderr.text.split("\r\u001b[K").slice(1)).toEqual([
      "templatecheck: 0 of 2 templates",
      "templatecheck: 1 of 2 templates",
      "templatecheck: 2 of 2 templates",
      "templatecheck: 2 of 2 templates",
      "",
    ]);
  });

  it("is silent in a pipe, for one template, and when asked to be", () => {
    const silent = [
      [2, false, new Screen(false), {}],
      [1, false, new Screen(true), {}],
      [2, true, new Screen(true), {}],
      [2, false, new Screen(true), { TERM: "dumb" }],
      [2, false, new Screen(true), { CI: "1" }],
    ] as const;
    for (const [total, quiet, stderr, env] of silent) {
      const progress = progressOf(total, quiet, programWith({ stderr, env }));
      progress.step();
      progress.end();
      expect(stderr.text).toBe("");
    }
  });

  it("is shown by lint, and never among its findings", async () => {
    const cwd = directoryWith({ "a/main.tf": 'coder = "BAD"\n', "b/main.tf": "# coder\n" });
    const stdout = new Screen(true);
    const stderr = new Screen(true);
    await main(programWith({ argv: ["lint", "a", "b", "--color", "never"], cwd, stdout, stderr }), fakeCore());
    expect(stderr.text).toContain("1 of 2 templates");
    expect(stderr.text.endsWith("\r\u001b[K")).toBe(true);
    expect(stdout.text).not.toContain("\u001b");
  });
});
