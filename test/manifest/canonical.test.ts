import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalManifest } from "../../src/manifest/canonical.ts";
import { readManifest } from "../../src/manifest/reader.ts";
import type { Manifest, ManifestApp } from "../../src/manifest/types.ts";
import { exampleManifest, exampleText } from "./example.ts";

function canonicalOf(text: string): string {
  const read = readManifest(text);
  if (!read.ok) throw new Error(`${read.path}: ${read.error}`);
  return canonicalManifest(read.manifest);
}

/** The same data with the keys of all objects in another order. */
function shuffled(value: unknown, order: (keys: readonly string[]) => readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, order));
  if (typeof value !== "object" || value === null) return value;
  const members = new Map<string, unknown>(Object.entries(value));
  return Object.fromEntries(order([...members.keys()]).map((key) => [key, shuffled(members.get(key), order)]));
}

describe("canonicalManifest", () => {
  it("writes two spaces, the schema's order and one newline", () => {
    const text = canonicalManifest(exampleManifest());
    expect(text).toBe(`${JSON.stringify(JSON.parse(exampleText), null, 2)}\n`);
  });

  it("writes the same again", () => {
    const once = canonicalOf(exampleText);
    expect(canonicalOf(once)).toBe(once);
  });

  it("doesn't depend on the order of keys", () => {
    const reversed = shuffled(JSON.parse(exampleText), (keys) => keys.toReversed());
    expect(canonicalOf(JSON.stringify(reversed))).toBe(canonicalOf(exampleText));
  });

  it("orders lists", () => {
    const example = exampleManifest();
    const [agent] = example.agents;
    const [app] = example.apps;
    if (!agent || !app) throw new Error("the example has an agent and an app");
    const variant = (agentName: string, slug: string, ide?: string): ManifestApp => {
      const { when: _, ...rest } = app;
      return {
        ...rest,
        agent: agentName,
        slug,
        id: `${agentName}/${slug}/${ide}`,
        ...(ide && { when: [{ ide: [ide] }] }),
      };
    };
    const apps = [variant("a", "x"), variant("a", "y", "code-server"), variant("a", "y", "jupyter"), variant("b", "a")];
    const agents = ["a", "b", "c"].map((name) => ({ ...agent, name }));
    const parameters = [...example.parameters, ...example.parameters.map((parameter) => ({ ...parameter, name: "a" }))];
    const ordered: Manifest = { ...example, agents, apps, parameters: parameters.toReversed() };
    const expected = canonicalManifest(ordered);
    const permuted = fc.tuple(
      fc.shuffledSubarray(apps, { minLength: 4 }),
      fc.shuffledSubarray(agents, { minLength: 3 }),
    );
    fc.assert(
      fc.property(permuted, ([someApps, someAgents]) => {
        expect(canonicalManifest({ ...ordered, apps: someApps, agents: someAgents })).toBe(expected);
      }),
    );
    const read: Manifest = JSON.parse(expected);
    expect(read.apps.map((entry) => entry.id)).toEqual(apps.map((entry) => entry.id));
  });

  it("orders guards, their members and values, once each", () => {
    const example = exampleManifest();
    const [app] = example.apps;
    const [parameter] = example.parameters;
    if (!app || !parameter) throw new Error("the example has an app and a parameter");
    const when = [{ z: ["b"], a: { not: ["y", "x", "y"] } }, { a: ["1"] }, { a: { not: ["x", "y"] }, z: ["b"] }];
    const parameters = ["a", "z"].map((name) => ({ ...parameter, name, options: [] }));
    const written: Manifest = JSON.parse(canonicalManifest({ ...example, parameters, apps: [{ ...app, when }] }));
    expect(JSON.stringify(written.apps[0]?.when)).toBe('[{"a":["1"]},{"a":{"not":["x","y"]},"z":["b"]}]');
  });

  it("keeps keys that JavaScript treats specially", () => {
    const example = exampleManifest();
    const variables: Record<string, string> = JSON.parse('{"z": "1", "__proto__": "2", "constructor": "3"}');
    const text = canonicalManifest({ ...example, inputs: { ...example.inputs, variables } });
    expect(text).toContain('"variables": {\n      "__proto__": "2",\n      "constructor": "3",\n      "z": "1"\n    }');
    expect(canonicalOf(text)).toBe(text);
  });
});
