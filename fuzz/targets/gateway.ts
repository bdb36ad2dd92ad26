import { authorize } from "../../src/gateway/authorize.ts";
import { createRouter } from "../../src/gateway/router.ts";
import type { Viewer, WorkspaceRecord } from "../../src/gateway/viewer.ts";
import { readManifest } from "../../src/manifest/reader.ts";
import type { Guard, Manifest, ManifestApp } from "../../src/manifest/types.ts";
import { appHostnames, appPath } from "../../src/routing/hostname.ts";
import { type ShareLevel, shareLevels } from "../../src/routing/share.ts";
import { agentNamed, app, manifest, viewer, wildcard, workspace } from "../../test/gateway/setting.ts";
import type { Random } from "../random.ts";
import type { Target } from "../target.ts";

interface Given {
  readonly apps: readonly {
    readonly slug: string;
    readonly agent: string;
    readonly share: ShareLevel;
    readonly method: "subdomain" | "path";
    readonly when: readonly Guard[] | null;
  }[];
  readonly maximum: ShareLevel;
  readonly pathApps: boolean;
  readonly pathAppSharing: boolean;
  readonly siteOwnerByPath: boolean;
  readonly ownerAccess: boolean;
  readonly portShares: readonly { readonly agent: string; readonly port: number; readonly level: ShareLevel }[];
  readonly portMaximum: ShareLevel;
  readonly answers: Readonly<Record<string, string>>;
  readonly access: readonly string[];
  /** Null is anonymous. */
  readonly viewer: {
    readonly name: string;
    readonly member: boolean;
    readonly groups: readonly string[];
    readonly siteOwner: boolean;
    readonly suspended: boolean;
    readonly scopes: readonly string[];
  } | null;
  readonly ask: {
    readonly kind: "app" | "port";
    readonly name: string;
    readonly agent: string | null;
    readonly byPath: boolean;
  };
}

const agents = ["main", "other"];
const slugs = ["web", "ide", "x"];
const answersOf: Readonly<Record<string, readonly string[]>> = { p: ["a", "b", "c"], q: ["t", "f"] };

export const gateway: Target = {
  name: "gateway",
  holds: "whoever asks for an app or port gets what a slow model of Coder's rules says",
  input: (random) => JSON.stringify(given(random)),
  problem(input) {
    const one = readGiven(input);
    if (!one) return null;
    const whole = manifestFor(one);
    if (!readManifest(JSON.stringify(whole)).ok) return null;
    const router = createRouter(whole);
    const record = recordFor(one);
    const { host, path } = address(one);
    const route = router.route(host, path);
    if (route.kind === "logout") return `route: ${host}${path} is the logout`;
    const found = authorize(router, route, viewerFor(one), record);
    const target = found.verdict === "allow" && found.target.kind === "app" ? found.target.app.id : null;
    const seen = found.verdict === "allow" ? `allow ${found.share} ${target}` : found.verdict;
    const expected = modelled(one, whole);
    return seen === expected ? null : `verdict: ${seen} (${found.reason}) instead of ${expected}`;
  },
};

function given(random: Random): Given {
  const guard = (): Guard => {
    // Of one parameter, or of both.
    const one = random.pick([null, null, ...Object.keys(answersOf)]);
    return Object.fromEntries(
      Object.entries(answersOf)
        .filter(([name]) => one === null || name === one)
        .map(([name, values]) => {
          const some = values.filter(() => random.chance(0.5));
          const list = some.length === 0 ? values.slice(0, 1) : some;
          return [name, random.chance(0.3) ? { not: list } : list];
        }),
    );
  };
  const share = (): ShareLevel => random.pick(shareLevels);
  return {
    apps: random.times(0, 4, () => ({
      slug: random.pick(slugs),
      agent: random.pick(agents),
      share: share(),
      method: random.chance(0.7) ? "subdomain" : "path",
      when: random.chance(0.5) ? random.times(1, 2, guard) : null,
    })),
    maximum: random.chance(0.6) ? "public" : share(),
    pathApps: random.chance(0.9),
    pathAppSharing: random.chance(0.5),
    siteOwnerByPath: random.chance(0.5),
    ownerAccess: random.chance(0.7),
    portShares: random.times(0, 3, () => ({
      agent: random.pick(agents),
      port: random.pick([8080, 3000]),
      level: share(),
    })),
    portMaximum: random.chance(0.5) ? "public" : share(),
    answers: Object.fromEntries(
      Object.entries(answersOf)
        .filter(() => random.chance(0.8))
        .map(([name, values]) => [name, random.pick(values)]),
    ),
    access: random.times(0, 2, () => random.pick(["user:bob", "user:carol", "group:staff", "group:alice"])),
    viewer: random.chance(0.15)
      ? null
      : {
          name: random.pick(["alice", "bob", "carol", "ALICE"]),
          member: random.chance(0.5),
          groups: random.times(0, 1, () => random.pick(["staff", "alice"])),
          siteOwner: random.chance(0.2),
          suspended: random.chance(0.1),
          scopes: random.chance(0.8)
            ? ["all"]
            : [random.pick(["application_connect", "coder:application_connect", "workspace:read"])],
        },
    ask: {
      kind: random.chance(0.7) ? "app" : "port",
      name: random.pick([...slugs, "8080", "3000", "nope"]),
      agent: random.pick([null, ...agents, "third"]),
      byPath: random.chance(0.3),
    },
  };
}

function manifestFor(one: Given): Manifest {
  const apps = one.apps.map(({ slug, agent, share, method, when }, at): ManifestApp => {
    const made = app({ slug, agent, share, method, id: `${agent}/${slug}#${at}`, ...(when && { when }) });
    // Without its address the reader refuses it.
    if (method === "path") return { ...made, access: { ...made.access, path: appPath(slug, agent) } };
    return { ...made, access: { ...made.access, ...appHostnames({ slug, agent, wildcard, coderVersion: "2.35" }) } };
  });
  const base = manifest(apps, {
    agents: agents.map(agentNamed),
    parameters: Object.entries(answersOf).map(([name, options]) => ({
      ...{ name, type: "string" as const, default: options[0] ?? "", mutable: true, options, min: null, max: null },
    })),
    ports: { range: [9, 65535], defaultShare: "owner", maximumShare: one.portMaximum, protocols: ["http", "https"] },
  });
  return {
    ...base,
    deployment: {
      ...base.deployment,
      pathApps: one.pathApps,
      pathAppSharing: one.pathAppSharing,
      pathAppSiteOwnerAccess: one.siteOwnerByPath,
      ownerWorkspaceAccess: one.ownerAccess,
    },
    sharing: { ...base.sharing, templateMaximum: one.maximum },
  };
}

function recordFor(one: Given): WorkspaceRecord {
  return workspace({
    parameters: new Map(Object.entries(one.answers)),
    agents: new Map(agents.map((name) => [name, { address: "127.0.0.1", status: "connected" as const }])),
    portShares: one.portShares.map((share) => ({ ...share, protocol: "http" as const })),
    access: new Map(one.access.map((name) => [name, "use" as const])),
  });
}

function viewerFor({ viewer: who }: Given): Viewer | null {
  if (!who) return null;
  const { name, member, ...others } = who;
  return viewer(name, { organizations: member ? ["default"] : ["elsewhere"], ...others });
}

function address({ ask }: Given): { readonly host: string; readonly path: string } {
  if (ask.byPath && ask.kind === "app")
    return {
      host: "coder.corp.test",
      path: `/@alice/dev${ask.agent === null ? "" : `.${ask.agent}`}/apps/${ask.name}/`,
    };
  const name = ask.kind === "port" && !/^\d/.test(ask.name) ? "8080" : ask.name;
  const agent = ask.agent ?? (ask.kind === "port" ? "main" : null);
  return { host: `${name}--${agent === null ? "" : `${agent}--`}dev--alice--apps.corp.test`, path: "/" };
}

/** Written from docs/gateway.md alone, entry by entry, choice by choice. */
function modelled(one: Given, whole: Manifest): string {
  const { ask, viewer: who } = one;
  const byPath = ask.byPath && ask.kind === "app";
  const refused = who === null ? "sign-in" : "not-found";
  // Ports aren't served by path.
  if (byPath && /^\d+$/.test(ask.name)) return "bad-request";
  if (byPath && !one.pathApps) return "forbidden";
  const portName = ask.kind === "port" && !/^\d/.test(ask.name) ? "8080" : ask.name;
  const isPort = !byPath && /^\d+$/.test(portName);
  // A port has always an agent in front of the workspace.
  if (isPort && ask.agent === null && ask.kind === "app") return "bad-request";
  if (who?.suspended) return "unauthorized";
  let share: ShareLevel;
  let id: string | null = null;
  if (isPort) {
    const agent = ask.agent ?? "main";
    if (!agents.includes(agent)) return refused;
    const shared = one.portShares.find((each) => each.agent === agent && each.port === Number(portName));
    share = least(least(shared?.level ?? "owner", one.portMaximum), "public");
  } else {
    const candidates = whole.apps.filter(
      ({ slug, agent, access }) =>
        slug === ask.name &&
        access.method === (byPath ? "path" : "subdomain") &&
        (byPath || ask.agent === null || agent === ask.agent),
    );
    const holding = candidates.filter((each) => verdictOf(each.when ?? null, one.answers) === "yes");
    const open = candidates.some((each) => verdictOf(each.when ?? null, one.answers) === "open");
    const only = holding[0] ?? (open ? inEveryChoice(ask.name, candidates, whole) : null);
    if (!only) return refused;
    id = only.id;
    share = byPath && !one.pathAppSharing ? "owner" : only.share.effective;
  }
  const allowed = `allow ${share} ${id}`;
  if (who === null) return share === "public" ? allowed : "sign-in";
  const isOwner = who.name.toLowerCase() === "alice";
  if (byPath && share === "owner" && !isOwner && !one.siteOwnerByPath) return "not-found";
  const connects = who.scopes.some((scope) => /^(coder:)?(all|application_connect)$/.test(scope));
  const listed = one.access.some(
    (each) => each === `user:${who.name.toLowerCase()}` || who.groups.some((group) => each === `group:${group}`),
  );
  if (connects && (isOwner || listed || (who.siteOwner && one.ownerAccess))) return allowed;
  if (share === "public") return allowed;
  if (share === "authenticated" && connects) return allowed;
  if (share === "organization" && connects && who.member) return allowed;
  return "not-found";
}

/** Where it isn't known which entry holds: what is served alike in every choice, to the fewest of them. */
function inEveryChoice(name: string, candidates: readonly ManifestApp[], whole: Manifest): ManifestApp | null {
  const all = whole.apps.filter(({ slug }) => slug === name);
  const [first] = all;
  const alike = all.every(({ agent, access }) => agent === first?.agent && access.method === first.access.method);
  const { p = [], q = [] } = answersOf;
  const choices = p.flatMap((one) => q.map((other) => ({ p: one, q: other })));
  const always = choices.every((answers) => all.some(({ when }) => verdictOf(when ?? null, answers) === "yes"));
  if (!alike || !always || candidates.length < all.length) return null;
  const narrowest = all.map(({ share }) => share.effective).reduce(least);
  return all.find(({ share }) => share.effective === narrowest) ?? null;
}

function verdictOf(when: readonly Guard[] | null, answers: Given["answers"]): "yes" | "no" | "open" {
  if (when === null) return "yes";
  const each = when.map((guard) => {
    const members = Object.entries(guard).map(([name, member]) => {
      const answer = answers[name];
      if (answer === undefined) return "open";
      const listed: readonly string[] = "not" in member ? member.not : member;
      return listed.includes(answer) !== "not" in member ? "yes" : "no";
    });
    return members.includes("no") ? "no" : members.includes("open") ? "open" : "yes";
  });
  return each.includes("yes") ? "yes" : each.includes("open") ? "open" : "no";
}

function least(a: ShareLevel, b: ShareLevel): ShareLevel {
  return shareLevels.indexOf(a) < shareLevels.indexOf(b) ? a : b;
}

function readGiven(input: string): Given | null {
  try {
    const one: Given = JSON.parse(input);
    const strings = [...one.access, ...one.apps.flatMap(({ slug, agent }) => [slug, agent]), one.ask.name];
    if (!strings.every((text) => typeof text === "string")) return null;
    if (
      !one.apps.every(
        ({ slug, agent, share }) => slugs.includes(slug) && agents.includes(agent) && shareLevels.includes(share),
      )
    )
      return null;
    if (![...slugs, "8080", "3000", "nope"].includes(one.ask.name)) return null;
    if (one.ask.kind !== "app" && one.ask.kind !== "port") return null;
    if (one.ask.agent !== null && ![...agents, "third"].includes(one.ask.agent)) return null;
    if (!one.portShares.every(({ agent, port }) => agents.includes(agent) && Number.isInteger(port))) return null;
    if (one.viewer && !(one.viewer.name && Array.isArray(one.viewer.groups) && Array.isArray(one.viewer.scopes)))
      return null;
    return shareLevels.includes(one.maximum) &&
      shareLevels.includes(one.portMaximum) &&
      one.portShares.every(({ level }) => shareLevels.includes(level))
      ? one
      : null;
  } catch {
    return null;
  }
}
