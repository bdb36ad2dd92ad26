import { describe, expect, it } from "vitest";
import { moduleFiles, resolvePath } from "../../src/terraform/files.ts";
import { memoryHost } from "../memory-host.ts";

function filesOf(...names: string[]): ReturnType<typeof moduleFiles> {
  return moduleFiles(memoryHost(Object.fromEntries(names.map((name) => [name, ""]))), "");
}

describe("the files of a module", () => {
  it("are read in the order of their names, overrides last", () => {
    expect(filesOf("z.tf", "b_override.tf", "override.tf.json", "a.tf.json", "override.tf")).toEqual({
      primary: ["a.tf.json", "z.tf"],
      override: ["b_override.tf", "override.tf", "override.tf.json"],
    });
  });

  it("are neither hidden nor an editor's", () => {
    expect(filesOf(".a.tf", "b.tf~", "#c.tf#", "d.tf.bak", "e.tfvars", "f.hcl", "g.tf", "sub/h.tf")?.primary).toEqual([
      "g.tf",
    ]);
  });

  it("of OpenTofu take the place of those of the same name", () => {
    expect(filesOf("a.tf", "a.tofu", "b.tf.json", "b.tofu.json", "c.tf", "c.tofu.json")?.primary).toEqual([
      "a.tofu",
      "b.tofu.json",
      "c.tf",
      "c.tofu.json",
    ]);
  });

  it("aren't looked for where there is no directory", () => {
    expect(moduleFiles(memoryHost({ "a.tf": "" }), "nowhere")).toBeNull();
  });
});

describe("a path", () => {
  it.each([
    ["a/b", "../c", "a/c"],
    ["", "./x//y/.", "x/y"],
    ["a", "..", ""],
    ["a", "../..", null],
    ["", ".\\x", "x"],
  ])("%s + %s is %s", (directory, path, expected) => {
    expect(resolvePath(directory, path)).toBe(expected);
  });
});
