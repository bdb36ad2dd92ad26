import { describe, expect, it } from "vitest";
import { forwardedUri } from "../../src/routing/forward.ts";
import type { TextPart } from "../../src/routing/placeholder.ts";
import { isLoopbackHost, readUpstream } from "../../src/routing/upstream.ts";
import { disagreements, readTable } from "../tables.ts";

interface Row {
  readonly appUrl: string;
  readonly method: "subdomain" | "path";
  readonly uri: string;
  readonly outcome: string;
  readonly upstream?: string | null;
  readonly upstreamSawUri?: string;
  readonly location?: string;
}

const rows = readTable<Row>("app-url");

describe("the table app-url", () => {
  it("refuses the URLs that Coder can't read, and the ports that it refuses", () => {
    const answered = rows.filter((row) => row.outcome !== "redirect");
    const different = disagreements(answered, (row) => {
      const read = readUpstream(row.appUrl);
      const reached = read.ok && read.upstream.scheme === "http" ? `${JSON.stringify(read.upstream.port)}` : null;
      switch (row.outcome) {
        case "server-error":
          return { expected: "unparsable", actual: read.ok || read.code };
        case "reserved-port":
          return { expected: "reserved-port", actual: read.ok || read.code };
        case "invalid-port":
          return { expected: "port-range", actual: read.ok || read.code };
        default:
          // Where Coder reached nothing (502), there was no server at that port, or no HTTP.
          return row.upstream === null
            ? { expected: true, actual: reached !== "31880" && reached !== "31881" }
            : { expected: row.upstream, actual: reached };
      }
    });
    expect(different).toEqual([]);
    expect(rows.length).toBe(371);
  });

  const forwarded = rows.filter((row) => row.upstreamSawUri !== undefined);
  const leadsUpwards = (row: Row): boolean => /(^|\/)(\.|%2e){2}(\/|$)/.test(row.uri);
  const saw = (row: Row): string | null => {
    const read = readUpstream(row.appUrl);
    const answer = read.ok ? forwardedUri(read.upstream, row.uri) : null;
    return answer?.kind === "forward" ? answer.uri : null;
  };

  it("forwards what Coder forwards", () => {
    const same = forwarded.filter((row) => !leadsUpwards(row));
    expect(disagreements(same, (row) => ({ expected: row.upstreamSawUri, actual: saw(row) }))).toEqual([]);
  });

  it("difference: .. is resolved before the base path is prefixed", () => {
    const upwards = forwarded.filter(leadsUpwards);
    expect(upwards.map((row) => saw(row)).filter((uri) => uri === null || /\.\.|%2e/.test(uri))).toEqual([]);
    expect(upwards.length).toBe(23);
  });

  it("redirects to the query of the URL where Coder does", () => {
    const slash = rows.filter((row) => row.outcome === "redirect" && row.uri !== "");
    const different = disagreements(slash, (row) => {
      const read = readUpstream(row.appUrl);
      const answer = read.ok ? forwardedUri(read.upstream, row.uri) : null;
      return { expected: row.location, actual: answer?.kind === "redirect" ? answer.location : null };
    });
    expect(different).toEqual([]);
    expect(slash.length).toBe(4);
  });
});

const hole = (name: string, ...filters: readonly ("lower" | "upper" | "urlencode")[]): TextPart => ({
  hole: name,
  filters,
});

describe("readUpstream", () => {
  it("knows default ports, and gives an empty path its slash", () => {
    expect(readUpstream("http://localhost?folder=/home")).toMatchObject({
      upstream: { scheme: "http", port: 80, path: "/", query: "folder=/home" },
    });
    expect(readUpstream("HTTPS://localhost/x?")).toMatchObject({
      upstream: { scheme: "https", port: 443, path: "/x", query: null },
      host: "localhost",
    });
  });

  it("keeps placeholders, and doubles literal braces", () => {
    expect(
      readUpstream([
        "http://localhost:8080/u/",
        hole("owner", "lower"),
        "/{x}?q={y}&w=",
        hole("workspace", "urlencode"),
      ]),
    ).toMatchObject({
      upstream: { port: 8080, path: "/u/{owner|lower}/%7Bx%7D", query: "q={{y}}&w={workspace|urlencode}" },
    });
  });

  it("takes a port from a parameter", () => {
    expect(readUpstream(["http://", hole("workspace"), ".local:", hole("parameter:my port"), "/x"])).toMatchObject({
      upstream: { port: { parameter: "my port" }, path: "/x" },
      host: "{workspace}.local",
    });
    expect(readUpstream(["https://[::1]:", hole("parameter:p"), "?a#b"])).toMatchObject({
      upstream: { scheme: "https", port: { parameter: "p" }, path: "/", query: "a" },
    });
  });

  it.each<[readonly TextPart[], string]>([
    [[hole("accessUrl"), "/x"], "{accessUrl}"],
    [["http://localhost:80", hole("parameter:p")], "{parameter:p}"],
    [["http://localhost:", hole("workspace")], "{workspace}"],
    [["http://", hole("parameter:host"), ":80/"], "{parameter:host}"],
    [["http:", hole("parameter:x")], "{parameter:x}"],
    [["http://localhost:80/%4", hole("workspace")], "{workspace}"],
  ])("leaves %j undecided", (parts, wrong) => {
    expect(readUpstream(parts)).toMatchObject({ ok: false, code: "undecided", wrong });
  });

  it("shows what is wrong with braces as they were written", () => {
    expect(readUpstream("http://a{b}/")).toMatchObject({ ok: false, code: "unparsable", error: 'has "{" in its host' });
    expect(readUpstream("http://localhost:65536")).toMatchObject({ ok: false, code: "port-range", wrong: "65536" });
    expect(readUpstream("ftp://localhost")).toMatchObject({ ok: false, code: "scheme", wrong: "ftp" });
  });

  it("isn't confused by texts that look like its marks", () => {
    expect(readUpstream(["http://localhost/holeq0q/", hole("workspace")])).toMatchObject({
      upstream: { path: "/holeq0q/{workspace}" },
    });
  });
});

it("knows hosts that mean the machine itself", () => {
  expect(["localhost", "127.0.0.1", "127.1", "::1", "0.0.0.0", ""].every(isLoopbackHost)).toBe(true);
  expect(["example.com", "10.0.0.1", "localhost.example.com", "{workspace}"].some(isLoopbackHost)).toBe(false);
});
