import { describe, expect, it } from "vitest";
import { fillPort, fillText, fillUpstream, type PlaceholderValues } from "../../src/manifest/placeholders.ts";

const values: PlaceholderValues = {
  names: new Map([
    ["workspace", "Dev"],
    ["owner", "alice"],
  ]),
  parameters: new Map([
    ["port", "3000"],
    ["low", "8"],
    ["path", "a b/é"],
    ["query", "a b&c=?"],
    ["evil", "x?y#z"],
  ]),
};

describe("fillText", () => {
  it("fills in names and answers, and halves braces", () => {
    expect(fillText("{workspace|lower}--{owner}{{x}}/{parameter:path|urlencode}", values)).toEqual({
      ok: true,
      value: "dev--alice{x}/a+b%2F%C3%A9",
    });
  });

  it("refuses what isn't known or isn't well formed", () => {
    expect(fillText("{agent}", values)).toMatchObject({ ok: false, error: "agent is not known" });
    expect(fillText("{parameter:x}", values)).toMatchObject({ ok: false });
    expect(fillText("{", values)).toMatchObject({ ok: false });
  });
});

describe("fillPort", () => {
  it("takes ports from 9 to 65535", () => {
    expect(fillPort(80, values)).toEqual({ ok: true, value: 80 });
    expect(fillPort({ parameter: "port" }, values)).toEqual({ ok: true, value: 3000 });
    expect(fillPort({ parameter: "low" }, values)).toMatchObject({ ok: false });
    expect(fillPort({ parameter: "path" }, values)).toMatchObject({ ok: false });
    expect(fillPort({ parameter: "none" }, values)).toMatchObject({ ok: false });
  });
});

describe("fillUpstream", () => {
  const upstream = {
    scheme: "http",
    port: { parameter: "port" },
    path: "/{parameter:path}",
    query: "q={parameter:query}",
  } as const;

  it("keeps answers in their part of the URL", () => {
    expect(fillUpstream(upstream, values)).toEqual({
      ok: true,
      value: { scheme: "http", port: 3000, path: "/a%20b/%C3%A9", query: "q=a%20b&c=?" },
    });
    expect(fillUpstream({ ...upstream, path: "/{parameter:evil}" }, values)).toMatchObject({ ok: false });
    expect(fillUpstream({ ...upstream, query: "{parameter:evil}" }, values)).toMatchObject({ ok: false });
    expect(fillUpstream({ ...upstream, path: "/{parameter:evil|urlencode}", query: null }, values)).toMatchObject({
      ok: true,
      value: { path: "/x%3Fy%23z", query: null },
    });
  });
});
