import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { core } from "../templatecheck.ts";
import { directoryWith, run } from "./harness.ts";

const plan = readFileSync("test/data/plans/many-agents/plan.json", "utf8");
const state = readFileSync("test/data/plans/many-agents/state.json", "utf8");

describe("a plan in place of a template", () => {
  it("is linted, beside templates or alone", async () => {
    const cwd = directoryWith({ "a/plan.json": plan, "t/main.tf": 'resource "coder_agent" "dev" {}\n' });
    const alone = await run(["lint", "a/plan.json", "--format", "json"], { cwd, core });
    expect(alone.code).toBe(0);
    expect(JSON.parse(alone.stdout).templates).toMatchObject([{ path: "a/plan.json", apps: { total: 7, unknown: 1 } }]);
    const both = await run(["lint", "t", "a/plan.json", "--format", "json"], { cwd, core });
    expect(JSON.parse(both.stdout).templates).toMatchObject([{ path: "a/plan.json" }, { path: "t" }]);
  });

  it("is compiled, also from standard input, and checked again", async () => {
    const cwd = directoryWith({ "a/state.json": state });
    const compiled = await run(["compile", "a/state.json", "-o", "m.json"], { cwd, core });
    expect(compiled).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await run(["compile", "a/state.json", "--check", "m.json"], { cwd, core })).toMatchObject({ code: 0 });
    expect(await run(["verify", "m.json", "a/state.json", "--state", "a/state.json"], { cwd, core })).toMatchObject({
      code: 0,
    });
    const input = await run(["compile", "-"], { cwd, stdin: state, core });
    expect(input.code).toBe(0);
    expect(JSON.parse(input.stdout).template.sources).toMatchObject([{ path: "plan.json" }]);
  });

  it("shows where the resource stands in it, and nothing besides", async () => {
    const cwd = directoryWith({ "a/plan.json": plan });
    const { code, stderr } = await run(["compile", "a/plan.json"], { cwd, core });
    expect(code).toBe(1);
    expect(stderr).toMatch(/--> a\/plan\.json:\d+:\d+\n +\|\n *\d+ \| +"coder_app\.local"\n/);
    expect(stderr).toContain("help: take the state after the apply");
  });

  it.each([
    ["eval", "1"],
    ["inspect", "plan"],
  ])("has no text for %s", async (command, first) => {
    const cwd = directoryWith({ "plan.json": plan });
    const outcome = await run([command, first, "plan.json"], { cwd, core });
    expect(outcome).toMatchObject({ code: 2, stdout: "" });
    expect(outcome.stderr).toContain("a plan has values, no text");
  });

  it("is refused when it is other JSON", async () => {
    const cwd = directoryWith({ "package.json": "{}" });
    const outcome = await run(["lint", "package.json"], { cwd, core });
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain("package.json can't be read as a plan");
  });
});
