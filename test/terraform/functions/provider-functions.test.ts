/** Recorded from Terraform 1.11's console with the built-in provider. */

import { describe, expect, it } from "vitest";
import { withBuiltinProvider } from "../../../src/terraform/functions/provider-functions.ts";
import { terraformFunctions } from "../../../src/terraform/functions/table.ts";
import { Console } from "./console.ts";

const functions = withBuiltinProvider(terraformFunctions, new Set(["terraform"]));
const terraform = new Console("module-more", functions);

function text(expression: string): string {
  const { value, diagnostics } = terraform.ask(expression);
  expect(diagnostics).toEqual([]);
  return value.kind === "string" ? value.value : value.kind;
}

describe("encode_expr", () => {
  it("lays out like hclwrite", () => {
    const value = '{ a = 1, bbb = 2, cc = [{ x = 1, yyy = 2, z = [1] }, { q = 1 }], d = true, "é e" = 3, null = 4 }';
    expect(text(`provider::terraform::encode_expr(${value})`)).toBe(`{
  a   = 1
  bbb = 2
  cc = [{
    x   = 1
    yyy = 2
    z   = [1]
    }, {
    q = 1
  }]
  d     = true
  null  = 4
  "é e" = 3
}`);
  });

  it.each([
    ["-5", "-5"],
    ["1e30", "1000000000000000000000000000000"],
    ['"a$${b}c"', '"a$${b}c"'],
    ['"x\\ny\\u0007"', '"x\\ny\\u0007"'],
    ["tomap({ a = 1 })", "{\n  a = 1\n}"],
    ["[[{ a = { b = 1 } }], { c = 1 }]", "[[{\n  a = {\n    b = 1\n  }\n  }], {\n  c = 1\n}]"],
    ["{}", "{}"],
  ])("%s", (value, expected) => {
    expect(text(`provider::terraform::encode_expr(${value})`)).toBe(expected);
  });
});

describe("encode_tfvars", () => {
  it("writes an argument for each attribute", () => {
    const value = '{ a = [1, "b"], longer = { x = null }, s = "$${a} %%{b}" }';
    expect(text(`provider::terraform::encode_tfvars(${value})`)).toBe(
      'a = [1, "b"]\nlonger = {\n  x = null\n}\ns = "$${a} %%{b}"\n',
    );
    expect(text("provider::terraform::encode_tfvars({})")).toBe("");
  });

  it.each(['{ "a b" = 1 }', "[1]", "null"])("refuses %s", (value) => {
    expect(terraform.told(`provider::terraform::encode_tfvars(${value})`)).toMatch(/^error/);
  });
});

describe("decode_tfvars", () => {
  it("reads arguments", () => {
    expect(terraform.told('provider::terraform::decode_tfvars("a = 1\\nb = [\\"x\\"]\\nc = {d = 1 + 2}")')).toMatch(
      /^\{"a":1,"b":\["x"\],"c":\{"d":3\}\} object/,
    );
  });

  it.each(["a = var.x", "a {}", "a = upper(1)", "a ="])("refuses %s", (source) => {
    expect(terraform.told(`provider::terraform::decode_tfvars(${JSON.stringify(source)})`)).toMatch(/^error/);
  });
});

describe("other names", () => {
  it("are unknown", () => {
    expect(terraform.told("provider::terraform::nope(1)")).toMatch(/^error/);
    expect(terraform.told("provider::tf::encode_expr(1)")).toMatch(/^error/);
  });
});
