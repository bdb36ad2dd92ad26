import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, it } from "vitest";
import { templatecheck } from "../templatecheck.ts";

const directory = mkdtempSync(path.join(tmpdir(), "resolve-"));
afterAll(() => rmSync(directory, { recursive: true }));
const manifest = path.join(directory, "manifest.json");
const compiled = await templatecheck(["compile", "examples/port-sharing", "-o", manifest]);

const validate = new Ajv2020().compile(JSON.parse(readFileSync("src/schema/resolve.schema.json", "utf8")));

async function resolved(url: string, ...options: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await templatecheck(["resolve", manifest, url, "--format", "json", ...options]);
  if (code !== 0) throw new Error(stderr);
  const document: unknown = JSON.parse(stdout);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  return document as Record<string, unknown>;
}

describe("resolve", () => {
  it("says what is opened, for whom, and where it goes", async () => {
    expect(compiled.code).toBe(0);
    expect(await resolved("https://landing--dev--alice--apps.example.com/x?a=1", "--as", "bob")).toMatchObject({
      viewer: "bob",
      target: "main/landing",
      share: "authenticated",
      decision: "forward",
      reason: "any-signed-in",
      upstream: { port: 8080, uri: "/x?a=1" },
    });
    expect(await resolved("https://landing--dev--alice--apps.example.com/")).toMatchObject({
      decision: "sign-in",
      reason: "not-signed-in",
    });
  });

  it("tells operators why, where viewers are told nothing", async () => {
    expect(await resolved("https://nope--dev--alice--apps.example.com/", "--as", "bob")).toMatchObject({
      decision: "not-found",
      reason: "unknown-app",
      explanation: 'no app of the template has the slug "nope"',
    });
  });

  it.each([
    [
      "https://example.org/",
      'the host "example.org" is none below *--apps.example.com, nor that of https://coder.example.com',
    ],
    ["https://coder.example.com/x", '"/x" is no app\'s path, which is /@OWNER/WORKSPACE.AGENT/apps/SLUG/'],
    [
      "https://a--b--apps.example.com/",
      '"a--b" names no app and no port: SLUG--WORKSPACE--OWNER or PORT--AGENT--WORKSPACE--OWNER would',
    ],
  ])("says why nothing is at %s", async (url, explanation) => {
    expect(await resolved(url)).toMatchObject({ target: null, explanation });
  });

  it("says what is missing where no wildcard is known", async () => {
    const file = path.join(directory, "open.json");
    await templatecheck(["compile", "examples/terminal", "-o", file]);
    const { stdout } = await templatecheck(["resolve", file, "https://a--b--c--apps.example.com/"]);
    expect(stdout).toContain(
      "\nbecause   no wildcardAccessUrl is known, so no hostname is an app's: see --wildcard-access-url\n",
    );
  });

  it("knows ports by the workspace's record", async () => {
    const workspaces = path.join(directory, "workspaces.json");
    const record = {
      template: { name: "port-sharing" },
      owner: "alice",
      name: "dev",
      state: "running",
      agents: { main: { address: "10.1.2.3", status: "connected" } },
      portShares: [{ agent: "main", port: 9000, protocol: "http", level: "public" }],
    };
    writeFileSync(workspaces, JSON.stringify([record]));
    const url = "https://9000--main--dev--alice--apps.example.com/";
    expect(await resolved(url, "--workspaces", workspaces)).toMatchObject({ decision: "sign-in" });
    // The template allows signed-in users at most.
    expect(await resolved(url, "--workspaces", workspaces, "--as", "bob")).toMatchObject({
      share: "authenticated",
      upstream: { address: "10.1.2.3", port: 9000 },
    });
    // One file has the workspaces of all templates.
    const other = { ...record, template: { name: "other" }, name: "box" };
    writeFileSync(workspaces, JSON.stringify([other, record]));
    expect(await resolved(url, "--workspaces", workspaces)).toMatchObject({ decision: "sign-in" });
    writeFileSync(workspaces, JSON.stringify([other, { ...record, agents: { gpu: record.agents.main } }]));
    const wrong = await templatecheck(["resolve", manifest, url, "--workspaces", workspaces]);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/record 2 of .*, at \/agents\/gpu/)]);
  });

  it("answers preflights", async () => {
    const options = ["--method", "options", "--request-method", "PUT"];
    const origin = "https://other--box--alice--apps.example.com";
    expect(
      await resolved("https://landing--dev--alice--apps.example.com/", ...options, "--origin", origin),
    ).toMatchObject({
      decision: "preflight",
      reason: "same-owner",
      cors: { add: expect.arrayContaining([["Access-Control-Allow-Origin", origin]]) },
    });
  });

  it("refuses what is no address, no user, no manifest", async () => {
    const codes = await Promise.all(
      [
        [manifest, "landing--dev--alice"],
        [manifest, "https://a@landing--dev--alice--apps.example.com/"],
        [manifest, "https://landing--dev--alice--apps.example.com/", "--as", "not a name"],
        [manifest, "https://landing--dev--alice--apps.example.com/", "--site-owner"],
        [manifest, "https://landing--dev--alice--apps.example.com/", "--parameter", "nope=1"],
        ["package.json", "https://landing--dev--alice--apps.example.com/"],
        [manifest, "https://landing--dev--alice--apps.example.com/", "--wildcard-access-url", "*.other.test"],
      ].map(async (argv) => (await templatecheck(["resolve", ...argv])).code),
    );
    expect(codes).toEqual([2, 2, 2, 2, 2, 2, 2]);
  });

  it("is for people, too", async () => {
    const { stdout } = await templatecheck(["resolve", manifest, "https://landing--dev--alice--apps.example.com/"]);
    expect(stdout).toContain("decision  sign-in (not-signed-in)\n");
  });
});
