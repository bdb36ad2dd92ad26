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
