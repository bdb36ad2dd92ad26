import { describe, expect, it } from "vitest";
import { compileWildcard, hostnamesMatch, wildcardAppHost, wildcardCspHost } from "../../src/routing/wildcard.ts";
import { disagreements, readTable } from "../tables.ts";

describe("compileWildcard", () => {
  it("accepts the patterns that Coder accepts", () => {
    const rows = readTable<{ readonly pattern: string; readonly ok: boolean }>("wildcard-compile");
    const different = disagreements(rows, ({ pattern, ok }) => {
      const compiled = compileWildcard(pattern);
      expect(compiled.error === undefined).toBe(compiled.ok);
      return { expected: ok, actual: compiled.ok };
    });
    expect(different).toEqual([]);
    expect(rows.length).toBe(167);
  });

  it("matches the hosts that Coder matches", () => {
    const rows = readTable<{ readonly pattern: string; readonly host: string; readonly label: string | null }>(
      "wildcard-match",
    );
    const different = disagreements(rows, ({ pattern, host, label }) => ({
      expected: label,
      actual: compileWildcard(pattern).match(host),
    }));
    expect(different).toEqual([]);
    expect(rows.length).toBe(109);
  });

  it("takes hosts of any length", () => {
    const { match } = compileWildcard("*.apps.example.com");
    expect(match(" ".repeat(200_000))).toBeNull();
    expect(match(`${" ".repeat(200_000)}.apps.example.com`)).toBe(" ");
    expect(match(`x.apps.example.com:${"1".repeat(200_000)}x`)).toBeNull();
  });

  it("keeps the longest label where a port could be read in two ways", () => {
    expect(compileWildcard("*8:1.example").match("a8:8")).toBe("a8:");
    expect(compileWildcard("*:80.example").match("x:80 ")).toBe("x:80 ");
  });
});

it("finds the host of links", () => {
  const rows = readTable<{ readonly wildcardHost: string; readonly accessUrl: string; readonly result?: string }>(
    "wildcard-app-host",
  );
  const different = disagreements(rows, ({ wildcardHost, accessUrl, result }) => ({
    expected: result ?? null,
    actual: wildcardAppHost(wildcardHost, accessUrl),
  }));
  expect(different).toEqual([]);
  expect(rows.length).toBe(162);
  expect(wildcardAppHost("*.apps.example.com", "https://%zz")).toBeNull();
});

it("finds the source for a content security policy", () => {
  const rows = readTable<{ readonly host: string; readonly wildcardHost: string; readonly result: string }>(
    "wildcard-csp-host",
  );
  const different = disagreements(rows, ({ host, wildcardHost, result }) => ({
    expected: result,
    actual: wildcardCspHost(host, wildcardHost),
  }));
  expect(different).toEqual([]);
  expect(rows.length).toBe(48);
});

it("compares hosts", () => {
  const rows = readTable<{ readonly a: string; readonly b: string; readonly equal: boolean }>("hostnames-match");
  expect(disagreements(rows, ({ a, b, equal }) => ({ expected: equal, actual: hostnamesMatch(a, b) }))).toEqual([]);
  expect(rows.length).toBe(18);
});
