import { describe, expect, it } from "vitest";
import { base, checkText } from "../validate/harness.ts";

const errors = (text: string): readonly string[] =>
  checkText(base + text)
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ rule }) => rule);

describe("what follows from a mistake that was told", () => {
  it("isn't told: an attribute of all instances", () => {
    const agent = 'resource "coder_agent" "dev" {\n  count = 1\n  os    = "linux"\n  arch  = "amd64"\n}\n';
    const machine = (of: string): string => `resource "terraform_data" "dev" {\n  input = ${of}.init_script\n}\n`;
    expect(errors(agent + machine("coder_agent.dev[0]"))).toEqual([]);
    expect(errors(agent + machine("coder_agent.dev"))).toEqual(["instance-key"]);
  });
});
