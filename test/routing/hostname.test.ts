import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appHostnames, appPath, portHostname, versionAtLeast, wildcardTail } from "../../src/routing/hostname.ts";
import { compileWildcard } from "../../src/routing/wildcard.ts";

const wildcard = "*--apps.example.com";
const app = { slug: "node-react-app", agent: "dev", wildcard, coderVersion: "2.35" };

describe("appHostnames", () => {
  it("writes the short form since 2.27, with the long one as alias", () => {
    expect(appHostnames(app)).toEqual({
      hostname: "node-react-app--{workspace}--{owner}--apps.example.com",
      label: { fixed: 24, budget: 39 },
      aliases: [
        {
          hostname: "node-react-app--dev--{workspace}--{owner}--apps.example.com",
          label: { fixed: 29, budget: 34 },
        },
      ],
    });
  });

  it.each([null, "2.26", "v2.26.9"])("writes the long form for version %j", (coderVersion) => {
    const { hostname, aliases } = appHostnames({ ...app, coderVersion });
    expect(hostname).toBe("node-react-app--dev--{workspace}--{owner}--apps.example.com");
    expect(aliases.map((alias) => alias.hostname)).toEqual(["node-react-app--{workspace}--{owner}--apps.example.com"]);
  });

  it("keeps the agent where the slug looks like a port", () => {
    expect(appHostnames({ ...app, slug: "70000" })).toMatchObject({
      hostname: "70000--dev--{workspace}--{owner}--apps.example.com",
      aliases: [],
    });
    expect(appHostnames({ ...app, slug: "100000" }).hostname).toBe("100000--{workspace}--{owner}--apps.example.com");
  });

  it("ends in {wildcard} where that isn't known, and counts no suffix", () => {
    expect(appHostnames({ ...app, wildcard: null })).toMatchObject({
      hostname: "node-react-app--{workspace}--{owner}{wildcard}",
      label: { fixed: 18, budget: 45 },
    });
  });

  it("counts the characters that the first label has", () => {
    const piece = fc.stringMatching(/^[a-z0-9]{1,40}$/);
    fc.assert(
      fc.property(
        piece,
        piece,
        piece,
        piece,
        fc.constantFrom("*.x.test", "*--apps.x.test", "*-a.b"),
        (slug, agent, workspace, owner, pattern) => {
          const names = appHostnames({ slug, agent, wildcard: pattern, coderVersion: "2.27" });
          for (const { hostname, label } of [names, ...names.aliases, portHostname(agent, pattern)]) {
            const filled = hostname
              .replace("{workspace}", workspace)
              .replace("{owner}", owner)
              .replace("{port}{s}", "65535s");
            expect(filled.split(".")[0]?.length).toBe(label.fixed + workspace.length + owner.length);
            expect(label.budget).toBe(63 - label.fixed);
            expect(compileWildcard(pattern).match(filled)).not.toBeNull();
          }
        },
      ),
    );
  });
});

it("writes hostnames of ports with their agent", () => {
  expect(portHostname("dev", wildcard)).toEqual({
    hostname: "{port}{s}--dev--{workspace}--{owner}--apps.example.com",
    label: { fixed: 21, budget: 42 },
  });
});

it("writes addresses by path", () => {
  expect(appPath("node-react-app", "dev")).toBe("/@{owner}/{workspace}.dev/apps/node-react-app/");
});

it("reads the end of a wildcard without port and in lower case", () => {
  expect(wildcardTail("*--Apps.Example.com:8443")).toBe("--apps.example.com");
});

it("compares versions", () => {
  expect([null, "2", "2.26.9", "1.99", ""].some((version) => versionAtLeast(version, 2, 27))).toBe(false);
  expect(["2.27", "v2.27.0", "2.100", "3"].every((version) => versionAtLeast(version, 2, 27))).toBe(true);
});
