import { describe, expect, it } from "vitest";
import { jsonOfYaml } from "../../src/cli/yaml-document.ts";
import { jsonExcess } from "../../src/json-budget.ts";
import { readPlanDocument } from "../../src/plan/document.ts";
import { core } from "../templatecheck.ts";
import { directoryWith, run } from "./harness.ts";

describe("a document in YAML", () => {
  it("is the same as JSON", async () => {
    expect(await jsonOfYaml("a: [1, x]\nb: {c: null}\n")).toEqual({ ok: true, text: '{"a":[1,"x"],"b":{"c":null}}' });
    expect(await jsonOfYaml("a: &x [1]\nb: *x\n")).toEqual({ ok: true, text: '{"a":[1],"b":[1]}' });
    expect(await jsonOfYaml("")).toEqual({ ok: true, text: "null" });
  });

  it.each([
    ["a: 1\nb: {c: 1, c: 2}\n", "it repeats a key of a map"],
    ["[".repeat(10_000), "it nests too deeply"],
    ["a: [", "it is no YAML"],
    ["a: *nothing\n", "it is no YAML"],
    ["a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\n", "it is no YAML"],
    ["a: 1\n".repeat(500_000), "YAML of more than 2 MiB isn't read, JSON is"],
  ])("is refused: %.40j", async (text, reason) => {
    expect(await jsonOfYaml(text)).toEqual({ ok: false, reason });
  });

  it("names what it was to be", async () => {
    const cwd = directoryWith({ "m.yaml": "a: 1\na: 2\n", "main.tf": "" });
    for (const argv of [
      ["resolve", "m.yaml", "https://example.com/"],
      ["verify", "m.yaml", "."],
      ["diff", "m.yaml", "m.yaml"],
      ["compile", ".", "--check", "m.yaml"],
    ]) {
      const { code, stderr } = await run(argv, { cwd, core });
      expect([argv[0], code, stderr]).toEqual([
        argv[0],
        2,
        expect.stringContaining("m.yaml is not a manifest: it repeats a key of a map"),
      ]);
    }
  });
});

describe("a document in JSON", () => {
  it("has a bound for its values", () => {
    expect(jsonExcess(`[${"1,".repeat(3_000_000)}1]`)).toBe("it has more than 3000000 values");
    expect(jsonExcess(`[${"1,".repeat(2_999_999)}1]`)).toBeNull();
  });
});

describe("a plan", () => {
  const plan = (module: object): ReturnType<typeof readPlanDocument> =>
    readPlanDocument(
      JSON.stringify({ format_version: "1.2", terraform_version: "1.11.0", planned_values: { root_module: module } }),
    );
  const resource = { address: "a.b", mode: "managed", type: "a", name: "b" };

  it("has a bound for its resources", () => {
    expect(plan({ resources: Array(10_000).fill(resource) }).ok).toBe(true);
    expect(plan({ resources: Array(10_001).fill(resource) })).toMatchObject({
      error: expect.stringContaining("10001"),
    });
  });

  it("is read module by module, however many there are", () => {
    const named = (name: string, children: readonly object[] = []): object => ({
      resources: [{ ...resource, name }],
      child_modules: children,
    });
    const read = plan(named("a", [named("b", [named("c")]), named("d"), ...Array(200_000).fill({})]));
    expect(read.ok && read.document.resources.map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
  });
});

describe("a baseline of very many entries", () => {
  it("is out of date in 1,000 places, and more", async () => {
    const findings = Array.from({ length: 1003 }, (_, at) => ({
      file: "main.tf",
      rule: "app-slug-format",
      fingerprint: String(at).padStart(32, "0"),
      count: 1,
    }));
    const cwd = directoryWith({ "main.tf": "", "known.json": JSON.stringify({ version: 1, findings }) });
    const { stdout, stderr } = await run(["lint", ".", "--baseline", "known.json", "--format", "compact"], {
      cwd,
      core,
    });
    expect((stdout + stderr).match(/baseline-stale/g)?.length).toBe(1001);
    expect(stdout + stderr).toContain("3 more entries of the baseline are out of date");
  });
});
