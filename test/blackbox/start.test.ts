import { describe, expect, it } from "vitest";
import { commandTable } from "../../src/cli/command-table.ts";
import { parseWithCommander } from "../../src/cli/commander-tree.ts";
import { directoryWith, inShell, template, templatecheck } from "./program.ts";

function asCommanderSays(argv: readonly string[]): string {
  let text = "";
  const write = (more: string): void => {
    text += more;
  };
  const output = { write, isTTY: false, columns: undefined };
  const stdin = { read: () => new Uint8Array() };
  parseWithCommander({ argv, stdin, stdout: output, stderr: output, cwd: "/", env: {} });
  return text;
}

describe("the start", () => {
  it("prints help as Commander would", () => {
    const cwd = directoryWith({});
    for (const argv of [["--help"], ["help"], ...commandTable.map(({ name }) => [name, "--help"])]) {
      expect(templatecheck(argv, { cwd }), argv.join(" ")).toMatchObject({ status: 0, stderr: "" });
      expect(templatecheck(argv, { cwd }).stdout, argv.join(" ")).toBe(asCommanderSays(argv));
    }
  });

  it("needs no code cache: one that was made for other flags isn't taken", () => {
    const cwd = directoryWith({
      "main.tf": template,
      ".templatecheck.yaml": "profiles: { prod: { edition: premium } }\n",
    });
    const usual = templatecheck(["lint"], { cwd });
    expect(usual.status).toBe(0);
    const other = inShell('NODE_OPTIONS=--jitless exec "$0" lint', cwd);
    // Node warns that it is without WebAssembly then.
    expect([other.status, other.stdout]).toEqual([0, usual.stdout]);
  });
});
