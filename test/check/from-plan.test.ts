import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type CheckInputs, type CheckResult, defaultInputs, type Libraries } from "../../src/check-types.ts";
import { primaryLabel } from "../../src/diagnostic.ts";
import { compile } from "../../src/index.ts";
import { createRe2Engine } from "../../src/terraform/functions/re2-engine.ts";
import { createYamlReader } from "../../src/terraform/functions/yaml-engine.ts";
import { memoryHost } from "../memory-host.ts";

const libraries: Libraries = { regex: createRe2Engine, yaml: createYamlReader };

function recorded(path: string): string {
  return readFileSync(`test/data/plans/${path}`, "utf8");
}

function compiled(plan: string, inputs: Partial<CheckInputs> = {}): CheckResult {
  return compile(memoryHost({ "t/plan.json": plan }), "t/plan.json", { ...defaultInputs, ...inputs }, libraries);
}

function template(directory: string, files: readonly string[], inputs: Partial<CheckInputs>): CheckResult {
  const sources = Object.fromEntries(files.map((file) => [file, recorded(`${directory}/${file}`)]));
  return compile(memoryHost(sources), "", { ...defaultInputs, ...inputs }, libraries);
}

/** Without what says where it comes from. */
function routesOf({ manifest, diagnostics }: CheckResult): unknown {
  if (manifest === null) throw new Error(diagnostics.map(({ headline }) => headline).join("; "));
  const { agents, apps, parameters, ports, unresolved } = JSON.parse(manifest);
  const bare = ({ source, ...entry }: { readonly source: { readonly address?: string } }): unknown => ({
    ...entry,
    address: source.address,
  });
  return { agents: agents.map(bare), apps: apps.map(bare), parameters, ports, unresolved };
}

const names = { workspace: "wsname", owner: "ownername" };

describe("a manifest from a state", () => {
  it("has the routes of the template", () => {
    const files = ["main.tf", "tools/main.tf", "vm/main.tf"];
    expect(routesOf(compiled(recorded("many-agents/state.json")))).toEqual(
      routesOf(template("many-agents", files, names)),
    );
    expect(routesOf(compiled(recorded("web-ide/state.json")))).toEqual(
      routesOf(
        template("web-ide", ["main.tf"], {
          ...names,
          parameters: new Map([
            ["ide", "code-server"],
            ["port", "8080"],
          ]),
        }),
      ),
    );
  });
});

describe("a manifest from a plan", () => {
  it("records the answers and names that it was made for", () => {
    const { manifest } = compiled(recorded("web-ide/plan.jupyter.json"), { allowPartial: true });
    expect(JSON.parse(manifest ?? "null").inputs).toMatchObject({
      parameters: { ide: "jupyter", port: "8888" },
      ...names,
      transition: "start",
      variables: {},
    });
  });

  it("is refused where a route can't be decided", () => {
    const { manifest, diagnostics } = compiled(recorded("many-agents/plan.json"));
    expect(manifest).toBeNull();
    expect(diagnostics).toMatchObject([{ rule: "value-unknown", severity: "error" }]);
    expect(diagnostics.map(({ headline }) => headline)).toEqual([
      "`agent_id` of coder_app.local can't be decided: the plan doesn't show which agent it is",
    ]);
  });

  it("is refused other answers than its own", () => {
    const { usageErrors, manifest } = compiled(recorded("web-ide/plan.json"), {
      parameters: new Map([
        ["ide", "jupyter"],
        ["port", "8080"],
        ["none", ""],
      ]),
      preset: "p",
      owner: "somebody",
      variableArguments: [{ kind: "value", name: "region", value: "us" }],
    });
    expect(manifest).toBeNull();
    expect(usageErrors).toEqual([
      "--var region: a plan has its variables already",
      "--preset p: a plan has its answers already",
      "--parameter ide=jupyter: the plan was made with ide=code-server",
      '--parameter none: the plan has no parameter "none"',
      '--owner somebody: the plan was made for "ownername"',
    ]);
  });

  it("is refused when it isn't one", () => {
    expect(compiled("{}")).toMatchObject({
      manifest: null,
      usageErrors: [expect.stringContaining("can't be read as a plan")],
    });
  });
});

describe("rules on a plan", () => {
  const app = (name: string, values: object): object => ({
    address: `coder_app.${name}`,
    mode: "managed",
    type: "coder_app",
    name,
    values: { agent_id: "id", slug: name, share: "owner", url: "http://localhost:3000", subdomain: false, ...values },
    sensitive_values: name === "secret" ? { url: true } : {},
  });
  const agent = {
    address: "coder_agent.main",
    mode: "managed",
    type: "coder_agent",
    name: "main",
    values: { id: "id" },
  };
  const state = (...resources: readonly object[]): string =>
    JSON.stringify(
      { format_version: "1.0", terraform_version: "1.11.4", values: { root_module: { resources } } },
      null,
      1,
    );

  function found(text: string): readonly (readonly [string, string])[] {
    const { diagnostics } = compile(memoryHost({ "s.json": text }), "s.json", defaultInputs, libraries);
    return diagnostics
      .filter(({ severity }) => severity === "error")
      .map((diagnostic) => {
        const { file, span } = primaryLabel(diagnostic);
        return [diagnostic.rule, file.text.slice(span.start, span.end)];
      });
  }

  it.each([
    ["a slug twice", state(agent, app("a", {}), app("b", { slug: "a" })), "app-slug-duplicate", '"coder_app.b"'],
    ["a port as slug", state(agent, app("a", { slug: "8080" })), "app-slug-is-port", '"coder_app.a"'],
    ["no agent", state(agent, app("a", { agent_id: "other" })), "app-without-agent", '"coder_app.a"'],
    ["nowhere to go", state(agent, app("a", { url: null })), "app-no-target", '"coder_app.a"'],
    ["a secret", state(agent, app("secret", {})), "sensitive-exposed", '"coder_app.secret"'],
    [
      "two agents of one name",
      state(agent, { ...agent, address: "module.m.coder_agent.main", values: { id: "2" } }),
      "agent-name-duplicate",
      '"module.m.coder_agent.main"',
    ],
  ])("find %s", (_, text, rule, place) => {
    expect(found(text)).toEqual([[rule, place]]);
  });

  it("find an agent in a module that is repeated", () => {
    const address = "module.m[0].coder_agent.main";
    const module = { address: "module.m[0]", resources: [{ ...agent, address }] };
    const text = JSON.stringify({ format_version: "1.0", values: { root_module: { child_modules: [module] } } });
    expect(found(text)).toEqual([["agent-in-counted-module", JSON.stringify(address)]]);
  });

  it("find that a plan isn't complete", () => {
    const plan = JSON.stringify({
      format_version: "1.2",
      terraform_version: "1.11.4",
      errored: true,
      planned_values: { root_module: { resources: [agent] } },
    });
    expect(found(plan)).toEqual([["value-unknown", ""]]);
  });
});
