import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { readWorkspaces } from "../../src/gateway/workspace-file.ts";

const validate = new Ajv2020().compile(JSON.parse(readFileSync("src/schema/workspaces.schema.json", "utf8")));

const record = {
  template: { name: "docker" },
  owner: { name: "alice", id: "7d9e" },
  organization: "default",
  name: "dev",
  state: "running",
  parameters: { ide: "web" },
  agents: { main: { address: "10.0.0.7", status: "connected" } },
  portShares: [{ agent: "main", port: 8080, protocol: "http", level: "public" }],
  access: { "user:bob": "use", "group:devs": "admin" },
};

describe("workspace records", () => {
  it("are a list, or under `workspaces`", () => {
    for (const file of [[record], { workspaces: [record] }]) {
      const read = readWorkspaces(JSON.stringify(file));
      if (!read.ok) throw new Error(read.error);
      expect(read.workspaces).toHaveLength(1);
      expect(read.workspaces[0]).toMatchObject({
        owner: { name: "alice", id: "7d9e" },
        organization: { name: "default", id: null },
        id: null,
      });
      expect(validate(file)).toBe(true);
    }
  });

  const wrong: readonly (readonly [string, object, string])[] = [
    ["an unknown field", { ...record, notes: "" }, "/0/notes"],
    ["a missing field", { ...record, state: undefined }, "/0/state"],
    ["a name that no user can have", { ...record, owner: "a--b" }, "/0/owner"],
    ["a name that is too long", { ...record, name: "n".repeat(33) }, "/0/name"],
    ["a state of its own", { ...record, state: "starting" }, "/0/state"],
    [
      "an address with a port",
      { ...record, agents: { main: { address: "10.0.0.7:80", status: "connected" } } },
      "/0/agents/main/address",
    ],
    [
      "an address with a user",
      { ...record, agents: { main: { address: "a@b", status: "connected" } } },
      "/0/agents/main/address",
    ],
    ["a reserved port", { ...record, portShares: [{ ...record.portShares[0], port: 8 }] }, "/0/portShares/0/port"],
    ["a role that nobody has", { ...record, access: { "user:bob": "owner" } }, "/0/access/user:bob"],
    ["a name of an unclear kind", { ...record, access: { bob: "use" } }, "/0/access/bob"],
    ["an answer that is no text", { ...record, parameters: { n: 3 } }, "/0/parameters/n"],
  ];

  it.each(wrong)("are refused with %s, at its place", (_, value, path) => {
    const text = JSON.stringify([value]);
    const read = readWorkspaces(text);
    expect(read.ok ? "read" : read.path).toBe(path);
    expect(validate(JSON.parse(text))).toBe(false);
  });

  it("are refused where the file is cut off", () => {
    const read = readWorkspaces('[{"template"');
    expect(read.ok ? "" : read.error).toContain("not JSON");
  });
});
