/** Every budget: running out of it is an answer with its name. `npm run bench -- bounds` measures what that costs. */

import { symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readRegularFile } from "../../src/cli/host.ts";
import { directoryWith, run } from "../cli/harness.ts";
import { core } from "../templatecheck.ts";
import { cases } from "./cases.ts";

describe("what would blow up", () => {
  it.each(cases.filter(({ large }) => !large).map((one) => [one.name, one] as const))("%s", async (_, one) => {
    const cwd = directoryWith(one.files());
    one.prepare?.(cwd);
    const { code, stdout, stderr } = await run(one.argv ?? ["compile", "main.tf"], { core, cwd });
    expect({ code, said: stdout + stderr }).toEqual({ code: one.code ?? 1, said: expect.stringMatching(one.says) });
    expect(stderr).not.toMatch(/internal error|^\s+at .*:\d+:\d+/m);
  });
});

describe("a file that grows while it is read", () => {
  it.skipIf(process.platform !== "linux")("is read up to the limit", () => {
    // Its size is 0 until it is read.
    expect(readRegularFile("/proc/self/status")).toMatchObject({ ok: true });
    expect(readRegularFile("/proc/self/status", 10)).toMatchObject({ ok: false, code: "too-large" });
  });
});

describe("too many directories", () => {
  it("without a file in them aren't walked for ever", async () => {
    const cwd = directoryWith({ "main.tf": 'output "n" {\n  value = 1\n}\n', d: null });
    for (const name of ["a", "b", "c"]) symlinkSync(".", `${cwd}/d/${name}`);
    const { stdout } = await run(["eval", 'fileset("d", "**")', "."], { core, cwd });
    expect(stdout).toMatch(/"unknown":.*more than 10000 files/);
  });
});
