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

describe("a template with a circle of references", () => {
  it("isn't planned for a push as well", () => {
    const own = (value: string): string => `data "coder_parameter" "p" {
  name = "p"
  option {
    name  = "a"
    value = ${value}
  }
}
resource "terraform_data" "reader" {
  input = data.coder_parameter.p.value
}
`;
    const told = checkText(base + own("data.coder_parameter.p.value || [for x in 0 : x]")).diagnostics;
    expect(told.filter(({ headline }) => headline.includes("is pushed"))).toEqual([]);
    expect(told.map(({ rule }) => rule)).toContain("reference-cycle");
  });
});

describe("a message about a long value", () => {
  it("is short, and ends as it would", () => {
    const app = `resource "coder_app" "web" {
  agent_id = coder_agent.main.id
  slug     = "web"
  url      = "http://localhost:3000/${"x".repeat(3_000)}"
}
`;
    const found = checkText(base + app).diagnostics.find(({ rule }) => rule === "app-upstream-path");
    expect(found?.headline).toMatch(
      /^the path "\/x{400,}…x{100,}" in `url` of coder_app\.web is put before every request$/,
    );
    expect(found?.notes.every((note) => note.length < 1_000)).toBe(true);
  });
});

describe("more errors than are listed", () => {
  const missing = (count: number): string =>
    `locals {\n${Array.from({ length: count }, (_, at) => `  a${at} = local.missing${at}\n`).join("")}}\n`;
  const wrong =
    'resource "coder_app" "web" {\n  agent_id = coder_agent.main.id\n  slug     = "A B"\n  url      = "http://localhost:1"\n}\n';

  it("are counted, and nothing is evaluated after them", () => {
    const few = errors(base + missing(900) + wrong);
    expect(few).toContain("app-slug-format");
    const { diagnostics } = checkText(base + missing(1_001) + wrong);
    expect(diagnostics.map(({ rule }) => rule)).not.toContain("app-slug-format");
    expect(diagnostics.find(({ rule }) => rule === "evaluation-budget")?.headline).toBe(
      "1 more findings aren't listed",
    );
  });
});
