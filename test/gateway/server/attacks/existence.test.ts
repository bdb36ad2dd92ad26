import { describe, expect, it } from "vitest";
import { accessUrl, workspace } from "../../setting.ts";
import { type Answer, ask, hostOf, startBoth, tokenOf } from "../harness.ts";

const accessHost = new URL(accessUrl).host;

/** Asked for in all the ways of which only one is there, and that one is private. */
const addresses: readonly { readonly host: string; readonly path: string }[] = [
  { host: hostOf(), path: "/x" },
  { host: hostOf("nope"), path: "/x" },
  { host: hostOf("web", "nope"), path: "/x" },
  { host: hostOf("web", "dev", "nobody"), path: "/x" },
  { host: hostOf("web", "off"), path: "/x" },
  { host: "8080--main--dev--alice--apps.corp.test", path: "/x" },
  { host: "8080--nope--dev--alice--apps.corp.test", path: "/x" },
  { host: "7--main--dev--alice--apps.corp.test", path: "/x" },
  { host: "web--nope--dev--alice--apps.corp.test", path: "/x" },
  { host: hostOf("terminal"), path: "/x" },
];
const paths = ["web", "docs", "nope"].map((slug) => ({ host: accessHost, path: `/@alice/dev/apps/${slug}/x` }));

/** Without what the client itself sent, and what differs with every answer. */
function comparable(answer: Answer, { host, path }: { readonly host: string; readonly path: string }): unknown {
  const lines = answer.rawHeaders.map((text) =>
    text
      .replace(encodeURIComponent(host), "HOST")
      .replace(encodeURIComponent(path), "PATH")
      .replace(/templatecheck_state=[A-Za-z0-9_-]{22}/, "STATE")
      .replace(/templatecheck_state%3D[A-Za-z0-9_-]{22}/, "STATE"),
  );
  const date = lines.indexOf("Date");
  return [answer.status, lines.toSpliced(date, 2), answer.body];
}

async function answers(options: Parameters<typeof ask>[1], method: "subdomain" | "path"): Promise<readonly unknown[]> {
  const { port, app } = await startBoth({
    app: { share: "owner", method },
    apps: [{ slug: "terminal", kind: "command", method: "none" }],
    workspaces: [workspace(), workspace({ name: "off", state: "stopped", id: null })],
  });
  const seen: unknown[] = [];
  for (const address of method === "path" ? paths : addresses) {
    seen.push(comparable(await ask(port, { ...options, ...address }), address));
  }
  expect(app.seen).toEqual([]);
  return seen;
}

describe("what doesn't exist and what isn't yours", () => {
  it.each([
    ["nobody, on a page", async () => ({ headers: { accept: "text/html" } })],
    ["nobody, from a script", async () => ({ headers: { "sec-fetch-mode": "cors", origin: "https://evil.test" } })],
    ["nobody, with POST", async () => ({ method: "POST", body: "x" })],
    ["somebody else", async () => ({ token: await tokenOf("bob") })],
    ["somebody else, with HEAD", async () => ({ method: "HEAD", token: await tokenOf("bob") })],
    ["somebody of another organization", async () => ({ token: await tokenOf("eve", { organizations: ["other"] }) })],
    ["somebody whose account is suspended", async () => ({ token: await tokenOf("bob", { suspended: true }) })],
    [
      "a preflight",
      async () => ({
        method: "OPTIONS",
        headers: { origin: `https://${hostOf("x", "dev", "carol")}`, "access-control-request-method": "PUT" },
      }),
    ],
  ])("get the same bytes: %s", async (_name, options) => {
    for (const method of ["subdomain", "path"] as const) {
      const [first, ...others] = await answers(await options(), method);
      for (const other of others) expect(other).toEqual(first);
    }
  });

  it("are judged in one way: neither asks a file, a name or an app", async () => {
    // One answer of `decide`, from memory; `test/gateway/decide.test.ts` has the cases.
    const { port, log } = await startBoth({ app: { share: "owner" } });
    const token = await tokenOf("bob");
    await ask(port, { token });
    await ask(port, { token, host: hostOf("nope") });
    expect(log.map(({ outcome, status }) => [outcome, status])).toEqual([
      ["not-found", 404],
      ["not-found", 404],
    ]);
    expect(log.map(({ reason }) => reason)).toEqual(["not-shared-with-viewer", "unknown-app"]);
  });
});
