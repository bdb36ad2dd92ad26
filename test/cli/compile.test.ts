import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { directoryWith, run } from "./harness.ts";

const clean = { "main.tf": "a = 1\n" };

describe("compile", () => {
  it("writes the manifest to standard output and says nothing else", async () => {
    const { code, stdout, stderr } = await run(["compile"], { cwd: directoryWith(clean) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ manifestVersion: 1, files: ["a = 1\n"] });
  });

  it("has no manifest with an error, and leaves an old one as it was", async () => {
    const cwd = directoryWith({ "main.tf": "BAD", "manifest.json": "old" });
    const { code, stdout, stderr } = await run(["compile", "-o", "manifest.json"], { cwd });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("this is bad");
    expect(readFileSync(`${cwd}/manifest.json`, "utf8")).toBe("old");
    expect((await run(["compile", "--exit-zero"], { cwd })).code).toBe(1);
  });

  it("writes a file as a whole, with the mode that it had, through symbolic links", async () => {
    const cwd = directoryWith({ ...clean, "real.json": "old" });
    chmodSync(`${cwd}/real.json`, 0o640);
    symlinkSync("real.json", `${cwd}/link.json`);
    expect(await run(["compile", "main.tf", "-o", "link.json"], { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(JSON.parse(readFileSync(`${cwd}/real.json`, "utf8"))).toMatchObject({ manifestVersion: 1 });
    expect(statSync(`${cwd}/real.json`).mode & 0o777).toBe(0o640);
    expect(readdirSync(cwd).sort()).toEqual(["link.json", "main.tf", "real.json"]);
  });

  it("writes YAML when asked or when the name says so", async () => {
    const cwd = directoryWith(clean);
    expect((await run(["compile", "--output-format", "yaml"], { cwd })).stdout).toMatch(/^manifestVersion: 1\n/);
    await run(["compile", "-o", "m.yml"], { cwd });
    expect(readFileSync(`${cwd}/m.yml`, "utf8")).toMatch(/^manifestVersion: 1\n/);
  });

  it("writes several templates to a directory", async () => {
    const cwd = directoryWith({ "a/main.tf": "a = 1\n", "b/main.tf": "BAD" });
    expect(await run(["compile", "a", "b"], { cwd })).toMatchObject({ code: 2 });
    const { code } = await run(["compile", "a", "b", "--out-dir", "out/deep"], { cwd });
    expect(code).toBe(1);
    expect(readdirSync(`${cwd}/out/deep`)).toEqual(["a.json"]);
  });

  it("reads standard input", async () => {
    const { stdout } = await run(["compile", "-"], { cwd: directoryWith({}), stdin: "b = 2\n" });
    expect(JSON.parse(stdout)).toMatchObject({ files: ["b = 2\n"] });
  });
});

describe("compile --check", () => {
  it("is silent when the manifest is up to date, whatever version wrote it", async () => {
    const cwd = directoryWith(clean);
    await run(["compile", "-o", "m.json", "--parameter", "ide=x", "--name", "other"], { cwd });
    expect(await run(["compile", "--check", "m.json"], { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
    writeFileSync(`${cwd}/m.json`, readFileSync(`${cwd}/m.json`, "utf8").replace("0.1.0", "0.0.9"));
    expect(await run(["compile", "--check", "m.json"], { cwd })).toEqual({
      code: 0,
      stdout: "",
      stderr: "templatecheck: m.json was written by version 0.0.9, this is 0.1.0\n",
    });
  });

  it("shows the difference with code 1, also of YAML", async () => {
    for (const file of ["m.json", "m.yaml"]) {
      const cwd = directoryWith(clean);
      await run(["compile", "-o", file], { cwd });
      expect((await run(["compile", "--check", file], { cwd })).code).toBe(0);
      writeFileSync(`${cwd}/main.tf`, "a = 2\n");
      const { code, stdout, stderr } = await run(["compile", "--check", file], { cwd });
      expect(code).toBe(1);
      expect(stderr).toBe(`templatecheck: ${file} is not up to date\n`);
      expect(stdout).toMatch(/^--- .*\n\+\+\+ compiled now\n@@ -\d+,\d+ \+\d+,\d+ @@\n/);
      expect(stdout).toContain("a = 2");
    }
  });

  it("says what is no manifest", async () => {
    const cwd = directoryWith({ ...clean, "m.json": "{" });
    expect(await run(["compile", "--check", "m.json"], { cwd })).toMatchObject({ code: 2 });
    writeFileSync(`${cwd}/m.json`, "{}");
    expect(await run(["compile", "--check", "m.json"], { cwd })).toEqual({
      code: 2,
      stdout: "",
      stderr: 'templatecheck: m.json is not a manifest: it has no "manifestVersion"\n',
    });
    expect(await run(["compile", "--check", "absent.json"], { cwd })).toMatchObject({
      code: 2,
      stderr: "templatecheck: cannot read absent.json: no such file\n",
    });
  });
});
