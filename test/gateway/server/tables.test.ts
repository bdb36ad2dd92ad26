import { describe, expect, it } from "vitest";
import { readTable } from "../../tables.ts";
import { accessUrl } from "../setting.ts";
import { ask, hostOf, startBoth, tokenOf } from "./harness.ts";

type Lines = readonly (readonly [string, string])[];

interface HeaderRow {
  readonly note: string;
  readonly sentHeaders: Lines;
  readonly status: number;
  readonly appSawHeaders: Lines;
}

/** As an app sees them, without what every client adds. */
function seenLines(rawHeaders: readonly string[]): Lines {
  const lines: [string, string][] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) lines.push([canonical(rawHeaders[at]!), rawHeaders[at + 1]!]);
  return sorted(lines.filter(([name]) => !["Host", "Connection", "User-Agent", "Accept-Encoding"].includes(name)));
}

function canonical(name: string): string {
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (text) => text.toUpperCase());
}

function sorted(lines: Lines): Lines {
  return lines.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** docs/differences.md, by these names: what they make of the lines that Coder's app saw. */
const differences: readonly { readonly name: string; readonly change: (lines: Lines, row: HeaderRow) => Lines }[] = [
  {
    name: "session-tokens",
    change: (lines, { sentHeaders }) =>
      lines.filter(
        ([name, value]) =>
          name !== "Coder-Session-Token" &&
          !(name === "Authorization" && value.includes("{session token}")) &&
          !(
            name === "Cookie" &&
            sentHeaders.some(([, sent]) => /^(coder_session_token =|__Host-coder_session_token=)s$/.test(sent))
          ),
      ),
  },
  { name: "empty-cookie", change: (lines) => lines.filter(([name, value]) => name !== "Cookie" || value !== "") },
  {
    name: "forwarded-headers",
    change: (lines) => [
      ...lines.filter(([name]) => !/^(X-Forwarded-.*|Forwarded|X-Real-Ip|True-Client-Ip|Cf-Connecting-Ip)$/.test(name)),
      ["X-Forwarded-For", "127.0.0.1"],
      ["X-Forwarded-Host", hostOf()],
      ["X-Forwarded-Proto", "https"],
    ],
  },
];

describe("the table request-headers", () => {
  it("reach an app as Coder forwards them, but for named differences", async () => {
    const { port, app } = await startBoth();
    const session = await tokenOf("alice");
    const rows = readTable<HeaderRow>("request-headers");
    const touched = new Set<string>();
    for (const row of rows) {
      let expected = sorted(row.appSawHeaders);
      for (const { name, change } of differences) {
        const changed = sorted(change(expected, row));
        if (JSON.stringify(changed) !== JSON.stringify(expected)) touched.add(name);
        expected = changed;
      }
      const headers = Object.fromEntries(
        row.sentHeaders.map(([name, value]) => [name, value.replace("{session token}", session)]),
      );
      app.seen.length = 0;
      expect((await ask(port, { headers })).status).toBe(row.status);
      expect(seenLines(app.seen[0]!.rawHeaders), JSON.stringify(row)).toEqual(expected);
    }
    expect(rows.length).toBeGreaterThan(15);
    expect([...touched].toSorted()).toEqual(differences.map(({ name }) => name).toSorted());
  });
});

interface CarrierRow {
  readonly share: "owner" | "public";
  readonly method: "subdomain" | "path";
  readonly carrier: string;
  readonly sentHeaders: Lines;
  readonly sentQuery: string;
  readonly outcome: "allowed" | "sign-in";
  readonly appSawUri?: string;
}

/** docs/differences.md: signed tokens come in one cookie or as a bearer, and each of them counts. */
const carriers = {
  difference: "token-carriers",
  touches: ({ carrier, outcome }: CarrierRow): boolean =>
    outcome === "allowed" && /header Coder-Session-Token|query|app cookie|cookie of/.test(carrier),
};

describe("the table token-carriers", () => {
  it("sign in as Coder's do, but for named differences, and never reach the app", async () => {
    const session = await tokenOf("alice");
    const rows = readTable<CarrierRow>("token-carriers");
    const different = new Map<string, number>();
    for (const share of ["owner", "public"] as const) {
      for (const method of ["subdomain", "path"] as const) {
        const { port, app } = await startBoth({ app: { share, method } });
        const host = method === "path" ? new URL(accessUrl).host : hostOf();
        const base = method === "path" ? "/@alice/dev/apps/web" : "";
        for (const row of rows.filter((candidate) => candidate.share === share && candidate.method === method)) {
          const headers = Object.fromEntries(
            row.sentHeaders.map(([name, value]) => [
              name,
              value
                .replace("coder_session_token=", "templatecheck_session=")
                .replaceAll("{session token}", session)
                .replace("{hash of the wildcard}", "abc"),
            ]),
          );
          const query = row.sentQuery.replace("{session token}", session);
          app.seen.length = 0;
          const answer = await ask(port, { host, path: `${base}/${query === "" ? "" : `?${query}`}`, headers });
          const actual = answer.status === 303 ? "sign-in" : answer.status === 200 ? "allowed" : String(answer.status);
          if (actual !== row.outcome) {
            const name = carriers.touches(row) ? carriers.difference : `unnamed: ${JSON.stringify(row)}`;
            different.set(name, (different.get(name) ?? 0) + 1);
          }
          const seen = JSON.stringify(app.seen);
          for (const secret of [session, "abcdefghij-abcdefghijabcdefghijab"]) expect(seen).not.toContain(secret);
          if (row.outcome === "allowed" && actual === "allowed") expect(app.seen[0]?.url).toBe("/");
        }
      }
    }
    expect([...different.keys()]).toEqual(["token-carriers"]);
    expect(different.get("token-carriers")).toBeLessThan(rows.length / 2);
  });

  it("every-carrier-counts: a bad cookie hides no good header, nor a bad header a good cookie", async () => {
    const { port } = await startBoth({ app: { share: "owner" } });
    const token = await tokenOf("alice");
    const expired = await tokenOf("alice", { exp: 1 });
    expect((await ask(port, { token, cookie: `templatecheck_session=${expired}` })).status).toBe(200);
    expect((await ask(port, { token: expired, cookie: `templatecheck_session=${token}` })).status).toBe(200);
    const both = `templatecheck_session=${expired}; templatecheck_session=${token}`;
    expect((await ask(port, { cookie: both })).status).toBe(200);
  });
});
