import { describe, expect, it } from "vitest";
import { evaluator } from "../../src/check/evaluator.ts";
import { inspectPlan } from "../../src/check/inspect.ts";
import { type CheckInputs, defaultInputs } from "../../src/check-types.ts";
import { memoryHost } from "../memory-host.ts";
import { libraries } from "../oracle/provider-harness.ts";

const host = memoryHost({
  "main.tf": `
data "coder_parameter" "ide" {
  name    = "ide"
  default = "code"
  option {
    name  = "Code"
    value = "code"
  }
  option {
    name  = "Jupyter"
    value = "jupyter"
  }
}
locals {
  shells = data.coder_parameter.ide.value
}
`,
});

function inputs(answer: string): CheckInputs {
  return { ...defaultInputs, parameters: new Map([["ide", answer]]) };
}

describe("answers that the parameter refuses", () => {
  it("are what eval says, with the nearest option", () => {
    const ask = (answer: string) => evaluator(host, "", inputs(answer), libraries).evaluate("local.shells");
    expect(ask("jupyter")).toEqual({ json: '"jupyter"', type: "string" });
    expect(ask("jupytr")).toMatchObject({ help: 'did you mean "jupyter"?' });
  });

  it("are findings of inspect plan", () => {
    const rules = (answer: string) =>
      inspectPlan(host, "", inputs(answer), libraries).diagnostics.map(({ rule }) => rule);
    expect(rules("code")).toEqual([]);
    expect(rules("x")).toEqual(["parameter-value"]);
  });
});

describe("expressions that are wrong", () => {
  const ask = (expression: string) => evaluator(host, "", defaultInputs, libraries).evaluate(expression);

  it("come with help", () => {
    expect(ask("local.shels")).toMatchObject({ help: "did you mean `local.shells`?" });
    expect(ask("1 +")).toMatchObject({ error: "expected an expression, found the end of the expression" });
  });
});
