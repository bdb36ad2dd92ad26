import { describe, expect, it } from "vitest";
import { createGateway } from "../../src/gateway/decide.ts";
import type { Manifest } from "../../src/manifest/types.ts";
import { app, manifest, viewer, workspace } from "./setting.ts";

const parameter = {
  name: "ide",
  type: "string",
  default: "web",
  mutable: true,
  options: ["web", "none"],
  min: null,
  max: null,
} as const;

const web = app({ slug: "web", share: "public", when: [{ ide: ["web"] }] });
const template = manifest([web], { parameters: [parameter] });

function problemOf(records: Parameters<typeof workspace>[0][], manifests: readonly Manifest[] = [template]): unknown {
  const made = createGateway(manifests, records.map(workspace));
  if (made.ok) return null;
  return made.kind === "workspace" ? made.problem : made.error;
}

describe("records that don't fit are refused with their place", () => {
  it("of a template that isn't served, or is served twice", () => {
    expect(problemOf([{}, { name: "b", template: { name: "other" } }])).toEqual({
      record: 1,
      path: "/template",
      error: 'there is no manifest of the template "other"',
    });
    expect(problemOf([{}], [template, template])).toMatchObject({ path: "/template" });
    const other = { ...template, template: { ...template.template, digest: "sha256:1" } };
    expect(problemOf([{ template: { name: "docker", digest: "sha256:1" } }], [template, other])).toBeNull();
  });

  it("with an agent that the template doesn't have", () => {
    const agents = new Map([["gpu", { address: "10.0.0.7", status: "connected" } as const]]);
    expect(problemOf([{ agents }])).toMatchObject({ path: "/agents/gpu" });
    const inMain = new Map([["gpu", { address: "10.0.0.7", status: "connected", parent: "main" } as const]]);
    expect(problemOf([{ agents: inMain }])).toBeNull();
  });

  it("with an answer that is none of the options", () => {
    expect(problemOf([{ parameters: new Map([["ide", "emacs"]]) }])).toMatchObject({ path: "/parameters/ide" });
    expect(problemOf([{ parameters: new Map([["unguarded", "any"]]) }])).toBeNull();
  });

  it("twice of one name, whatever the case", () => {
    expect(problemOf([{ id: null }, { id: null, name: "DEV" }])).toMatchObject({ record: 1, path: "/name" });
  });

  it("or manifests of different deployments", () => {
    const other = manifest([], { deployment: { ...manifest([]).deployment, pathApps: false } });
    expect(problemOf([], [template, other])).toContain("another deployment: pathApps");
  });
});

describe("answers that aren't known", () => {
  const ask = (manifests: readonly Manifest[]): string => {
    const made = createGateway(manifests, [workspace()]);
    if (!made.ok) throw new Error(JSON.stringify(made));
    const request = {
      method: "GET",
      host: "web--dev--alice--apps.corp.test",
      uri: "/",
      origin: null,
      requestMethod: null,
      requestHeaders: null,
    };
    const decision = made.gateway.decide(request, viewer("bob"));
    return `${decision.kind} ${decision.facts.share ?? ""}`;
  };

  it("close what depends on them", () => {
    expect(ask([template])).toBe("not-found ");
  });

  it("leave what is the same in all choices, at the narrowest share", () => {
    const narrow = { ...app({ slug: "web", share: "authenticated", when: [{ ide: ["none"] }], id: "main/web#2" }) };
    expect(ask([manifest([web, narrow], { parameters: [parameter] })])).toBe("forward authenticated");
    const elsewhere = { ...narrow, upstream: { scheme: "http", port: 9000, path: "/", query: null } as const };
    expect(ask([manifest([web, elsewhere], { parameters: [parameter] })])).toBe("not-found ");
    const open = { ...parameter, options: [] };
    expect(ask([manifest([web, narrow], { parameters: [open] })])).toBe("not-found ");
  });
});

it("an id wins over a name that looks like it", () => {
  const id = "7d9e1f0a-0000-4000-8000-000000000001";
  const own = workspace({ owner: { name: "alice", id } });
  const imitation = workspace({ owner: { name: id, id: null }, id: null, state: "stopped" });
  const made = createGateway([manifest([app({ slug: "web", share: "public" })])], [own, imitation]);
  if (!made.ok) throw new Error(JSON.stringify(made));
  const request = {
    method: "GET",
    host: `web--dev--${id}--apps.corp.test`,
    uri: "/",
    origin: null,
    requestMethod: null,
    requestHeaders: null,
  };
  expect(made.gateway.decide(request, null).kind).toBe("forward");
});
