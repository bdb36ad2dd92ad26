import { expect, it } from "vitest";
import { addressReader } from "../../src/gateway/address.ts";
import { cleanAnswer, cors, type HeaderLines } from "../../src/gateway/cors.ts";
import { disagreements, readTable } from "../tables.ts";

interface Row {
  readonly kind: string;
  readonly note?: string;
  readonly wildcard?: string;
  readonly host?: string;
  readonly path?: string;
  readonly corsBehavior: string;
  readonly method: string;
  readonly requestHeaders: HeaderLines;
  readonly appAnswers: { readonly status: number; readonly headers: HeaderLines } | null;
  readonly status: number;
  readonly reachedApp: boolean;
  readonly responseHeaders: HeaderLines;
  readonly panicked?: boolean;
}

const rows = readTable<Row>("cors");

function header(lines: HeaderLines, name: string): string | null {
  const found = lines.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value.trim());
  return found.length === 0 ? null : found.join(", ");
}

function first(lines: HeaderLines, name: string): string | null {
  return lines.find(([key]) => key.toLowerCase() === name)?.[1].trim() ?? null;
}

interface Answer {
  readonly status: number;
  readonly reachedApp: boolean;
  readonly responseHeaders: HeaderLines;
}

function answer(row: Row): Answer {
  const reader = addressReader(row.wildcard ?? "*--apps.corp.test", "https://coder.corp.test");
  const address = reader.read(row.host ?? "coder.corp.test", row.path ?? "/");
  if (address.kind !== "app" && address.kind !== "port") return { status: 400, reachedApp: false, responseHeaders: [] };
  const decision = cors(
    { method: address.method, owner: address.owner },
    {
      method: row.method,
      origin: first(row.requestHeaders, "origin"),
      requestMethod: first(row.requestHeaders, "access-control-request-method"),
      requestHeaders: header(row.requestHeaders, "access-control-request-headers"),
    },
    row.corsBehavior === "passthru" ? "passthru" : "simple",
    reader.wildcard,
  );
  if (decision.preflight)
    return {
      status: decision.preflight.status,
      reachedApp: false,
      responseHeaders: byName(decision.preflight.headers),
    };
  const own = row.appAnswers ?? { status: 200, headers: [] };
  const kept = decision.strips ? cleanAnswer(own.headers) : own.headers;
  return { status: own.status, reachedApp: true, responseHeaders: byName([...kept, ...decision.add]) };
}

function byName(lines: HeaderLines): HeaderLines {
  const relevant = /^(access-control-|vary$|timing-allow-origin$|cross-origin-)/i;
  return lines
    .filter(([name]) => relevant.test(name))
    .map(
      ([name, value]) =>
        [name.toLowerCase().replace(/(^|-)[a-z]/g, (text) => text.toUpperCase()), value.trim()] as const,
    )
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Where the documented behaviour is kept and Coder's code falls short of it: docs/differences.md, by these names. */
const differences: Readonly<Record<string, (row: Row) => boolean>> = {
  // Coder's server panics and answers 500.
  "malformed-origin": (row) => row.panicked === true,
  // Coder knows seven methods, and writes them in upper case.
  "methods-as-asked": (row) =>
    row.kind === "actual-method"
      ? !["HEAD", "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].includes(row.method)
      : row.kind === "preflight-method" && !/^(HEAD|GET|POST|PUT|PATCH|DELETE|OPTIONS)?$/.test(asked(row)),
  // Coder capitalises the names and drops what it doesn't take for one.
  "headers-as-asked": (row) =>
    row.kind !== "path-app" && !row.reachedApp && Boolean(header(row.requestHeaders, "access-control-request-headers")),
  // Coder drops whole lines only.
  "vary-in-lines": (row) =>
    (row.corsBehavior !== "passthru" || row.kind === "path-app") &&
    row.reachedApp &&
    (row.appAnswers?.headers ?? []).some(
      ([name, value]) =>
        name.toLowerCase() === "vary" && (value.includes(",") || /request-methods?$/i.test(value.trim())),
    ),
  // Coder serves short ports without an agent, and ports with leading zeros.
  "port-with-agent": (row) => /^(443--dev|0[0-9]+s?)--/.test(row.host ?? ""),
};

function asked(row: Row): string {
  return first(row.requestHeaders, "access-control-request-method") ?? "";
}

/** Not for apps: Coder's dashboard answers, or the label signs out. */
const notForApps = (row: Row): boolean =>
  row.host?.startsWith("coder-logout--") === true || (row.kind === "target-host" && !row.reachedApp);

const names = Object.keys(differences);
const nameOf = (row: Row): string | undefined => names.find((name) => differences[name]?.(row));

function compare(compared: readonly Row[], without: readonly string[] = []): ReturnType<typeof disagreements<Row>> {
  const relevant = (lines: HeaderLines): HeaderLines => byName(lines).filter(([name]) => !without.includes(name));
  return disagreements(compared, (row) => {
    const actual = answer(row);
    return {
      expected: { status: row.status, reachedApp: row.reachedApp, responseHeaders: relevant(row.responseHeaders) },
      actual: { ...actual, responseHeaders: relevant(actual.responseHeaders) },
    };
  });
}

it("answers as Coder does", () => {
  const compared = rows.filter((row) => nameOf(row) === undefined && !notForApps(row));
  expect(compared.length).toBeGreaterThan(500);
  expect(compare(compared)).toEqual([]);
});

it("headers-as-asked: only the names of headers are written in another way", () => {
  const compared = rows.filter((row) => nameOf(row) === "headers-as-asked");
  expect(compared.length).toBeGreaterThan(50);
  expect(compare(compared, ["Access-Control-Allow-Headers"])).toEqual([]);
  for (const row of compared) {
    const { responseHeaders } = answer(row);
    if (header(responseHeaders, "access-control-allow-origin") === null) continue;
    const echoed = header(responseHeaders, "access-control-allow-headers");
    expect(echoed).toBe(header(row.requestHeaders, "access-control-request-headers"));
  }
});

it("methods-as-asked: every method is allowed, as it is written", () => {
  const compared = rows.filter((row) => nameOf(row) === "methods-as-asked");
  expect(compared.length).toBeGreaterThan(10);
  for (const row of compared) {
    const actual = answer(row);
    const own = first(row.requestHeaders, "origin")?.includes("--alice--") === true;
    if (own)
      expect(first(actual.responseHeaders, "access-control-allow-origin")).toBe(first(row.requestHeaders, "origin"));
    if (own && !actual.reachedApp)
      expect(first(actual.responseHeaders, "access-control-allow-methods")).toBe(asked(row));
  }
});

it("malformed-origin: is an origin that isn't allowed", () => {
  const compared = rows.filter((row) => nameOf(row) === "malformed-origin");
  expect(compared.length).toBeGreaterThan(10);
  for (const row of compared) {
    const { status, responseHeaders } = answer(row);
    expect(status).toBe(200);
    expect(header(responseHeaders, "access-control-allow-origin")).toBeNull();
  }
});

it("vary-in-lines: no value that the gateway decides is left of the app's", () => {
  const compared = rows.filter((row) => nameOf(row) === "vary-in-lines");
  expect(compared.length).toBeGreaterThan(40);
  for (const row of compared) {
    const own = (row.appAnswers?.headers ?? [])
      .filter(([name]) => name.toLowerCase() === "vary")
      .flatMap(([, value]) => value.split(",").map((text) => text.trim().toLowerCase()))
      .filter((text) => text !== "" && !/^(origin|access-control-request-(method|headers))$/.test(text));
    const values = answer(row)
      .responseHeaders.filter(([name]) => name === "Vary" || name === "vary")
      .flatMap(([, value]) => value.split(",").map((text) => text.trim().toLowerCase()));
    expect(values.toSorted()).toEqual([...own, "origin"].toSorted());
  }
});

it("port-with-agent: other ports have no address, and nobody may ask them", () => {
  const compared = rows.filter((row) => nameOf(row) === "port-with-agent");
  expect(compared.length).toBeGreaterThan(3);
  for (const row of compared) expect(answer(row)).toEqual({ status: 400, reachedApp: false, responseHeaders: [] });
});
