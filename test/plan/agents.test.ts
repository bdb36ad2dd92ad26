import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AgentLinks } from "../../src/plan/agents.ts";
import { type PlanDocument, readPlanDocument } from "../../src/plan/document.ts";

function recorded(file: string): PlanDocument {
  const reading = readPlanDocument(readFileSync(`test/data/plans/${file}`, "utf8"));
  if (!reading.ok) throw new Error(reading.error);
  return reading.document;
}

function agentsOf(document: PlanDocument): Readonly<Record<string, string>> {
  const links = new AgentLinks(document);
  const apps = document.resources.filter(({ type }) => type === "coder_app");
  return Object.fromEntries(
    apps.map((app) => {
      const link = links.of(app);
      return [app.address, link.kind === "agent" ? link.address : `${link.kind}: ${dependsOn(link)}`];
    }),
  );
}

function dependsOn(link: ReturnType<AgentLinks["of"]>): string {
  return link.kind === "open" ? link.dependsOn.join(", ") : "";
}

const all = {
  'module.tools["a.b"].coder_app.tool': "coder_agent.main",
  'module.tools["logs"].coder_app.tool': "coder_agent.main",
  "module.vm.coder_app.console": "module.vm.coder_agent.vm",
  "coder_app.desktop": "module.vm.coder_agent.vm",
  "coder_app.local": "coder_agent.main",
  "coder_app.ports[0]": "coder_agent.main",
  "coder_app.ports[1]": "coder_agent.main",
};

describe("the agent of an app", () => {
  it("is found in a plan by references, through arguments and outputs of modules, but not through locals", () => {
    expect(agentsOf(recorded("many-agents/plan.json"))).toEqual({ ...all, "coder_app.local": "open: local.main" });
  });

  it("is found in a state by its identifier", () => {
    expect(agentsOf(recorded("many-agents/state.json"))).toEqual(all);
  });

  it("stays open where it is one of several", () => {
    const document = planWith({ references: ["coder_agent.main", "count.index"] }, [0, 1]);
    expect(agentsOf(document)).toEqual({ "coder_app.x": "open: coder_agent.main[0], coder_agent.main[1]" });
  });

  it("is the one whose key is written", () => {
    const document = planWith(
      { references: ["coder_agent.main[1].id", "coder_agent.main[1]", "coder_agent.main"] },
      [0, 1],
    );
    expect(agentsOf(document)).toEqual({ "coder_app.x": "coder_agent.main[1]" });
  });

  it("is none where the identifier is a text", () => {
    const document = planWith({ constant_value: "abc" }, [0], { agent_id: "abc" });
    expect(agentsOf(document)).toEqual({ "coder_app.x": "none: " });
  });
});

function planWith(
  expression: object,
  keys: readonly number[],
  values: Readonly<Record<string, unknown>> = {},
): PlanDocument {
  const resource = (type: string, name: string, index: number | null, own: object): object => ({
    address: `${type}.${name}${index === null ? "" : `[${index}]`}`,
    mode: "managed",
    type,
    name,
    ...(index === null ? {} : { index }),
    values: own,
  });
  const resources = [
    ...keys.map((key) => resource("coder_agent", "main", key, {})),
    resource("coder_app", "x", null, values),
  ];
  const declared = [
    { address: "coder_app.x", mode: "managed", type: "coder_app", name: "x", expressions: { agent_id: expression } },
  ];
  const reading = readPlanDocument(
    JSON.stringify({
      format_version: "1.2",
      terraform_version: "1.11.4",
      planned_values: { root_module: { resources } },
      configuration: { root_module: { resources: declared } },
    }),
  );
  if (!reading.ok) throw new Error(reading.error);
  return reading.document;
}
