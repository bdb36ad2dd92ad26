import { describe, expect, it } from "vitest";
import { history, providerSchema, typeSchema } from "../../src/schema/provider.ts";
import type { AttributeType, BlockSchema } from "../../src/schema/provider-types.ts";
import { compareVersions, knownVersions } from "../../src/schema/versions.ts";
import recorded from "../data/provider/schema.json" with { type: "json" };

/** The notation of `terraform providers schema -json`. */
function notation(type: AttributeType): unknown {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
      return type.kind;
    case "object":
      return ["object", Object.fromEntries([...type.attributes].map(([name, inner]) => [name, notation(inner)]))];
    default:
      return [type.kind, notation(type.element)];
  }
}

function asTerraform(block: BlockSchema): unknown {
  const attributes = [...block.attributes].map(([name, attribute]) => [
    name,
    {
      type: notation(attribute.type),
      ...(attribute.required && { required: true }),
      ...(attribute.optional && { optional: true }),
      ...(attribute.computed && { computed: true }),
      ...(attribute.sensitive && { sensitive: true }),
      ...(attribute.deprecated !== null && { deprecated: true }),
    },
  ]);
  const blocks = [...block.blocks].map(([name, nested]) => [
    name,
    {
      nesting: nested.nesting,
      ...(nested.min > 0 && { min_items: nested.min }),
      ...(nested.max > 0 && { max_items: nested.max }),
      ...(nested.deprecated !== null && { deprecated: true }),
      ...Object.assign({}, asTerraform(nested.schema)),
    },
  ]);
  return {
    attributes: Object.fromEntries(attributes),
    ...(blocks.length > 0 && { blocks: Object.fromEntries(blocks) }),
  };
}

function asRecorded(type: object): unknown {
  const { version: _version, ...rest } = { version: 0, ...type };
  return rest;
}

describe("the schema of 2.17", () => {
  const schema = providerSchema("2.17.0");
  const kinds = [
    ["resource", recorded.resources],
    ["data", recorded.data_sources],
  ] as const;

  it.each(kinds)("has the types of a real provider: %s", (kind, types) => {
    const ours = [...schema.values()].filter((type) => type.kind === kind).map((type) => type.type);
    expect(ours.sort()).toEqual(Object.keys(types).sort());
  });

  for (const [kind, types] of kinds) {
    it.each(Object.entries(types))(`has the attributes and blocks of a real provider: ${kind} %s`, (name, type) => {
      const ours = typeSchema(kind, name, "2.17.0");
      expect(ours && asTerraform(ours)).toEqual(asRecorded(type));
    });
  }

  it("has the provider's own block", () => {
    const ours = typeSchema("provider", "coder", "2.17.0");
    expect(ours && asTerraform(ours)).toEqual(recorded.provider_block);
  });
});

describe("other versions", () => {
  it("2.18 and 2.19 have the same types, without coder_secret", () => {
    expect([...providerSchema("2.19.0").keys()]).toEqual([...providerSchema("2.18.0").keys()]);
    expect(typeSchema("data", "coder_secret", "2.18.0")).toBeNull();
  });

  it("2.20 has coder_script_order, deprecates tasks and no longer `dir`", () => {
    const order = typeSchema("data", "coder_script_order", "2.20.0");
    expect(order?.blocks.get("rule")).toMatchObject({ nesting: "list", min: 1, max: 0 });
    expect(typeSchema("data", "coder_script_order", "2.19.0")).toBeNull();
    expect(typeSchema("resource", "coder_ai_task", "2.20.0")?.deprecated).not.toBeNull();
    expect(typeSchema("resource", "coder_ai_task", "2.19.0")?.deprecated).toBeNull();
    expect(typeSchema("resource", "coder_agent", "2.19.0")?.attributes.get("dir")?.deprecated).not.toBeNull();
    expect(typeSchema("resource", "coder_agent", "2.20.0")?.attributes.get("dir")?.deprecated).toBeNull();
  });

  it.each([
    ["share", "0.5.1"],
    ["slug", "0.6.0"],
    ["display_name", "0.6.0"],
    ["external", "0.6.6"],
    ["order", "0.14.2"],
    ["hidden", "1.0.2"],
    ["open_in", "2.1.0"],
    ["group", "2.5.0"],
    ["tooltip", "2.11.0"],
  ])("coder_app.%s came with %s", (attribute, version) => {
    const before = knownVersions[knownVersions.indexOf(version) - 1];
    expect(typeSchema("resource", "coder_app", version)?.attributes.has(attribute)).toBe(true);
    expect(typeSchema("resource", "coder_app", before ?? "")?.attributes.has(attribute)).toBe(false);
    expect(history("resource", "coder_app", [attribute])?.since).toBe(version);
  });

  it("conflicts of `command` change in 2.14", () => {
    const conflicts = (version: string) =>
      typeSchema("resource", "coder_app", version)?.attributes.get("command")?.conflicts;
    expect(conflicts("2.13.1")).toEqual(["url"]);
    expect(conflicts("2.14.0")).toEqual(["url", "subdomain"]);
  });

  it("checks change", () => {
    const kinds = (version: string, attribute: string) =>
      typeSchema("resource", "coder_app", version)
        ?.attributes.get(attribute)
        ?.checks.map((check) => (check.kind === "enum" ? check.values.join() : check.kind));
    expect(kinds("2.1.3", "display_name")).toEqual([]);
    expect(kinds("2.2.0", "display_name")).toEqual(["maxBytes"]);
    expect(kinds("2.5.2", "group")).toEqual([]);
    expect(kinds("2.5.3", "group")).toEqual(["maxBytes"]);
    expect(kinds("2.8.0", "icon")).toEqual([]);
    expect(kinds("2.9.0", "icon")).toEqual(["url"]);
    expect(kinds("2.1.1", "open_in")).toEqual(["tab,window,slim-window"]);
    expect(kinds("2.1.2", "open_in")).toEqual(["tab,slim-window"]);
  });

  it("facts change: the sidebar app was needed before `app_id` came", () => {
    const min = (version: string) => typeSchema("resource", "coder_ai_task", version)?.blocks.get("sidebar_app")?.min;
    expect(min("2.11.0")).toBe(1);
    expect(min("2.12.0")).toBe(0);
  });

  it("rules change: external addresses are looked at from 2.20", () => {
    const rules = (version: string) => typeSchema("resource", "coder_app", version)?.rules.map((rule) => rule.id);
    expect(rules("2.19.0")).not.toContain("external-url");
    expect(rules("2.20.0")).toContain("external-url");
  });
});

describe("history", () => {
  it("of a removed attribute says what replaced it", () => {
    expect(history("resource", "coder_app", ["name"])).toMatchObject({
      removedIn: "2.0.0",
      replacedBy: "display_name",
    });
    expect(history("data", "coder_workspace", ["owner_email"])).toMatchObject({
      removedIn: "2.0.0",
      replacedBy: "coder_workspace_owner.email",
    });
    expect(history("resource", "coder_agent", ["startup_script_timeout"])).toMatchObject({ removedIn: "2.0.0" });
  });

  it("of a removed type", () => {
    expect(history("data", "coder_git_auth")).toMatchObject({ removedIn: "2.0.0", replacedBy: "coder_external_auth" });
  });

  it("of an attribute in a block", () => {
    expect(history("data", "coder_parameter", ["validation", "monotonic"])?.since).toBe("0.6.11");
  });

  it("of what never was", () => {
    expect(history("resource", "coder_app", ["colour"])).toBeNull();
    expect(history("data", "coder_app")).toBeNull();
    // Whatever was asked for before.
    expect(history("resource", "coder_agent", ["metadata"])).not.toBeNull();
    expect(history("resource", "coder_agent metadata")).toBeNull();
  });

  it("has only known versions, in order", () => {
    for (const version of knownVersions) {
      for (const type of providerSchema(version).values()) {
        for (const name of [...type.attributes.keys(), ...type.blocks.keys()]) {
          const life = history(type.kind, type.type, [name]);
          for (const limit of [life?.since, life?.removedIn]) if (limit) expect(knownVersions).toContain(limit);
          if (life?.since && life.removedIn) expect(compareVersions(life.since, life.removedIn)).toBeLessThan(0);
        }
      }
    }
  });
});
