import { describe, expect, it } from "vitest";
import { accessUrl } from "../../setting.ts";
import { hostOf, raw, startBoth, tokenOf } from "../harness.ts";

/** Clients would clean these up. */
async function asked(path: string, method: "subdomain" | "path" = "subdomain"): Promise<readonly string[]> {
  const served = await startBoth();
  const { port, app } = await startBoth({
    app: { share: "owner", method, upstream: { scheme: "http", port: served.app.port, path: "/base", query: null } },
  });
  void app;
  const host = method === "path" ? new URL(accessUrl).host : hostOf();
  const lines = `Host: ${host}\r\nConnection: close\r\nAuthorization: Bearer ${await tokenOf("alice")}\r\n`;
  await raw(port, `GET ${path} HTTP/1.1\r\n${lines}\r\n`, 100);
  return served.app.seen.map(({ url }) => url);
}

describe("paths", () => {
  it.each([
    ["/../secret", "/base/secret"],
    ["/a/../../secret", "/base/secret"],
    ["/%2e%2e/secret", "/base/secret"],
    ["/.%2E/secret", "/base/secret"],
    ["/a/%2e%2e/%2e%2e/%2e%2e/secret", "/base/secret"],
    ["/..", "/base/"],
    ["/a/..", "/base/"],
  ])("parent-segments: %s doesn't leave the app's own path", async (path, seen) => {
    expect(await asked(path)).toEqual([seen]);
  });

  it.each(["/a%2fb", "/a%2Fb", "/..%2fsecret", "/..%5csecret", "/a//b", "/a;b=c", "/%00", "/a%20b", "/?a=/../b"])(
    "%s is left as it is, below the app's own path",
    async (path) => {
      expect(await asked(path)).toEqual([`/base${path}`]);
    },
  );

  it.each(["/@alice/dev/apps/web/../../../../@bob/dev/apps/web/", "/@alice/dev/apps/web/%2e%2e/%2e%2e/secret"])(
    "%s stays in the app of its address",
    async (path) => {
      const seen = await asked(path, "path");
      expect(seen).toHaveLength(1);
      expect(seen[0]).toMatch(/^\/base\//);
      expect(seen[0]).not.toContain("..");
    },
  );

  it.each([
    "/@alice%2fdev/apps/web/",
    "/@alice/dev%2fapps/web/",
    "/@alice/dev/apps/web%2f..",
    "/@alice/dev/apps/%2e%2e/",
    "/x/../@alice/dev/apps/web/",
    "/@me/dev/apps/web/",
    "/@alice/dev/apps/web%00/",
  ])("%s is no app's", async (path) => {
    expect(await asked(path, "path")).toEqual([]);
  });
});
