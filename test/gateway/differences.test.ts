import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { authorize } from "../../src/gateway/authorize.ts";
import { createRouter } from "../../src/gateway/router.ts";
import { parsePortForwards } from "../../src/routing/port-forward.ts";
import { app, manifest, viewer, workspace } from "./setting.ts";

const page = readFileSync("docs/differences.md", "utf8");
const rows = [...page.matchAll(/^\| `([a-z-]+)` \| /gm)].map(([, name]) => name ?? "");

/** How tests name the difference that they are about. */
const forms = [
  /\b(?:it|describe)(?:\.each\([\s\S]*?\))?\(\s*"([a-z]+(?:-[a-z]+)+): /g,
  /\bname: "([a-z]+(?:-[a-z]+)+)",\s+(?:touches|change):/g,
  /^ {2}"([a-z]+(?:-[a-z]+)+)": \(row\b/gm,
  /\bdifference: "([a-z]+(?:-[a-z]+)+)"/g,
];

const directory = path.resolve("test/gateway");
const named = new Set<string>();
for (const file of readdirSync(directory, { recursive: true, encoding: "utf8" })) {
  if (!file.endsWith(".test.ts")) continue;
  const text = readFileSync(path.join(directory, file), "utf8");
  for (const form of forms) for (const [, name = ""] of text.matchAll(form)) named.add(name);
}

describe("differences from Coder", () => {
  it("have a row each, and each row a test", () => {
    expect([...named].toSorted()).toEqual(rows.toSorted());
    expect(new Set(rows).size).toBe(rows.length);
  });

  it("organization-maximum: a wider share is lowered to it", () => {
    const template = manifest([app({ slug: "web", share: "public" })]);
    const router = createRouter(template, { maximumShare: "organization" });
    const route = router.route("web--dev--alice--apps.corp.test");
    if (route.kind === "logout") throw new Error("another address");
    const verdicts = [null, viewer("eve", { organizations: ["other"] }), viewer("bob")].map(
      (who) => authorize(router, route, who, workspace()).verdict,
    );
    expect(verdicts).toEqual(["sign-in", "not-found", "allow"]);
  });

  it("port-range-end: 65535 ends a range", () => {
    const read = parsePortForwards({ tcp: ["65534-65535"], udp: [] });
    expect(read.ok && new Set(read.forwards.map(({ dialPort }) => dialPort))).toEqual(new Set([65_534, 65_535]));
  });
});
