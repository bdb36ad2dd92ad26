import { describe, expect, it } from "vitest";
import { compile, defaultInputs, type Libraries } from "../../src/index.ts";
import { memoryHost } from "../memory-host.ts";

const libraries: Libraries = {
  regex: () => ({ compile: () => ({ ok: false, problem: "not here" }) }),
  yaml: () => ({ parse: () => ({ ok: false, problem: "not here", line: 1 }) }),
};

const names = Array.from({ length: 10 }, (_, index) => `p${index}`);
const yes = names.map((name) => `data.coder_parameter.${name}.value == "true"`);

function compiled(app: string): ReturnType<typeof compile> {
  const parameters = names.map(
    (name) => `data "coder_parameter" "${name}" {\n  name = "${name}"\n  type = "bool"\n  default = "false"\n}\n`,
  );
  const text = `terraform {
  required_providers {
    coder = {
      source  = "coder/coder"
      version = "~> 2.0"
    }
  }
}
data "coder_workspace" "me" {}
resource "coder_agent" "dev" {
  os   = "linux"
  arch = "amd64"
}
resource "docker_container" "workspace" {
  count = data.coder_workspace.me.start_count
  env   = ["TOKEN=\${coder_agent.dev.token}"]
}
${parameters.join("")}
resource "coder_app" "web" {
  agent_id = coder_agent.dev.id
  slug     = "web"
${app}
}
`;
  return compile(memoryHost({ "main.tf": text }), "", defaultInputs, libraries);
}

function guards(result: ReturnType<typeof compile>): unknown {
  const manifest: { apps: { upstream: { port: number }; when?: unknown }[] } = JSON.parse(result.manifest ?? "{}");
  return manifest.apps.map(({ upstream, when }) => [upstream.port, when]);
}

describe("an app that depends on ten answers", () => {
  const all = Object.fromEntries(names.map((name) => [name, ["true"]]).sort());

  it.each([
    ["&&", `${yes.join(" && ")} ? 1 : 0`],
    ["alltrue", `alltrue([${yes.join(", ")}]) ? 1 : 0`],
    ["a sum", `${yes.map((text) => `(${text} ? 1 : 0)`).join(" + ")} == 10 ? 1 : 0`],
    ["a loop", `length([for answer in [${yes.join(", ")}] : answer if answer]) == 10 ? 1 : 0`],
  ])("has one guard where all must be true, by %s", (_, count) => {
    const result = compiled(`  count    = ${count}\n  url      = "http://localhost:3000"`);
    expect(result.diagnostics).toEqual([]);
    expect(result.choices).toEqual({ count: 1024, widened: false });
    expect(guards(result)).toEqual([[3000, [all]]]);
  });

  it("has a guard for each where one is enough", () => {
    const result = compiled(`  url      = "http://localhost:\${anytrue([${yes.join(", ")}]) ? 4000 : 3000}"`);
    expect(result.diagnostics).toEqual([]);
    expect(guards(result)).toEqual([
      [3000, [Object.fromEntries(names.map((name) => [name, ["false"]]).sort())]],
      [
        4000,
        names.map((name) => ({ [name]: ["true"] })).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
      ],
    ]);
  });
});

describe("more choices than are looked at", () => {
  it("are looked at one parameter at a time, however many answers each has", () => {
    const options = Array.from({ length: 40 }, (_, at) => `o${at}`);
    const chosen = Array.from({ length: 8 }, (_, at) => `q${at}`);
    const parameters = chosen.map(
      (name) =>
        `data "coder_parameter" "${name}" {\n  name = "${name}"\n  default = "o0"\n${options
          .map((option) => `  option {\n    name = "${option}"\n    value = "${option}"\n  }\n`)
          .join("")}}\n`,
    );
    const path = chosen.map((name) => `\${data.coder_parameter.${name}.value}`).join("-");
    const apps = Array.from(
      { length: 12 },
      (_, at) =>
        `resource "coder_app" "a${at}" {\n  agent_id = coder_agent.dev.id\n  slug = "a${at}"\n  url = "http://localhost:3000/${path}/${at}"\n}\n`,
    );
    const result = compiled(
      `  url = "http://localhost:3000"\n}\n${parameters.join("")}${apps.join("").trimEnd().replace(/\}$/, "")}`,
    );
    expect(result.choices.widened).toBe(true);
    const manifest: { apps: { slug: string; upstream: { path: string } }[] } = JSON.parse(result.manifest ?? "{}");
    const paths = new Set(manifest.apps.filter(({ slug }) => slug === "a11").map(({ upstream }) => upstream.path));
    for (const at of chosen.keys()) {
      for (const option of options) {
        const answers = chosen.map((_, other) => (other === at ? option : "o0"));
        expect(paths).toContain(`/${answers.join("-")}/11`);
      }
    }
  });

  it("make no manifest whose guards nobody could read", () => {
    const many = Array.from({ length: 60 }, (_, at) => `r${at}`);
    const parameters = many.map(
      (name) => `data "coder_parameter" "${name}" {\n  name = "${name}"\n  type = "bool"\n  default = "true"\n}\n`,
    );
    const share = `${many.map((name) => `data.coder_parameter.${name}.value == "true" ? "owner" : `).join("")}"public"`;
    const apps = Array.from(
      { length: 80 },
      (_, at) =>
        `resource "coder_app" "a${at}" {\n  agent_id = coder_agent.dev.id\n  slug = "a${at}"\n  url = "http://localhost:3000"\n  share = ${share}\n}\n`,
    );
    const result = compiled(
      `  url = "http://localhost:3000"\n}\n${parameters.join("")}${apps.join("").trimEnd().replace(/\}$/, "")}`,
    );
    expect(result.manifest).toBeNull();
    expect(result.diagnostics.flatMap(({ notes }) => notes)).toContain("budget: guard answers: 300000");
  });
});
