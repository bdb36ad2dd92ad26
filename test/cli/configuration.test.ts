import { describe, expect, it } from "vitest";
import type { CheckInputs } from "../../src/check-types.ts";
import { directoryWith, fakeCore, run } from "./harness.ts";

const clean = 'resource "coder_app" "a" {}\n';

async function inputsWith(argv: string[], cwd: string): Promise<CheckInputs | undefined> {
  let seen: CheckInputs | undefined;
  const core = fakeCore();
  const spy = fakeCore({
    check: (host, directory, inputs, libraries) => {
      seen = inputs;
      return core.check(host, directory, inputs, libraries);
    },
  });
  const { stderr } = await run(["lint", ...argv], { cwd, core: spy });
  expect(stderr).toBe("");
  return seen;
}

describe("the configuration", () => {
  const config = `profiles:
  dev: { edition: oss }
  prod: { edition: premium, wildcardAccessUrl: "*.apps.example.com" }
defaultProfile: prod
rules: { app-share-public: error }
overrides:
  - files: ["sandbox/**"]
    rules: { app-share-public: off }
locked: [secret-in-url]
modules:
  "registry.coder.com/{namespace}/{name}/coder": "vendor/{namespace}/{name}"
`;
  const tree = { ".templatecheck.yaml": config, ".git/HEAD": "", "a/main.tf": clean, "sandbox/b/main.tf": clean };

  it("is the nearest above the template", async () => {
    const inputs = await inputsWith(["a"], directoryWith(tree));
    expect(inputs?.profiles).toMatchObject([{ name: "prod", edition: "premium" }]);
    expect(inputs?.ruleLevel("app-share-public", "a/main.tf")).toBe("error");
    expect(inputs?.ruleLevel("app-share-public", "sandbox/b/main.tf")).toBe("off");
    expect(inputs?.ruleLevel("app-icon-url", "a/main.tf")).toBeUndefined();
    expect(inputs?.lockedRules).toEqual(new Set(["secret-in-url"]));
    expect(inputs?.moduleMap).toEqual(
      new Map([["registry.coder.com/{namespace}/{name}/coder", "vendor/{namespace}/{name}"]]),
    );
  });

  it("is found from a directory below, and paths are those of its own", async () => {
    const inputs = await inputsWith([], `${directoryWith(tree)}/sandbox/b`);
    expect(inputs?.ruleLevel("app-share-public", "main.tf")).toBe("off");
    expect([...(inputs?.moduleMap.values() ?? [])]).toEqual(["vendor/{namespace}/{name}"]);
  });

  it("says that there are profiles when none of them was chosen", async () => {
    const cwd = directoryWith({
      ".templatecheck.yaml": "profiles: { prod: {}, dev: {} }\n",
      "a/main.tf": "locals {}\n",
    });
    const line = 'judged without a profile: choose "dev" or "prod" with --profile, or set defaultProfile\n';
    expect((await run(["lint", "a"], { cwd })).stdout).toContain(line);
    expect((await run(["lint", "a", "--profile", "dev"], { cwd })).stdout).not.toContain("judged without");
  });

  it("gives the profiles that are asked for, with the command line's own words", async () => {
    const cwd = directoryWith(tree);
    const inputs = await inputsWith(
      ["a", "--profile", "dev", "--profile", "prod", "--access-url", "https://x.example"],
      cwd,
    );
    expect(inputs?.profiles.map(({ name, accessUrl }) => [name, accessUrl])).toEqual([
      ["dev", "https://x.example"],
      ["prod", "https://x.example"],
    ]);
    expect(await run(["lint", "--profile", "stage"], { cwd })).toMatchObject({
      code: 2,
      stderr: 'templatecheck: no profile "stage" in .templatecheck.yaml\nIt has "dev", "prod".\n',
    });
    expect((await run(["compile", "a", "--profile", "dev", "--profile", "prod"], { cwd })).code).toBe(2);
  });

  it("can be another file, or none", async () => {
    const cwd = directoryWith({ ...tree, "ci.yaml": "profiles: { ci: {} }\n" });
    expect((await inputsWith(["a", "--config", "ci.yaml"], cwd))?.profiles).toMatchObject([{ name: "ci" }]);
    expect((await inputsWith(["a", "--no-config"], cwd))?.profiles).toMatchObject([{ name: null }]);
    expect(await run(["lint", "a", "--config", "absent.yaml"], { cwd })).toMatchObject({
      code: 2,
      stderr: "templatecheck: cannot read absent.yaml: no such file\n",
    });
  });

  it("is told once when it is wrong, with code 2 and no manifest", async () => {
    const cwd = directoryWith({ ...tree, ".templatecheck.yaml": "profils: {}\n" });
    const lint = await run(["lint", "--format", "compact"], { cwd });
    expect(lint.code).toBe(2);
    expect(lint.stdout).toMatch(/^\.templatecheck\.yaml:1:1: error\[config-invalid\]: .*\n$/);
    expect(await run(["compile", "a"], { cwd })).toMatchObject({ code: 2, stdout: "" });
  });
});
