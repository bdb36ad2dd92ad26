import { describe, expect, it } from "vitest";
import { hostnames, urls } from "../../src/gateway/addresses.ts";
import type { Manifest } from "../../src/manifest/types.ts";
import { appHostnames, appPath, portHostname } from "../../src/routing/hostname.ts";
import { agentNamed, app, manifest, workspace } from "./setting.ts";

const wildcard = "*--apps.corp.test";

function bySubdomain(slug: string, known: string | null = wildcard): Manifest["apps"][number] {
  const { aliases, ...form } = appHostnames({ slug, agent: "main", wildcard: known, coderVersion: "2.35" });
  const base = app({ slug });
  return { ...base, access: { ...base.access, ...form, aliases } };
}

function byPath(slug: string): Manifest["apps"][number] {
  const base = app({ slug, method: "path" });
  return { ...base, access: { ...base.access, path: appPath(slug, "main") } };
}

const agents = [{ ...agentNamed("main"), ports: portHostname("main", wildcard) }];

describe("hostnames", () => {
  it("are filled in, with their aliases", () => {
    expect(hostnames(manifest([bySubdomain("web"), byPath("docs")], { agents }), workspace())).toEqual([
      {
        id: "main/web",
        agent: "main",
        slug: "web",
        hostname: "web--dev--alice--apps.corp.test",
        labelLength: 21,
        aliases: ["web--main--dev--alice--apps.corp.test"],
        error: null,
      },
      {
        id: "main:{port}",
        agent: "main",
        slug: null,
        hostname: "{port}{s}--main--dev--alice--apps.corp.test",
        labelLength: 30,
        aliases: [],
        error: null,
      },
    ]);
  });

  it("fit 63 characters or aren't given", () => {
    const name = "w".repeat(32);
    const long = workspace({ name, owner: { name: "o".repeat(16), id: null } });
    const template = manifest([bySubdomain("web")], { agents });
    // 3 + 2 + 32 + 2 + 16 + 6
    expect(hostnames(template, long).map(({ labelLength }) => labelLength)).toEqual([61, 70]);
    const [own, port] = hostnames(template, long);
    expect(own?.hostname).toBe(`web--${name}--${"o".repeat(16)}--apps.corp.test`);
    expect(port).toMatchObject({
      hostname: null,
      error: "the first label with the longest port has 70 characters, 63 are possible",
    });
    expect(own?.aliases).toEqual([]);
  });

  it("are of the apps that the workspace's answers bring", () => {
    const guarded = { ...bySubdomain("web"), when: [{ ide: ["web"] }] };
    const of = (answers: readonly (readonly [string, string])[]): number =>
      hostnames(manifest([guarded]), workspace({ parameters: new Map(answers) })).length;
    expect([of([["ide", "web"]]), of([["ide", "other"]]), of([])]).toEqual([1, 0, 0]);
  });

  it("need the wildcard that the manifest leaves open", () => {
    const open = manifest([bySubdomain("web", null)], {
      agents: [],
      deployment: { ...manifest([]).deployment, wildcardAccessUrl: null },
    });
    expect(hostnames(open, workspace())[0]).toMatchObject({
      hostname: null,
      error: "the wildcard access URL isn't known",
    });
    expect(hostnames(open, workspace(), { wildcardAccessUrl: "*.x.test:8443" })[0]?.hostname).toBe(
      "web--dev--alice.x.test",
    );
  });
});

describe("urls", () => {
  it("are what a dashboard links to", () => {
    const apps = [
      bySubdomain("web"),
      byPath("docs"),
      app({ slug: "term", kind: "command", method: "none" }),
      app({ slug: "link", kind: "external", method: "none" }),
    ];
    expect(urls(manifest(apps, { agents }), workspace()).map(({ id, url }) => [id, url])).toEqual([
      ["main/web", "https://web--dev--alice--apps.corp.test/"],
      ["main/docs", "https://coder.corp.test/@alice/dev.main/apps/docs/"],
      ["main/term", "https://coder.corp.test/@alice/dev.main/terminal?app=term"],
      ["main/link", null],
      ["main:{port}", "https://{port}{s}--main--dev--alice--apps.corp.test/"],
    ]);
  });

  it("have the access URL's scheme, and its port where the wildcard has none", () => {
    const open = manifest([bySubdomain("web")], {
      agents: [],
      deployment: { ...manifest([]).deployment, accessUrl: "http://coder.corp.test:3000" },
    });
    expect(urls(open, workspace())[0]?.url).toBe("http://web--dev--alice--apps.corp.test:3000/");
  });
});
