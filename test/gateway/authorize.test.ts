import { expect, it } from "vitest";
import { authorize } from "../../src/gateway/authorize.ts";
import { createRouter } from "../../src/gateway/router.ts";
import type { ShareLevel } from "../../src/routing/share.ts";
import { disagreements, readTable } from "../tables.ts";
import { app, manifest, sharedWith, viewerNamed, workspace } from "./setting.ts";

interface Flags {
  readonly allowPathAppSharing: boolean;
  readonly allowPathAppSiteOwnerAccess: boolean;
  readonly disablePathApps: boolean;
  readonly disableOwnerWorkspaceAccess: boolean;
}

interface ShareRow {
  readonly target: string;
  readonly level: ShareLevel;
  readonly declaredSubdomain?: boolean;
  readonly method: "subdomain" | "path";
  readonly viewer: string;
  readonly flags: Flags;
  readonly requested?: "http" | "https";
  readonly storedProtocol?: "http" | "https" | null;
  readonly outcome: string;
}

const outcomes: Readonly<Record<string, string>> = {
  allow: "allowed",
  "sign-in": "sign-in",
  "not-found": "not-found",
  unauthorized: "unauthorized",
  forbidden: "forbidden",
  "bad-request": "unparsable",
};

function answer(row: ShareRow): string {
  const { flags, level, method } = row;
  // The method that the app declares is the one it is asked by: the rest is "served only by the method it declares".
  const template = manifest([app({ slug: "web", share: level, method })], {
    deployment: {
      ...manifest([]).deployment,
      pathApps: !flags.disablePathApps,
      pathAppSharing: flags.allowPathAppSharing,
      pathAppSiteOwnerAccess: flags.allowPathAppSiteOwnerAccess,
      ownerWorkspaceAccess: !flags.disableOwnerWorkspaceAccess,
    },
  });
  const router = createRouter(template);
  const protocol = row.requested ?? "http";
  const portText = `31880${protocol === "https" ? "s" : ""}`;
  const isApp = row.target === "app";
  const route = isApp
    ? method === "path"
      ? router.route("coder.corp.test", "/@alice/dev/apps/web/")
      : router.route("web--dev--alice--apps.corp.test")
    : router.route(`${portText}--main--dev--alice--apps.corp.test`);
  if (route.kind === "logout") return "redirect";
  const shares =
    isApp || level === "owner" ? [] : [{ agent: "main", port: 31880, protocol: row.storedProtocol ?? "http", level }];
  const record = workspace({ access: sharedWith, portShares: shares });
  const { verdict } = authorize(router, route, viewerNamed(row.viewer), record);
  return outcomes[verdict] ?? verdict;
}

const rows = readTable<ShareRow>("share-authorisation");
/** docs/differences.md: the protocol of a port share is enforced. */
const otherProtocol = (row: ShareRow): boolean =>
  row.target !== "app" && row.level !== "owner" && (row.storedProtocol ?? "http") !== row.requested;

it("opens apps and ports to whom Coder opens them", () => {
  const compared = rows.filter((row) => !otherProtocol(row));
  expect(compared.length).toBeGreaterThan(1_800);
  expect(disagreements(compared, (row) => ({ expected: row.outcome, actual: answer(row) }))).toEqual([]);
});

it("share-protocol: a share of the other protocol is no share", () => {
  const others = rows.filter(otherProtocol);
  expect(others.length).toBeGreaterThan(100);
  const asOwner = new Map(
    rows.filter((row) => row.target === "port" && row.level === "owner").map((row) => [key(row), row.outcome]),
  );
  const compared = others.filter((row) => asOwner.has(key(row)));
  expect(compared.length).toBeGreaterThan(50);
  expect(disagreements(compared, (row) => ({ expected: asOwner.get(key(row)), actual: answer(row) }))).toEqual([]);
});

function key(row: ShareRow): string {
  return JSON.stringify([row.viewer, row.flags]);
}

interface MethodRow {
  readonly declaredSubdomain: boolean;
  readonly openedBy: "subdomain" | "path";
  readonly level: ShareLevel;
  readonly viewer: string;
  readonly allowPathAppSharing: boolean;
  readonly outcome: string;
}

const methodRows = readTable<MethodRow>("access-method");

function methodAnswer(row: MethodRow): string {
  const template = manifest(
    [app({ slug: "web", share: row.level, method: row.declaredSubdomain ? "subdomain" : "path" })],
    {
      deployment: { ...manifest([]).deployment, pathAppSharing: row.allowPathAppSharing },
    },
  );
  const router = createRouter(template);
  const route =
    row.openedBy === "path"
      ? router.route("coder.corp.test", "/@alice/dev/apps/web/")
      : router.route("web--dev--alice--apps.corp.test");
  if (route.kind === "logout") return "redirect";
  const { verdict } = authorize(router, route, viewerNamed(row.viewer), workspace({ access: sharedWith }));
  return outcomes[verdict] ?? verdict;
}

it("answers as Coder does by the method that an app declares", () => {
  const own = methodRows.filter((row) => row.declaredSubdomain === (row.openedBy === "subdomain"));
  expect(own.length).toBeGreaterThan(100);
  expect(disagreements(own, (row) => ({ expected: row.outcome, actual: methodAnswer(row) }))).toEqual([]);
});

it("declared-method: by the other one an app isn't there", () => {
  const others = methodRows.filter((row) => row.declaredSubdomain !== (row.openedBy === "subdomain"));
  expect(others.length).toBeGreaterThan(100);
  for (const row of others) {
    expect(methodAnswer(row)).toBe(
      row.viewer === "anonymous" ? "sign-in" : row.viewer.startsWith("suspended") ? "unauthorized" : "not-found",
    );
  }
});
