import { describe, expect, it } from "vitest";
import type { VariableArgument } from "../../src/check-types.ts";
import { defaultBudgets } from "../../src/terraform/budget.ts";
import { loadModuleTree } from "../../src/terraform/module-tree.ts";
import { type GivenVariables, readVariables } from "../../src/terraform/tfvars.ts";
import { memoryHost } from "../memory-host.ts";
import { marked } from "./loading.ts";

const variables = 'variable "a" {}\nvariable "n" {\n  type = number\n}\nvariable "l" {\n  type = list(string)\n}\n';

function given(
  files: Record<string, string>,
  args: readonly VariableArgument[] = [],
  environment: Record<string, string> = {},
): GivenVariables {
  const host = memoryHost({ "main.tf": variables, ...files });
  const { root } = loadModuleTree(host, "", { moduleMap: new Map(), shown: (path) => path, budgets: defaultBudgets });
  return readVariables(host, root.config, {
    arguments: args,
    environment: new Map(Object.entries(environment)),
    budgets: defaultBudgets,
  });
}

function shown({ values }: GivenVariables, name: string): string | null {
  const value = values.get(name);
  if (!value) return null;
  if (value.value.kind === "text") return value.value.text;
  const { start, end } = value.value.expr;
  return value.file.text.slice(start, end);
}

describe("variable values", () => {
  it("have Terraform's precedence", () => {
    const layers: Record<string, string> = {
      "terraform.tfvars": "a = 1",
      "terraform.tfvars.json": '{"a": 2}',
      "b.auto.tfvars": "a = 4",
      "a.auto.tfvars.json": '{"a": 3}',
      "other.tfvars": "a = 9",
    };
    const file: VariableArgument = { kind: "file", path: "other.tfvars" };
    const text: VariableArgument = { kind: "value", name: "a", value: "7" };
    expect(shown(given(layers, [], { a: "0" }), "a")).toBe("4");
    expect(shown(given({ "terraform.tfvars": "a = 1" }, [], { a: "0" }), "a")).toBe("1");
    expect(shown(given({}, [], { a: "0" }), "a")).toBe("0");
    expect(shown(given(layers, [text]), "a")).toBe("7");
    expect(shown(given(layers, [text, file]), "a")).toBe("9");
    expect(shown(given(layers, [file, text]), "a")).toBe("7");
    expect(given(layers).filesRead.map(({ path }) => path)).toEqual([
      "terraform.tfvars",
      "terraform.tfvars.json",
      "a.auto.tfvars.json",
      "b.auto.tfvars",
    ]);
  });

  it("given as text are read by the variable's type", () => {
    const values = given({}, [
      { kind: "value", name: "a", value: "[1]" },
      { kind: "value", name: "n", value: "07" },
      { kind: "value", name: "l", value: '["x", 2]' },
    ]);
    expect(values.values.get("a")?.value).toEqual({ kind: "text", text: "[1]" });
    expect(values.values.get("n")?.value).toEqual({ kind: "text", text: "07" });
    expect(values.values.get("l")?.value).toMatchObject({ kind: "expression", expr: { kind: "tuple-cons" } });
    expect(values.values.get("l")).toMatchObject({
      origin: "command line",
      from: "by --var",
      place: { file: { name: "main.tf" } },
    });
  });

  it("that can't be read are told at the declaration", () => {
    expect(marked(given({}, [{ kind: "value", name: "l", value: "x,y" }]).diagnostics)).toEqual([
      'variable-value main.tf:5:1 variable "l"',
    ]);
    expect(marked(given({}, [], { l: '[upper("x")]' }).diagnostics)).toEqual([
      'variable-value main.tf:5:1 variable "l"',
    ]);
  });

  it("for nothing are a warning, a usage error or nothing", () => {
    expect(marked(given({ "terraform.tfvars": "b = 1\n" }).diagnostics)).toEqual([
      "warning variable-value terraform.tfvars:1:1 b",
    ]);
    expect(given({}, [{ kind: "value", name: "aa", value: "1" }]).usageErrors).toEqual([
      '--var aa: the template has no variable "aa"; did you mean "a"?',
    ]);
    expect(given({}, [{ kind: "file", path: "no.tfvars" }]).usageErrors).toEqual([
      "--var-file no.tfvars: no such file",
    ]);
    const ignored = given({}, [], { b: "1" });
    expect([ignored.diagnostics, ignored.usageErrors]).toEqual([[], []]);
  });

  it("in files are constants, and nothing else stands there", () => {
    expect(marked(given({ "terraform.tfvars": "a = var.n\n" }).diagnostics)).toEqual([
      "reference-undeclared terraform.tfvars:1:5 var.n",
    ]);
    expect(marked(given({ "terraform.tfvars": 'variable "a" {}\n' }).diagnostics)).toEqual([
      "terraform-block terraform.tfvars:1:1 variable",
    ]);
    expect(marked(given({ "terraform.tfvars": "a = \n" }).diagnostics).map((text) => text.split(" ")[0])).toEqual([
      "syntax-error",
    ]);
    expect(shown(given({ "terraform.tfvars.json": '{"a": "${x}"}' }), "a")).toBe('"${x}"');
  });
});
