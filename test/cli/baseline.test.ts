import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { core } from "../templatecheck.ts";
import { app, base } from "../validate/harness.ts";
import { directoryWith, type Outcome, run } from "./harness.ts";

const lint = (cwd: string, ...argv: string[]): Promise<Outcome> => run(["lint", ...argv], { cwd, core });
const read = (...parts: string[]): string => readFileSync(path.join(...parts), "utf8");
const wrong = (name: string): string => app(name, `slug = "${name}"`);

function rulesOf({ stdout }: Outcome): readonly string[] {
  const report: { diagnostics: { rule: string; suppressed?: { kind: string } }[] } = JSON.parse(stdout);
  return report.diagnostics
    .map(({ rule, suppressed }) => (suppressed ? `${rule} (${suppressed.kind})` : rule))
    .filter((line) => !line.startsWith("provider-unpinned"));
}

describe("a baseline", () => {
  it("holds what is known: it doesn't count, wherever its lines move and wherever the command runs", async () => {
    const cwd = directoryWith({ "t/main.tf": base + wrong("a") });
    const written = await lint(cwd, "t", "--baseline-write", "known.json");
    expect(written.code).toBe(0);
    expect(written.stderr).toContain("wrote 1 finding to known.json");
    expect(Object.keys(JSON.parse(read(cwd, "known.json")).findings[0])).toEqual([
      "file",
      "rule",
      "fingerprint",
      "count",
    ]);
    writeFileSync(path.join(cwd, "t/main.tf"), `# moved\n\n${wrong("a").replace("slug = ", "slug   =  ")}${base}`);
    for (const [at, target, file] of [
      [cwd, "t", "known.json"],
      [path.join(cwd, "t"), ".", "../known.json"],
    ] as const) {
      const { code, stdout } = await lint(at, target, "--baseline", file);
      expect(code).toBe(0);
      expect(stdout).toContain("in the baseline");
      expect(rulesOf(await lint(at, target, "--baseline", file, "--format", "json"))).toEqual([
        "app-no-target (baseline)",
      ]);
    }
  });

  it("is as its published schema says", async () => {
    const cwd = directoryWith({ "main.tf": base + wrong("a") });
    await lint(cwd, "--baseline-write", "known.json");
    const schema: object = JSON.parse(readFileSync("src/schema/baseline.schema.json", "utf8"));
    const ajv = new Ajv2020({ strict: true });
    ajv.addKeyword("x-expected");
    expect(ajv.compile(schema)(JSON.parse(read(cwd, "known.json")))).toBe(true);
  });

  it("is the same bytes each time, and in any order of files", async () => {
    const cwd = directoryWith({ "b/main.tf": base + wrong("a"), "a/main.tf": base + wrong("a") });
    await lint(cwd, "a", "b", "--baseline-write", "1.json");
    await lint(cwd, "b", "a", "--baseline-write", "2.json");
    expect(read(cwd, "1.json")).toBe(read(cwd, "2.json"));
  });

  it("knows as many findings as it counts, and not one more", async () => {
    const twice = (count: number): string =>
      Array.from({ length: count }, (_, index) => `output "o${index}" {\n  value = local.nowhere\n}\n`).join("");
    const cwd = directoryWith({ "main.tf": base + twice(2) });
    await lint(cwd, "--baseline-write", "known.json");
    expect(read(cwd, "known.json")).toContain('"count":2');
    writeFileSync(path.join(cwd, "main.tf"), base + twice(3));
    const { code, stdout } = await lint(cwd, "--baseline", "known.json", "--format", "json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout).summary).toMatchObject({ errors: 1, baselined: 2 });
  });

  it("tells what is stale, and is pruned of it", async () => {
    const cwd = directoryWith({ "main.tf": base + wrong("a") + wrong("b"), "other/main.tf": base + wrong("c") });
    await lint(cwd, ".", "other", "--baseline-write", "known.json");
    writeFileSync(path.join(cwd, "main.tf"), base + wrong("b"));
    const stale = await lint(cwd, "main.tf", "--baseline", "known.json", "--format", "json");
    expect(rulesOf(stale)).toEqual(["baseline-stale", "app-no-target (baseline)"]);
    expect(JSON.parse(stale.stdout).diagnostics[0]).toMatchObject({ severity: "warning", file: "known.json" });
    const before = read(cwd, "known.json");
    const pruned = await lint(cwd, "main.tf", "--baseline", "known.json", "--baseline-prune", "--format", "json");
    expect(pruned.stderr).toContain("removed 1 stale from known.json");
    expect(rulesOf(pruned)).toEqual(["app-no-target (baseline)"]);
    expect(before.split("\n").length - read(cwd, "known.json").split("\n").length).toBe(1);
    // What wasn't checked stays, what is gone doesn't.
    expect(read(cwd, "known.json")).toContain("other/main.tf");
    rmSync(path.join(cwd, "other"), { recursive: true });
    await lint(cwd, "main.tf", "--baseline", "known.json", "--baseline-prune");
    expect(read(cwd, "known.json")).not.toContain("other/main.tf");
  });

  it("isn't stale because of what an error hides, or of one choice", async () => {
    const cwd = directoryWith({ "main.tf": base + wrong("a") });
    await lint(cwd, "--baseline-write", "known.json");
    writeFileSync(path.join(cwd, "main.tf"), `${base + wrong("a")}locals {`);
    expect(rulesOf(await lint(cwd, "--baseline", "known.json", "--format", "json"))).toEqual(["syntax-error"]);
    writeFileSync(path.join(cwd, "main.tf"), base);
    expect(rulesOf(await lint(cwd, "--baseline", "known.json", "--transition", "stop", "--format", "json"))).toEqual(
      [],
    );
  });

  it("never holds a syntax error", async () => {
    const cwd = directoryWith({ "main.tf": "locals {" });
    expect((await lint(cwd, "--baseline-write", "known.json")).code).toBe(1);
    expect(JSON.parse(read(cwd, "known.json")).findings).toEqual([]);
  });

  it("knows a module's finding once, in whatever templates it is", async () => {
    const call = `${base}\nmodule "m" {\n  source = "../m"\n  agent  = coder_agent.main.id\n}\n`;
    const cwd = directoryWith({
      ".git/HEAD": "",
      "x/main.tf": call,
      "y/main.tf": call,
      "m/main.tf": `variable "agent" {}\n${wrong("a").replace("coder_agent.main.id", "var.agent")}`,
    });
    await lint(cwd, "x", "y", "--baseline-write", "known.json");
    expect((await lint(cwd, "x", "--baseline", "known.json", "--fail-level", "info")).code).toBe(0);
    expect((await lint(cwd, "x", "y", "--baseline", "known.json", "--fail-level", "info")).code).toBe(0);
  });

  it.each([
    ["{", "known.json:1:2: not a baseline: "],
    ['{"version": 1}', 'known.json:1:1: not a baseline: key "findings" is missing'],
    ['{"version": 2, "findings": []}', "known.json:1:13: not a baseline: version: 2 is not 1"],
    ['{"version": 1,\n "findings": [], "x": 1}', 'known.json:2:18: not a baseline: x: unknown key "x"'],
    [
      '{"version": 1, "findings": [\n{"file": "a", "rule": "b", "fingerprint": "0", "count": 1}]}',
      'known.json:2:43: not a baseline: findings.0.fingerprint: "0" is not 32 hexadecimal digits',
    ],
  ])("that is wrong is told with the place: %s", async (text, message) => {
    const cwd = directoryWith({ "main.tf": base, "known.json": text });
    const { code, stdout, stderr } = await lint(cwd, "--baseline", "known.json");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  it("that isn't there, or can't be read, is told", async () => {
    const cwd = directoryWith({ "main.tf": base });
    mkdirSync(path.join(cwd, "directory"));
    expect((await lint(cwd, "--baseline", "none.json")).stderr).toContain(
      "cannot read the baseline none.json: no such file",
    );
    expect((await lint(cwd, "--baseline", "directory")).stderr).toContain("is a directory");
  });
});
