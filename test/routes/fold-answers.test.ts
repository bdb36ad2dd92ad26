import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/routes/drafts.ts";
import { type AppEntry, foldAnswers } from "../../src/routes/fold-answers.ts";
import type { Read } from "../../src/terraform/choice.ts";

const port = { key: "parameter:port", values: ["8080", "9090", null] };
const [first, second, other]: Read[] = [0, 1, 2].map((pick) => ({ domain: port, pick }));

function app(upstream: AppEntry["upstream"], name = "App"): AppEntry {
  return {
    slug: "app",
    agent: "main",
    kind: "proxy",
    display: { name, icon: null, order: null, group: null, hidden: false, openIn: "tab", tooltip: null },
    upstream,
    access: { method: "path", hostname: null, label: null, aliases: [], path: "/" },
    share: { declared: "owner", effective: "owner", limitedBy: [] },
    healthcheck: null,
    source: { address: "coder_app.app", file: "main.tf", line: 1, column: 1, via: [] },
  };
}

const typed = app({ scheme: "http", port: { parameter: "port" }, path: "/{parameter:port}/", query: null });

function fixed(at: number, path = `/${at}/`, name?: string): AppEntry {
  return app({ scheme: "http", port: at, path, query: null }, name);
}

function folded(...drafts: readonly Draft<AppEntry>[]): readonly (readonly [unknown, number])[] {
  return foldAnswers(drafts).map(({ entry, reads }) => [entry.upstream?.port, reads.length]);
}

describe("entries for single answers", () => {
  it("are folded into the one with the parameter", () => {
    expect(
      folded(
        { entry: fixed(8080), reads: [[first!]] },
        { entry: fixed(9090), reads: [[second!]] },
        { entry: typed, reads: [[other!]] },
      ),
    ).toEqual([[{ parameter: "port" }, 3]]);
  });

  it("stay where filling in the answer says something else", () => {
    const open = { entry: typed, reads: [[other!]] };
    for (const entry of [fixed(9090), fixed(8080, "/"), fixed(8080, "/8080/", "Other")]) {
      expect(folded({ entry, reads: [[first!]] }, open)).toHaveLength(2);
    }
  });

  it("stay where the answer isn't what they depend on", () => {
    expect(folded({ entry: fixed(8080), reads: [[]] }, { entry: typed, reads: [[other!]] })).toHaveLength(2);
  });

  it("are folded where some answers and the workspace's name stay open", () => {
    const dir = { key: "parameter:dir", values: ["a b", null] };
    const [known, any]: Read[] = [0, 1].map((pick) => ({ domain: dir, pick }));
    const to = (at: 8080 | { parameter: string }, path: string): AppEntry =>
      app({ scheme: "http", port: at, path: `/{owner}/${path}`, query: null }, "{workspace|upper}");
    const open = { parameter: "port" };
    expect(
      folded(
        { entry: to(8080, "a%20b"), reads: [[first!, known!]] },
        { entry: to(8080, "{parameter:dir}"), reads: [[first!, any!]] },
        { entry: to(open, "a%20b"), reads: [[other!, known!]] },
        { entry: to(open, "{parameter:dir}"), reads: [[other!, any!]] },
      ),
    ).toEqual([[open, 4]]);
  });

  it("leave what is so for other answers", () => {
    expect(folded({ entry: fixed(8080), reads: [[first!], [second!]] }, { entry: typed, reads: [[other!]] })).toEqual([
      [8080, 1],
      [{ parameter: "port" }, 2],
    ]);
  });
});
