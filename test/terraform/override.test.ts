import { describe, expect, it } from "vitest";
import { marked, tree } from "./loading.ts";

const base = `variable "v" {
  type    = string
  default = "a"
}
locals {
  l = 1
}
output "o" {
  value = 1
}
module "m" {
  source = "./m"
  x      = 1
  y      = 1
}
resource "t" "r" {
  count = 1
  a     = 1
  nested {}
  lifecycle {
    ignore_changes = [a]
  }
}
`;

function merged(override: string, name = "override.tf"): ReturnType<typeof tree> {
  return tree({ "main.tf": base, "m/main.tf": "", [name]: override });
}

describe("an override", () => {
  it("changes arguments and leaves the others", () => {
    const { root, diagnostics } = merged(
      'variable "v" {\n  default = "b"\n}\nlocals {\n  l = 2\n}\noutput "o" {\n  sensitive = true\n}\nmodule "m" {\n  x = 2\n}\nresource "t" "r" {\n  count = 2\n  nested {}\n}',
    );
    expect(diagnostics).toEqual([]);
    const { variables, locals, outputs, calls, resources } = root.config;
    expect(variables.get("v")).toMatchObject({ type: { kind: "string" }, default: { file: { name: "override.tf" } } });
    expect(locals.get("l")?.file.name).toBe("override.tf");
    expect(outputs.get("o")).toMatchObject({ sensitive: true, value: { file: { name: "main.tf" } } });
    const call = calls.get("m");
    expect(call?.source?.value).toBe("./m");
    expect([...(call?.arguments ?? [])].map(([key, { file }]) => [key, file.name])).toEqual([
      ["x", "override.tf"],
      ["y", "main.tf"],
    ]);
    const resource = resources.get("t.r");
    expect(resource?.count?.file.name).toBe("override.tf");
    expect(resource?.ignoreChanges).toHaveLength(1);
    expect(resource?.bodies.map(({ file }) => file.name)).toEqual(["main.tf", "override.tf"]);
  });

  it("needs something to override", () => {
    expect(
      marked(
        merged(
          'resource "t" "q" {}\nvariable "w" {}\nlocals {\n  k = 1\n}\nprovider "p" {\n  alias = "a"\n}\nprovider "p" {}',
        ).diagnostics,
      ),
    ).toEqual([
      'terraform-block override.tf:6:1 provider "p"',
      'terraform-block override.tf:2:1 variable "w"',
      "terraform-block override.tf:4:3 k",
      'terraform-block override.tf:1:1 resource "t" "q"',
    ]);
  });

  it("changes neither dependencies nor conditions", () => {
    expect(marked(merged('resource "t" "r" {\n  depends_on = [a.b]\n}').diagnostics)).toEqual([
      "terraform-block override.tf:2:17 a.b",
    ]);
    expect(marked(merged('variable "v" {\n  validation {}\n}').diagnostics)).toEqual([
      "terraform-block override.tf:2:3 validation",
    ]);
    expect(marked(merged("moved {}").diagnostics)).toEqual(["terraform-block override.tf:1:1 moved"]);
  });

  it("in several files: the last one counts", () => {
    const { root } = tree({
      "main.tf": "locals {\n  l = 1\n}",
      "b_override.tf": "locals {\n  l = 2\n}",
      "override.tf": "locals {\n  l = 3\n}",
    });
    expect(root.config.locals.get("l")?.file.name).toBe("override.tf");
  });

  it("replaces the required version and single providers", () => {
    const { root } = tree({
      "main.tf":
        'terraform {\n  required_version = ">= 1.0"\n  required_providers {\n    a = "1.0"\n    b = "1.0"\n  }\n}',
      "override.tf": 'terraform {\n  required_version = ">= 1.9"\n  required_providers {\n    a = "2.0"\n  }\n}',
    });
    expect(root.config.requiredVersions.map(({ value }) => value)).toEqual([">= 1.9"]);
    expect([...root.config.requiredProviders.values()].map(({ version }) => version?.value)).toEqual(["2.0", "1.0"]);
  });
});
