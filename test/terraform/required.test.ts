import { describe, expect, it } from "vitest";
import { readLockFile } from "../../src/terraform/lock.ts";
import { checkRequiredVersions, olderTerraform, oldestAdmitted } from "../../src/terraform/required.ts";
import { admits, parseVersionConstraints } from "../../src/terraform/version-constraint.ts";
import { memoryHost } from "../memory-host.ts";
import { load, marked, tree } from "./loading.ts";

describe("version constraints", () => {
  it.each([
    [">= 1.5", "1.14.0", true],
    ["~> 1.5", "1.14.2", true],
    ["~> 1.5", "2.0.0", false],
    ["~> 1.5.0", "1.6.0", false],
    ["~> 1.5.2", "1.5.9", true],
    ["~> 1", "3.0.0", true],
    ["1.14", "1.14.0", true],
    ["= 1.14.0", "1.14.1", false],
    ["!= 1.14.0", "1.14.0", false],
    [">= 1.0, < 1.14", "1.14.0", false],
    ["v1.2.3", "1.2.3", true],
    ["< 1.14.0-beta1", "1.14.0", false],
    [">1.13", "1.13.1", true],
  ])("%s and %s: %s", (text, version, expected) => {
    expect(admits(parseVersionConstraints(text) ?? [], version.split(".").map(Number))).toBe(expected);
  });

  it.each(["", "new", ">> 1", "1.2.", "~> 1.2 3", "1.2,"])("%j is none", (text) => {
    expect(parseVersionConstraints(text)).toBeNull();
  });
});

describe("required_version", () => {
  const check = (...constraints: string[]): string[] =>
    marked(
      checkRequiredVersions(
        load(constraints.map((text) => `terraform {\n  required_version = "${text}"\n}\n`).join("")).configs,
      ),
    );

  it("must admit a supported Terraform", () => {
    expect(check(">= 1.0")).toEqual([]);
    expect(check("~> 1.13.0")).toEqual([]);
    expect(check("1.14.3")).toEqual([]);
    expect(check(">= 99")).toEqual(['required-version main.tf:2:22 ">= 99"']);
    expect(check("< 1.10")).toEqual(['required-version main.tf:2:22 "< 1.10"']);
  });

  it("must admit one together with the others", () => {
    expect(check("~> 1.13.0", ">= 1.14")).toEqual(['required-version main.tf:5:22 ">= 1.14"']);
  });

  it("of modules counts as well", () => {
    const { configs } = tree({
      "main.tf": 'module "m" {\n  source = "./m"\n}\n',
      "m/main.tf": 'terraform {\n  required_version = "> 5"\n}\n',
    });
    expect(marked(checkRequiredVersions(configs))).toEqual(['required-version m/main.tf:2:22 "> 5"']);
  });

  it("is well-formed", () => {
    expect(marked(load('terraform {\n  required_version = "soon"\n}').diagnostics)).toEqual([
      'terraform-block main.tf:2:22 "soon"',
    ]);
    expect(marked(load('terraform {\n  required_version = ">= 1.14.0-rc1"\n}').diagnostics)).toEqual([
      'required-version main.tf:2:22 ">= 1.14.0-rc1"',
    ]);
  });

  it("says which release is the oldest that may run it", () => {
    expect(oldestAdmitted([{ value: ">= 1.0" }])).toEqual([1, 0]);
    expect(oldestAdmitted([{ value: ">= 0.13, < 2" }])).toEqual([0, 13]);
    expect(oldestAdmitted([{ value: "> 1.11.2" }])).toEqual([1, 11]);
    expect(oldestAdmitted([{ value: ">= 1.0" }, { value: "~> 1.12" }])).toEqual([1, 12]);
    expect(oldestAdmitted([{ value: "< 1" }, { value: "> 1" }])).toBeNull();
  });

  it("may admit a Terraform before 1.12", () => {
    const older = (...values: string[]) =>
      olderTerraform(values.flatMap((value) => load(`terraform {\n  required_version = "${value}"\n}`).configs));
    expect(older(">= 1.0")).toBe(true);
    expect(older()).toBe(false);
    expect(older(">= 1.0", "~> 1.12")).toBe(false);
  });
});

describe("the lock file", () => {
  it("has the versions by address", () => {
    const host = memoryHost({
      "t/.terraform.lock.hcl":
        'provider "registry.terraform.io/coder/coder" {\n  version     = "2.17.0"\n  constraints = ">= 2.0"\n  hashes = []\n}\n',
    });
    const { providers, read } = readLockFile(host, "t");
    expect([...providers].map(([address, { version }]) => [address, version])).toEqual([
      ["registry.terraform.io/coder/coder", "2.17.0"],
    ]);
    expect(read?.path).toBe("t/.terraform.lock.hcl");
    expect(readLockFile(host, "").providers.size).toBe(0);
  });
});
