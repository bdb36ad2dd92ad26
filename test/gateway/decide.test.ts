import { expect, it } from "vitest";
import type { HeaderLines } from "../../src/gateway/cors.ts";
import { createGateway, type Decision, type Gateway } from "../../src/gateway/decide.ts";
import type { WorkspaceAgent, WorkspaceRecord } from "../../src/gateway/viewer.ts";
import type { Manifest, ManifestApp } from "../../src/manifest/types.ts";
import { portOf } from "../../src/routing/port-text.ts";
import { readTable } from "../tables.ts";
import { agentNamed, app, manifest, viewerNamed, workspace } from "./setting.ts";

/** As the tables call what Coder answers. */
function outcomeOf(decision: Decision): string {
  switch (decision.kind) {
    case "forward":
      return "allowed";
    case "bad-request":
      return "unparsable";
    case "unavailable":
      return decision.reason;
    case "logout":
      return "redirect";
    default:
      return decision.kind;
  }
}

function gatewayOf(manifests: readonly Manifest[], records: readonly WorkspaceRecord[]): Gateway {
  const made = createGateway(manifests, records);
  if (!made.ok) throw new Error(JSON.stringify(made));
  return made.gateway;
}

function ask(gateway: Gateway, host: string | null, uri: string, viewer: string, method = "GET"): Decision {
  const request = {
    method,
    host: host ?? "coder.corp.test",
    uri,
    origin: null,
    requestMethod: null,
    requestHeaders: null,
  };
  return gateway.decide(request, viewerNamed(viewer));
}

const ownerId = "7d9e1f0a-0000-4000-8000-000000000001";

const methods = ["subdomain", "path"] as const;

/** `web` is public by subdomain; its path has an entry of its own, since here an app is served by the method it declares. */
function lookupGateway(method: (typeof methods)[number]): Gateway {
  const web = app({ slug: "web", share: "public", method });
  const templates = {
    one: manifest([web], { template: { name: "one", digest: "sha256:1", sources: [] } }),
    two: manifest([web], {
      template: { name: "two", digest: "sha256:2", sources: [] },
      agents: [agentNamed("gpu"), agentNamed("main")],
    }),
    caps: manifest([app({ slug: "web", agent: "Main", share: "public", method })], {
      template: { name: "caps", digest: "sha256:3", sources: [] },
      agents: [agentNamed("Main")],
    }),
    kinds: manifest(
      [
        app({ slug: "term", kind: "command", method: "none", share: "public" }),
        app({ slug: "ext", kind: "external", method: "none", share: "public" }),
        app({ slug: "hid", share: "public", method }),
        app({ slug: "sick", share: "public", method }),
      ],
      { template: { name: "kinds", digest: "sha256:4", sources: [] } },
    ),
  };
  const connected = { address: "127.0.0.1", status: "connected" } as const;
  const record = (name: string, template: string, changes: Partial<WorkspaceRecord> = {}): WorkspaceRecord =>
    workspace({ name, template: { name: template }, ...changes });
  return gatewayOf(Object.values(templates), [
    record("one", "one", { id: null }),
    record("two", "two", {
      id: null,
      agents: new Map<string, WorkspaceAgent>([
        ["main", connected],
        ["gpu", { address: "127.0.0.1", status: "timeout" }],
      ]),
    }),
    record("caps", "caps", { id: null, agents: new Map([["Main", connected]]) }),
    record("down", "one", { id: null, agents: new Map([["main", { address: "127.0.0.1", status: "connecting" }]]) }),
    record("off", "one", { id: null, state: "stopped" }),
    record("kinds", "kinds", { id: null }),
  ]);
}

interface LookupRow {
  readonly viewer: string;
  readonly host: string | null;
  readonly uri: string;
  readonly outcome: string;
}

const lookupRows = readTable<LookupRow>("lookup-states");

type Row = Pick<LookupRow, "viewer" | "host" | "uri" | "outcome">;

const absent = ({ viewer }: { readonly viewer: string }): string => (viewer === "anonymous" ? "sign-in" : "not-found");

/** docs/differences.md, by these names: which rows it touches, and what the answer is here. */
const differences: readonly {
  readonly name: string;
  readonly touches: (row: Row) => boolean;
  readonly outcome: (row: Row) => string;
}[] = [
  {
    name: "own-agent",
    touches: ({ host }) => /^web--(main|nope)--caps--/.test(host ?? ""),
    outcome: absent,
  },
  {
    name: "not-proxied",
    touches: ({ host, uri }) => /^(term|ext)--kinds--/.test(host ?? "") || /\/kinds\/apps\/(term|ext)\//.test(uri),
    outcome: absent,
  },
  {
    name: "ports-by-hostname",
    touches: ({ uri }) => /\/apps\/[0-9]+\/|\/\.main\//.test(uri),
    outcome: () => "unparsable",
  },
  {
    name: "private-and-absent",
    touches: ({ host, uri, viewer, outcome }) =>
      (viewer === "anonymous" && (outcome === "not-found" || outcome === "server-error")) ||
      // Who may not open it isn't told that the workspace is stopped; nor who asks for what isn't there.
      (outcome === "workspace-offline" &&
        (host?.startsWith("nope--") === true ||
          (viewer !== "workspace owner" && (host === null || host.startsWith("31880"))) ||
          uri === "")),
    outcome: absent,
  },
];

it("finds what Coder finds, in every state", () => {
  const byMethod = { subdomain: lookupGateway("subdomain"), path: lookupGateway("path") };
  const touched = new Map<string, number>();
  const wrong: string[] = [];
  for (const row of lookupRows) {
    const uri = row.uri.replace("{owner id}", ownerId);
    const host = row.host?.replace("{owner id}", ownerId) ?? null;
    const actual = outcomeOf(ask(byMethod[row.host === null ? "path" : "subdomain"], host, uri, row.viewer));
    const difference = differences.find(({ touches }) => touches(row));
    if (difference) touched.set(difference.name, (touched.get(difference.name) ?? 0) + 1);
    const expected = difference?.outcome(row) ?? row.outcome;
    if (actual !== expected) wrong.push(`${actual}, ${expected} expected: ${JSON.stringify(row)}`);
  }
  expect(wrong).toEqual([]);
  expect([...touched.keys()].toSorted()).toEqual(differences.map(({ name }) => name).toSorted());
});

interface PortRow {
  readonly text: string;
  readonly agent: string;
  readonly agentsInWorkspace: number;
  readonly viewer: string;
  readonly method: "subdomain" | "path";
  readonly label?: string;
  readonly path?: string;
  readonly outcome: string;
}

const portRows = readTable<PortRow>("port-or-app-server");

/** docs/differences.md, by these names. */
const portDifferences: readonly {
  readonly name: string;
  readonly touches: (row: PortRow) => boolean;
  readonly outcome: (row: PortRow) => string;
}[] = [
  {
    name: "ports-by-hostname",
    touches: ({ method, text }) => method === "path" && portOf(text).isPort,
    outcome: () => "unparsable",
  },
  {
    name: "port-form",
    touches: ({ text }) => portOf(text).isPort && /^0[0-9]/.test(text),
    outcome: () => "unparsable",
  },
  {
    // Coder ignores the agent of a port with other than four or five digits.
    name: "port-with-agent",
    touches: ({ text }) => portOf(text).isPort && !portOf(text).matchesPortRegex,
    outcome: ({ agent, text, viewer }) => {
      if (agent === "") return "unparsable";
      if (viewer === "anonymous") return "sign-in";
      if (viewer !== "workspace owner" || (agent !== "main" && agent !== "gpu")) return "not-found";
      if (agent === "gpu") return "agent-not-connected";
      return Number.parseInt(text, 10) < 9 ? "reserved-port" : "allowed";
    },
  },
  {
    name: "own-agent",
    touches: ({ agent, method, text, outcome }) =>
      method === "subdomain" && !portOf(text).isPort && agent !== "" && agent !== "main" && outcome !== "unparsable",
    outcome: absent,
  },
  {
    name: "private-and-absent",
    touches: ({ viewer, outcome }) => viewer === "anonymous" && outcome === "not-found",
    outcome: absent,
  },
];

it("takes for ports what Coder takes for ports", () => {
  const slugs = portRows.flatMap(({ text }) => (portOf(text).validAppSlug ? [text] : []));
  // Those that the recorded workspaces have.
  const apps = (method: (typeof methods)[number]): readonly ManifestApp[] =>
    [...new Set(slugs)].filter((slug) => recorded.has(slug)).map((slug) => app({ slug, share: "public", method }));
  const gateways = Object.fromEntries(
    methods.map((method) => [
      method,
      gatewayOf(
        [
          manifest(apps(method), { template: { name: "1", digest: "sha256:1", sources: [] } }),
          manifest(apps(method), {
            template: { name: "2", digest: "sha256:2", sources: [] },
            agents: [agentNamed("gpu"), agentNamed("main")],
          }),
        ],
        [
          workspace({ name: "one", template: { name: "1" }, id: null }),
          workspace({
            name: "two",
            id: null,
            template: { name: "2" },
            agents: new Map<string, WorkspaceAgent>([
              ["main", { address: "127.0.0.1", status: "connected" }],
              ["gpu", { address: "127.0.0.1", status: "timeout" }],
            ]),
          }),
        ],
      ),
    ]),
  );
  const touched = new Map<string, number>();
  const wrong: string[] = [];
  for (const row of portRows) {
    const gateway = gateways[row.method]!;
    const host = row.label === undefined ? null : `${row.label}--apps.corp.test`;
    const actual = outcomeOf(ask(gateway, host, row.path ?? "/", row.viewer));
    const difference = portDifferences.find(({ touches }) => touches(row));
    if (difference) touched.set(difference.name, (touched.get(difference.name) ?? 0) + 1);
    const expected = difference?.outcome(row) ?? row.outcome;
    if (actual !== expected) wrong.push(`${actual}, ${expected} expected: ${JSON.stringify(row)}`);
  }
  expect(wrong).toEqual([]);
  expect([...touched.keys()].toSorted()).toEqual(portDifferences.map(({ name }) => name).toSorted());
});

/** The slugs of the apps in the recorded workspaces, as the table lists them. */
const recorded: ReadonlySet<string> = new Set(
  (
    "0 00 000080 000080s 00080 0080 100000 100000s 12345s 1a 4294967376 443 5s 65535 65536 65536s 70000 7443s 8 80-80 " +
    "8080 8080-s 8080s 8080x 80s 9 99999 s ss web x8080"
  ).split(" "),
);

interface CorsRow {
  readonly accessMethod: "subdomain" | "path";
  readonly target: string;
  readonly viewer: string;
  readonly originIs: string;
  readonly origin: string | null;
  readonly method: string;
  readonly corsBehavior: "simple" | "passthru";
  readonly accessControlRequestMethod?: string;
  readonly accessControlRequestHeaders?: string;
  readonly host: string;
  readonly uri?: string | null;
  readonly status: number;
  readonly reachedApp: boolean;
  readonly redirectsTo?: string;
  readonly responseHeaders: HeaderLines;
}

const corsRows = readTable<CorsRow>("cors-server");

function corsGateway(method: (typeof methods)[number]): Gateway {
  const apps = (["owner", "authenticated", "public"] as const).map((share) =>
    app({ slug: `a-${share}`, share, method }),
  );
  const portShares = [{ agent: "main", port: 31881, protocol: "http", level: "public" }] as const;
  return gatewayOf(
    [
      manifest(apps, { template: { name: "dev", digest: "sha256:1", sources: [] } }),
      manifest(apps, { template: { name: "pass", digest: "sha256:2", sources: [] }, cors: { behavior: "passthru" } }),
    ],
    ["dev", "pass"].map((name) => workspace({ name, id: null, template: { name }, portShares })),
  );
}

function corsAnswer(gateway: Gateway, row: CorsRow): { readonly decision: Decision; readonly headers: HeaderLines } {
  const decision = gateway.decide(
    {
      method: row.method,
      host: row.host.replace("{accessHost}", "coder.corp.test"),
      uri: row.uri ?? "/",
      origin: row.origin,
      requestMethod: row.accessControlRequestMethod ?? null,
      requestHeaders: row.accessControlRequestHeaders ?? null,
    },
    viewerNamed(row.viewer),
  );
  if (decision.kind === "preflight") return { decision, headers: decision.headers };
  return { decision, headers: decision.kind === "forward" ? decision.cors.add : [] };
}

const isPreflight = (row: CorsRow): boolean => row.method === "OPTIONS" && row.accessControlRequestMethod !== undefined;

it("answers cross-origin requests as Coder does, where nobody has to sign in first", () => {
  const gateways = { subdomain: corsGateway("subdomain"), path: corsGateway("path") };
  const wrong: string[] = [];
  let compared = 0;
  for (const row of corsRows) {
    // The differences "malformed-origin" and "preflight-before-sign-in".
    if (row.status === 500 || (row.accessMethod === "subdomain" && isPreflight(row) && row.status !== 200)) continue;
    compared++;
    const { decision, headers } = corsAnswer(gateways[row.accessMethod], row);
    const outcome = decision.kind === "sign-in" ? 303 : decision.kind === "not-found" ? 404 : 200;
    const own = (lines: HeaderLines): string =>
      JSON.stringify(lines.filter(([name]) => /^(access-control-allow-origin|vary)$/i.test(name)).toSorted());
    const same = outcome === row.status && (outcome !== 200 || !row.reachedApp || decision.kind === "forward");
    if (!same || (outcome === 200 && own(headers) !== own(row.responseHeaders))) {
      wrong.push(`${decision.kind} ${JSON.stringify(headers)}: ${JSON.stringify(row)}`);
    }
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(compared).toBeGreaterThan(500);
});

it("preflight-before-sign-in: preflights are answered whoever asks, and alike for what isn't there", () => {
  const gateway = corsGateway("subdomain");
  const preflights = corsRows.filter(
    (row) => row.accessMethod === "subdomain" && isPreflight(row) && row.status !== 200,
  );
  expect(preflights.length).toBeGreaterThan(50);
  for (const row of preflights) {
    const { decision, headers } = corsAnswer(gateway, row);
    expect(decision.kind).toBe("preflight");
    const allowed = headers.find(([name]) => name === "Access-Control-Allow-Origin")?.[1];
    const isOwn = ["same app", "app of the same owner", "port of the same owner"].includes(row.originIs);
    expect(allowed).toBe(isOwn ? row.origin : undefined);
    const host = row.host.replace("--dev--", "--nope--").replace("--pass--", "--nope--");
    expect(corsAnswer(gateway, { ...row, host }).headers).toEqual(headers);
  }
});
