import { describe, expect, it } from "vitest";
import { checkText, lineOf } from "./harness.ts";

/** Errors of `terraform_data.vm` with this in its block, and the text at each. */
function inside(body: string, meta = ""): readonly string[] {
  const text = `
locals {
  host = "10.0.0.1"
}

resource "terraform_data" "vm" {
  ${meta}
  input = "a"
  ${body}
}
`;
  return checkText(text)
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(lineOf);
}

describe("a resource that names itself", () => {
  it("may do so once in a provisioner or connection, which run when it is there", () => {
    expect(inside("connection {\n    host = terraform_data.vm.output\n  }")).toEqual([]);
    expect(inside('provisioner "local-exec" {\n    command = "ping ${terraform_data.vm.output}"\n  }')).toEqual([]);
    const each = "${terraform_data.vm[count.index].output} ${terraform_data.vm[count.index].id}";
    expect(inside(`provisioner "local-exec" {\n    command = "ping ${each}"\n  }`, "count = 1")).toEqual([]);
  });

  it("makes a circle with a second reference to the same instance", () => {
    const twice = (one: string, other: string): string =>
      `connection {\n    host = ${one}\n  }\n  provisioner "local-exec" {\n    command = ${other}\n  }`;
    expect(inside(twice("terraform_data.vm.output", "terraform_data.vm.id"))).toEqual([
      "error reference-cycle main.tf: terraform_data.vm.id",
    ]);
    expect(inside(twice("terraform_data.vm[0].output", "terraform_data.vm[0].id"), "count = 1")).toEqual([
      "error reference-cycle main.tf: terraform_data.vm[0].id",
    ]);
    expect(inside(twice("self.output", "terraform_data.vm.id"))).toEqual([]);
  });

  it("makes a circle in its arguments and through a local", () => {
    expect(inside("triggers_replace = terraform_data.vm.id")).toEqual([
      "error reference-cycle main.tf: terraform_data.vm.id",
    ]);
    const { diagnostics } = checkText(
      'locals {\n  id = terraform_data.vm.id\n}\n\nresource "terraform_data" "vm" {\n  provisioner "local-exec" {\n    command = local.id\n  }\n}\n',
    );
    expect(diagnostics.map(({ rule }) => rule)).toEqual(["reference-cycle"]);
  });

  it("is told of once in a condition", () => {
    const condition = 'condition     = terraform_data.vm.input == "a"\n      error_message = "no"';
    for (const kind of ["precondition", "postcondition"])
      expect(inside(`lifecycle {\n    ${kind} {\n      ${condition}\n    }\n  }`)).toEqual([
        "error terraform-block main.tf: terraform_data.vm.input",
      ]);
  });
});

describe("a provisioner that runs at the end", () => {
  const last = (command: string, more = ""): string =>
    `${more}provisioner "local-exec" {\n    when    = destroy\n    command = "${command}"\n  }`;

  it("may say what is still there", () => {
    expect(inside(last("${self.id} ${path.module} ${terraform.workspace}"))).toEqual([]);
    expect(inside(last("${count.index}"), "count = 1")).toEqual([]);
    expect(inside(last("${each.key}"), 'for_each = toset(["a"])')).toEqual([]);
  });

  it("may say nothing else, nor may its connection", () => {
    expect(inside(last("${local.host}"))).toEqual(["error terraform-block main.tf: local.host"]);
    expect(inside(last("${each.value}"), 'for_each = toset(["a"])')).toEqual([
      "error terraform-block main.tf: each.value",
    ]);
    expect(inside(last("${terraform_data.vm.id} ${terraform_data.vm.output}"))).toEqual([
      "error terraform-block main.tf: terraform_data.vm.id",
      "error terraform-block main.tf: terraform_data.vm.output",
    ]);
    expect(inside(last("true", "connection {\n    host = local.host\n  }\n  "))).toEqual([
      "error terraform-block main.tf: local.host",
    ]);
    expect(inside('provisioner "local-exec" {\n    when = "destroy"\n    command = local.host\n  }')).toEqual([
      "error terraform-block main.tf: local.host",
    ]);
  });

  it("doesn't bind those that run at the beginning", () => {
    expect(inside(`${last("true")}\n  provisioner "local-exec" {\n    command = local.host\n  }`)).toEqual([]);
  });
});
