import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { check, compile, evaluator, inspect, inspectFile } from "../../src/index.ts";
import { directoryWith, run } from "./harness.ts";

const core = { check, compile, evaluator, inspect, inspectFile };
const example = readFileSync("examples/node-react-app/main.tf", "utf8");

async function compiled(): Promise<string> {
  const cwd = directoryWith({ "t/main.tf": example });
  const { code } = await run(["compile", "t", "-o", "m.json"], { cwd, core });
  expect(code).toBe(0);
  return cwd;
}

describe("verify", () => {
  it("accepts the manifest of the template as it is", async () => {
    const cwd = await compiled();
    expect(await run(["verify", "m.json", "t"], { cwd, core })).toMatchObject({ code: 0 });
  });

  it("names the app and the field that an edited manifest has otherwise", async () => {
    const cwd = await compiled();
    const file = path.join(cwd, "m.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"port": 3000', '"port": 3001'));
    const { code, stdout } = await run(["verify", "m.json", "t"], { cwd, core });
    expect(code).toBe(1);
    expect(stdout).toContain("upstream.port is 3001 in the manifest, 3000 compiled now");
  });

  it("tells when the template has changed since", async () => {
    const cwd = await compiled();
    writeFileSync(path.join(cwd, "t/main.tf"), example.replace("localhost:3000", "localhost:3002"));
    const { code, stdout } = await run(["verify", "m.json", "t"], { cwd, core });
    expect(code).toBe(1);
    expect(stdout).toContain("3002 compiled now");
  });

  it("refuses what is no manifest", async () => {
    const cwd = directoryWith({ "t/main.tf": example, "m.json": '{"manifestVersion": 2}' });
    const { code, stdout, stderr } = await run(["verify", "m.json", "t"], { cwd, core });
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain("manifestVersion");
  });
});
