import { existsSync, readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { readManifest } from "../../src/manifest/reader.ts";
import { templatecheck } from "../templatecheck.ts";

const names = readdirSync("examples", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const schema: object = JSON.parse(readFileSync("src/schema/manifest.schema.json", "utf8"));
const conforms = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

const manifests = names
  .flatMap((name) => readdirSync(`examples/${name}`).map((file) => ({ name, file })))
  .flatMap(({ name, file }) => {
    const found = /^expected\.(?:(\w+)\.)?manifest\.json$/.exec(file);
    return found ? [{ name, file, profile: found[1] }] : [];
  });

function golden(name: string, file: string): string {
  return readFileSync(`examples/${name}/${file}`, "utf8");
}

describe("examples", () => {
  it("each have something to compare with, and a line in the list", () => {
    const list = readFileSync("examples/README.md", "utf8");
    for (const name of names) {
      expect(list).toContain(`| [${name}](${name}/main.tf) |`);
      const results = ["expected.manifest.json", "expected.lint.txt"];
      expect(
        results.some((file) => existsSync(`examples/${name}/${file}`)),
        name,
      ).toBe(true);
    }
    expect(names.length).toBeGreaterThanOrEqual(8);
  });

  it.each(manifests)("$name compiles to $file", async ({ name, file, profile }) => {
    const { code, stdout } = await templatecheck([
      "compile",
      `examples/${name}`,
      ...(profile ? ["--profile", profile] : []),
    ]);
    expect(stdout).toBe(golden(name, file));
    expect(code).toBe(0);
  });

  it.each(manifests)("$name: $file is a manifest", ({ name, file }) => {
    const text = golden(name, file);
    expect(conforms(JSON.parse(text)) || conforms.errors).toBe(true);
    expect(readManifest(text)).toMatchObject({ ok: true, manifest: { complete: true, unresolved: [] } });
  });

  it("but for the bad one and port-sharing have no warnings", async () => {
    const clean = names.filter((name) => name !== "bad" && name !== "port-sharing").map((name) => `examples/${name}`);
    const { code, stdout } = await templatecheck(["lint", ...clean, "--fail-level", "warning"]);
    expect({ code, stdout }).toMatchObject({ code: 0 });
  });

  it("port-sharing has those that it is about", async () => {
    const { stdout } = await templatecheck(["lint", "examples/port-sharing", "--format", "json"]);
    const { diagnostics }: { diagnostics: { rule: string }[] } = JSON.parse(stdout);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(["app-share-exceeds-maximum", "app-share-no-effect"]);
  });

  it("bad shows what can go wrong", async () => {
    const { code, stdout } = await templatecheck(["lint", "examples/bad"]);
    expect(stdout).toBe(golden("bad", "expected.lint.txt"));
    expect(code).toBe(1);
    const rules = new Set([...stdout.matchAll(/^(?:error|warning|info)\[([a-z-]+)\]/gm)].map(([, rule]) => rule));
    expect(rules.size).toBeGreaterThanOrEqual(15);
    expect(await templatecheck(["compile", "examples/bad"])).toMatchObject({ code: 1, stdout: "" });
  });
});
