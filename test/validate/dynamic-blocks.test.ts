import { describe, expect, it } from "vitest";
import { checkText, lineOf } from "./harness.ts";

/** Errors of a resource with a dynamic block over `var.disks`, which says this of each. */
function errors(type: string, said: string): readonly string[] {
  const text = `
variable "disks" {
  type    = ${type}
  default = []
}

resource "docker_container" "main" {
  dynamic "volumes" {
    for_each = var.disks
    content {
      name = ${said}
    }
  }
}
`;
  return checkText(text)
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(lineOf);
}

describe("a dynamic block of another provider's resource", () => {
  it("has an element of any type where the collection isn't known", () => {
    const disk = "object({ path = string, size = optional(number, 1) })";
    expect(errors(`list(${disk})`, "volumes.value.path")).toEqual([]);
    expect(errors(`set(${disk})`, "volumes.value.path")).toEqual([]);
    expect(errors("list(string)", "upper(volumes.value)")).toEqual([]);
    expect(errors("set(string)", "trimspace(volumes.key)")).toEqual([]);
  });

  it("is evaluated for the elements that there are", () => {
    expect(errors("list(string)", "volumes.value.path")).toEqual([]);
    const text = `resource "docker_container" "main" {\n  dynamic "volumes" {\n    for_each = ["a"]\n    content {\n      name = volumes.value.path\n    }\n  }\n}\n`;
    expect(checkText(text).diagnostics.map(lineOf)).toEqual(["error type-mismatch main.tf: path"]);
  });
});
