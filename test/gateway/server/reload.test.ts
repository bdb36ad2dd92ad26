import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { fileReader } from "../../../src/cli/gateway-files.ts";
import type { Entry } from "../../../src/gateway/server/settings.ts";
import {
  type IdentitySource,
  type OpenSources,
  openSources,
  type Sources,
} from "../../../src/gateway/server/sources.ts";
import { problemText } from "../../../src/gateway/server/state.ts";
import { templatecheck } from "../../templatecheck.ts";
import { selfSigned } from "./certificate.ts";
import { tokenOf } from "./harness.ts";

const directory = mkdtempSync(path.join(tmpdir(), "gateway-"));
afterAll(() => rmSync(directory, { recursive: true }));
const file = (name: string): string => path.join(directory, name);
const [manifestFile, workspacesFile] = [file("manifest.json"), file("workspaces.json")];
const compiled = await templatecheck(["compile", "examples/ai-task", "--output-format", "json"]);

// biome-ignore lint/suspicious/noExplicitAny: documents that are made wrong
type Json = Record<string, any>;
const good = JSON.parse(compiled.stdout) as Json;
const record: Json = {
  template: { name: "ai-task" },
  owner: "alice",
  name: "dev",
  state: "running",
  agents: { main: { address: "127.0.0.1", status: "connected" } },
};

function write(manifest: unknown, workspaces: unknown): void {
  writeFileSync(manifestFile, typeof manifest === "string" ? manifest : JSON.stringify(manifest));
  writeFileSync(workspacesFile, typeof workspaces === "string" ? workspaces : JSON.stringify(workspaces));
}

function changed(document: Json, change: (copy: Json) => void): Json {
  const copy = structuredClone(document);
  change(copy);
  return copy;
}

beforeEach(() => write(good, [record]));

function sources(more: Partial<Sources> = {}): Sources {
  return {
    files: { manifests: [manifestFile], workspaces: workspacesFile },
    deployment: {},
    ...fileReader(directory),
    identity: null,
    tls: null,
    ...more,
  };
}

async function opened(more: Partial<Sources> = {}): Promise<{ served: OpenSources; log: readonly Entry[] }> {
  const log: Entry[] = [];
  const opening = await openSources(sources(more), (entry) => log.push(entry));
  if (!opening.ok) throw new Error(problemText(opening.problem));
  onTestFinished(() => opening.served.close());
  return { served: opening.served, log };
}

/** What is wrong, the file it is in, and the place. */
const wrong: readonly (readonly [string, unknown, unknown, string, string, RegExp])[] = [
  ["a newer version", { ...good, manifestVersion: 2 }, [record], manifestFile, "/manifestVersion", /2/],
  ["a manifest that is cut off", compiled.stdout.slice(0, 500), [record], manifestFile, "", /JSON/],
  ["an empty manifest", "", [record], manifestFile, "", /JSON/],
  ["another document", {}, [record], manifestFile, "/manifestVersion", /./],
  [
    "a share edited by hand",
    changed(good, (copy) => (copy.apps[0].share.effective = "everybody")),
    [record],
    manifestFile,
    "/apps/0/share/effective",
    /everybody/,
  ],
  [
    "a port edited by hand",
    changed(good, (copy) => (copy.apps[0].upstream.port = 0)),
    [record],
    manifestFile,
    "/apps/0/upstream/port",
    /0/,
  ],
  [
    "overlapping guards",
    changed(good, (copy) => (copy.apps[2].when = copy.apps[1].when)),
    [record],
    manifestFile,
    "/apps/2/when",
    /both/,
  ],
  ["records that are cut off", good, JSON.stringify([record]).slice(0, -20), workspacesFile, "", /JSON/],
  [
    "a record of another template",
    good,
    [{ ...record, template: { name: "other" } }],
    workspacesFile,
    "/0/template",
    /other/,
  ],
  [
    "a record of another build",
    good,
    [{ ...record, template: { name: "ai-task", digest: "sha256:x" } }],
    workspacesFile,
    "/0/template",
    /sha256:x/,
  ],
  [
    "an unknown agent",
    good,
    { workspaces: [record, { ...record, name: "b", agents: { nope: record.agents.main } }] },
    workspacesFile,
    "/workspaces/1/agents/nope",
    /nope/,
  ],
  [
    "an unknown answer",
    good,
    [{ ...record, parameters: { stack: "cobol" } }],
    workspacesFile,
    "/0/parameters/stack",
    /cobol/,
  ],
  [
    "an address with a port",
    good,
    [changed(record, (copy) => (copy.agents.main.address = "127.0.0.1:80"))],
    workspacesFile,
    "/0/agents/main/address",
    /127/,
  ],
  ["the same workspace twice", good, [record, record], workspacesFile, "/1/name", /dev/],
  ["an unknown field", good, [{ ...record, isAdmin: true }], workspacesFile, "/0/isAdmin", /./],
];

describe("bad input", () => {
  it.each(wrong)(
    "%s: refused with the place, the old state kept, and told",
    async (_name, manifest, workspaces, where, pointer, text) => {
      const { served, log } = await opened();
      const before = served.state;
      write(manifest, workspaces);
      await served.reload();
      expect(served.state).toBe(before);
      expect(served.problems).toMatchObject([{ file: where }]);
      const [problem] = served.problems;
      expect(problem?.path).toBe(pointer);
      expect(problem?.error).toMatch(text);
      expect(log).toMatchObject([{ event: "reload-refused", part: "state", file: where }]);
      write(good, [record]);
      await served.reload();
      expect(served.problems).toEqual([]);
      expect(served.state).not.toBe(before);
      expect(served.reloads).toEqual({ taken: 1, refused: 1 });
    },
  );

  it.each(wrong)("%s: nothing is served to begin with", async (_name, manifest, workspaces, where, pointer) => {
    write(manifest, workspaces);
    const opening = await openSources(sources(), () => {});
    expect(opening).toMatchObject({ ok: false, problem: { file: where, path: pointer } });
  });

  it("a file that isn't there any more", async () => {
    const { served } = await opened();
    rmSync(workspacesFile);
    await served.reload();
    expect(served.problems).toMatchObject([{ file: workspacesFile, error: "no such file or directory" }]);
  });

  it("manifests of two deployments", async () => {
    const other = file("other.json");
    writeFileSync(
      other,
      JSON.stringify(changed(good, (copy) => (copy.deployment.accessUrl = "https://other.example.com"))),
    );
    const files = { manifests: [manifestFile, other], workspaces: workspacesFile };
    const opening = await openSources(sources({ files }), () => {});
    expect(opening).toMatchObject({ ok: false, problem: { file: other, path: "/deployment" } });
  });
});

describe("files that are watched", () => {
  it("are read again when they changed before anybody watched", async () => {
    const { served } = await opened();
    write(good, [{ ...record, name: "other" }]);
    served.watch(20);
    await expect.poll(() => served.state.workspaces[0]?.name).toBe("other");
    served.close();
    write(good, [record]);
  });

  it("are read when they change, also when they are replaced as a whole", async () => {
    const { served } = await opened();
    served.watch(20);
    writeFileSync(file("new.json"), JSON.stringify([{ ...record, name: "other" }]));
    renameSync(file("new.json"), workspacesFile);
    await expect.poll(() => served.state.workspaces[0]?.name).toBe("other");
    write(good, "[{");
    await expect.poll(() => served.problems.length).toBe(1);
    expect(served.state.workspaces[0]?.name).toBe("other");
    write(good, [record]);
    await expect.poll(() => served.state.workspaces[0]?.name).toBe("dev");
    expect(served.problems).toEqual([]);
  });
});

describe("secrets, keys and certificates", () => {
  const secretFile = file("secret");
  const text = "a secret of thirty-two bytes, at least";
  const source = (key: IdentitySource["key"]): IdentitySource => ({
    issuer: "https://coder.corp.test",
    audience: "templatecheck",
    key,
  });

  it("are read again, and the old ones kept where the new ones are none", async () => {
    writeFileSync(secretFile, `${text}\n`);
    const { served } = await opened({ identity: source({ kind: "secret-file", file: secretFile }) });
    const token = await tokenOf("bob");
    expect(await served.identity?.viewer(token)).not.toBeNull();
    writeFileSync(secretFile, "short");
    await served.reload();
    expect(served.problems).toEqual([{ file: secretFile, path: "", error: "has 5 bytes, 32 are needed" }]);
    expect(await served.identity?.viewer(token)).not.toBeNull();
    writeFileSync(secretFile, "another secret that is long enough");
    await served.reload();
    expect(await served.identity?.viewer(token)).toBeNull();
  });

  it.each(["{}", '{"keys":[]}', '{"keys":[{}]}', "x", '{"keys":{}}'])("%s is no key set", async (keys) => {
    writeFileSync(file("keys.json"), keys);
    const identity = source({ kind: "keys-file", file: file("keys.json") });
    expect(await openSources(sources({ identity }), () => {})).toMatchObject({
      ok: false,
      problem: { file: file("keys.json") },
    });
  });

  it("of TLS have to belong together", async () => {
    const [one, two] = [selfSigned("one.test"), selfSigned("two.test")];
    const tls = { cert: file("cert.pem"), key: file("key.pem") };
    writeFileSync(tls.cert, one.cert);
    writeFileSync(tls.key, one.key);
    const { served } = await opened({ tls });
    const parts: string[] = [];
    served.changed = (part) => parts.push(part);
    writeFileSync(tls.key, two.key);
    await served.reload();
    expect(served.problems).toMatchObject([
      { file: tls.cert, error: expect.stringContaining("no certificate with its key") },
    ]);
    expect(served.tls).toEqual(one);
    writeFileSync(tls.cert, two.cert);
    await served.reload();
    expect(served.tls).toEqual(two);
    expect(parts).toEqual(["state", "state", "tls"]);
  });
});
