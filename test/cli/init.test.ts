import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as yaml from "yaml";
import { directoryWith, run } from "./harness.ts";

const app = 'resource "coder_app" "a" {}\n';

async function shownConfig(cwd: string): Promise<{ code: number; values: Record<string, unknown> }> {
  const { code, stdout } = await run(["lint", "--show-config", "--format", "json"], { cwd });
  const { values }: { values: { key: string; value: unknown }[] } = JSON.parse(stdout);
  return { code, values: Object.fromEntries(values.map(({ key, value }) => [key, value])) };
}

describe("init", () => {
  it("writes a configuration that is valid, also with all that is commented out in it", async () => {
    const cwd = directoryWith({ "main.tf": app });
    expect(await run(["init"], { cwd })).toEqual({
      code: 0,
      stdout: "wrote .templatecheck.yaml\nno git repository around: no entry for pre-commit\n",
      stderr: "",
    });
    const file = `${cwd}/.templatecheck.yaml`;
    expect((await shownConfig(cwd)).code).toBe(0);
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/^# ( *[a-z"-].*(?::|[}\]"])(?: +#.*)?| +\S+: \S+.*)$/gm, "$1"));
    const { code, values } = await shownConfig(cwd);
    expect({ code, level: values["rules.app-share-public"] }).toEqual({ code: 0, level: "error" });
    expect(values["profiles.prod.coderVersion"]).toBe("2.35");
    expect(existsSync(`${cwd}/.pre-commit-config.yaml`)).toBe(false);
  });

  it("takes the deployment's addresses", async () => {
    const cwd = directoryWith({ "t/main.tf": app });
    const options = ["--access-url", "https://coder.test", "--wildcard-access-url", "*--apps.coder.test"];
    expect((await run(["init", "t", ...options], { cwd })).code).toBe(0);
    expect((await shownConfig(`${cwd}/t`)).values).toMatchObject({
      profile: ["prod"],
      "profiles.prod.accessUrl": "https://coder.test",
      "profiles.prod.wildcardAccessUrl": "*--apps.coder.test",
    });
    expect((await run(["init", "--access-url", "coder.test"], { cwd })).code).toBe(2);
  });

  it("writes pre-commit's entry at the repository's top", async () => {
    const cwd = directoryWith({ ".git/HEAD": "", "t/main.tf": app });
    const { stdout } = await run(["init"], { cwd: `${cwd}/t` });
    expect(stdout).toBe(
      'wrote .templatecheck.yaml\nwrote ../.pre-commit-config.yaml: run "pre-commit install" to use it\n',
    );
    const config = yaml.parse(readFileSync(`${cwd}/.pre-commit-config.yaml`, "utf8"));
    const [hook] = config.repos[0].hooks;
    expect(hook).toMatchObject({ entry: "templatecheck lint", language: "system", require_serial: true });
    const files = new RegExp(hook.files);
    for (const name of ["a/main.tf", "x.tofu.json", "a.tfvars", "a/.terraform.lock.hcl"]) expect(name).toMatch(files);
    expect("a/readme.md").not.toMatch(files);
  });

  it("has pre-commit ask the package that is installed in the repository", async () => {
    const cwd = directoryWith({ ".git/HEAD": "", "node_modules/templatecheck/package.json": "{}" });
    await run(["init"], { cwd });
    const config = yaml.parse(readFileSync(`${cwd}/.pre-commit-config.yaml`, "utf8"));
    expect(config.repos[0].hooks[0].entry).toBe("npx --no templatecheck lint");
  });

  it("leaves what is there, and says what to add", async () => {
    const cwd = directoryWith({
      ".git/HEAD": "",
      ".templatecheck.yaml": "mine\n",
      ".pre-commit-config.yaml": "repos: []\n",
    });
    const { code, stdout } = await run(["init"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain(".templatecheck.yaml is there already, and stays as it is\n");
    expect(stdout).toContain(
      '.pre-commit-config.yaml is there already, and stays as it is; add to its "repos":\n\n  - repo: local\n',
    );
    expect(readFileSync(`${cwd}/.templatecheck.yaml`, "utf8")).toBe("mine\n");
    expect(readFileSync(`${cwd}/.pre-commit-config.yaml`, "utf8")).toBe("repos: []\n");
    writeFileSync(`${cwd}/.pre-commit-config.yaml`, "repos: [] # templatecheck\n");
    expect((await run(["init"], { cwd })).stdout).toContain(".pre-commit-config.yaml has templatecheck already\n");
  });

  it("never writes through a link or over a directory, and tells what can't be written", async () => {
    const cwd = directoryWith({ "a/x": "", "b/.templatecheck.yaml/x": "" });
    symlinkSync("../elsewhere.yaml", `${cwd}/a/.templatecheck.yaml`);
    for (const name of ["a", "b"]) expect((await run(["init", name], { cwd })).stdout).toMatch(/is there already/);
    expect(existsSync(`${cwd}/elsewhere.yaml`)).toBe(false);
    expect(await run(["init", "absent"], { cwd })).toMatchObject({
      code: 2,
      stderr: 'templatecheck: "absent" is not a directory\n',
    });
  });

  it("names the schema of the package that is installed", async () => {
    const cwd = directoryWith({
      "t/x": "",
      "node_modules/templatecheck/dist/schema/config.schema.json": "{}",
      ".git/HEAD": "",
    });
    mkdirSync(`${cwd}/t/u`);
    await run(["init", "t/u"], { cwd });
    expect(readFileSync(`${cwd}/t/u/.templatecheck.yaml`, "utf8").split("\n")[0]).toBe(
      "# yaml-language-server: $schema=../../node_modules/templatecheck/dist/schema/config.schema.json",
    );
  });
});
