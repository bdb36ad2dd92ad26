import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { type CheckInputs, defaultInputs } from "../../src/check-types.ts";
import { memoryHost } from "../memory-host.ts";
import { base, checkText, libraries } from "../validate/harness.ts";

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

describe("a manifest", () => {
  it("isn't made of what is secret, whatever the configuration says", () => {
    const text = `${base}variable "token" {
  type      = string
  default   = "t"
  sensitive = true
}
resource "coder_app" "web" {
  agent_id  = coder_agent.main.id
  slug      = "web"
  url       = "http://localhost:3000/\${var.token}"
  subdomain = true
}
`;
    const off: CheckInputs = { ...defaultInputs, ruleLevel: () => "off" };
    const host = memoryHost({ "main.tf": text });
    const result = check(host, "", off, libraries, "compile");
    expect(result.diagnostics.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(["error sensitive-exposed"]);
    expect(result.manifest).toBeNull();
  });
});

describe("things that need each other", () => {
  it("are told of where the choice that one of them makes decides", () => {
    const text = `data "coder_parameter" "first" {
  name    = "first"
  default = "a"
  count   = true ? 1 : 0
  icon    = data.coder_parameter.first.value == "a" ? "\${data.coder_parameter.second.value}-x" : "/icon/a.svg"
}
data "coder_parameter" "second" {
  count = data.coder_parameter.first.value == "a" ? 1 : 0
}
`;
    expect(errors(text)).toContain("reference-cycle");
  });
});

describe("a budget that runs out", () => {
  it("isn't taken for something that fails when the workspace stops", () => {
    const parameters = Array.from(
      { length: 12 },
      (_, at) =>
        `data "coder_parameter" "p${at}" {\n  name    = "p${at}"\n  type    = "bool"\n  default = "false"\n}\n`,
    );
    const all = parameters.map((_, at) => `\${data.coder_parameter.p${at}.value}`).join("");
    const locals = Array.from({ length: 200 }, (_, at) => `  a${at + 1} = "\${local.a${at}}x"\n`);
    const text = `${parameters.join("")}locals {\n  a0 = "${all}"\n${locals.join("")}}\n`;
    expect(new Set(errors(text))).toEqual(new Set(["evaluation-budget"]));
  });
});
