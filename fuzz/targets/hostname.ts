import { hostnames, urls } from "../../src/gateway/addresses.ts";
import { createRouter } from "../../src/gateway/router.ts";
import type { WorkspaceRecord } from "../../src/gateway/viewer.ts";
import { readManifest } from "../../src/manifest/reader.ts";
import type { Manifest, ManifestApp } from "../../src/manifest/types.ts";
import { formatAppLabel, parseAppLabel } from "../../src/routing/app-label.ts";
import { appHostnames, appPath, portHostname } from "../../src/routing/hostname.ts";
import { portInfo } from "../../src/routing/port-text.ts";
import { agentNamed, app, manifest, workspace } from "../../test/gateway/setting.ts";
import type { Random } from "../random.ts";
import type { Target } from "../target.ts";

interface Given {
  readonly host: string;
  readonly uri: string;
  readonly slugs: readonly string[];
  readonly agent: string;
  readonly workspace: string;
  readonly owner: string;
  readonly wildcard: string;
  readonly version: string | null;
  readonly port: number;
}

const letters = [
  "a",
  "b",
  "s",
  "1",
  "8080",
  "3000s",
  "x-y",
  "-",
  "--",
  "---",
  ".",
  "A",
  "é",
  "%2e",
  "%z",
  "%zz",
  "@",
  ":",
  "_",
  "xn",
  "/",
];

function word(random: Random): string {
  return random.times(0, 4, () => random.pick(letters)).join("");
}

/** A name as Coder has them. */
function name(random: Random): string {
  const parts = random.times(1, 3, () => random.pick(["a", "b1", "web", "8080", "80s", "x", "dev", "z9", "A"]));
  return parts.join(random.pick(["", "-"]));
}

export const hostname: Target = {
  name: "hostname",
  holds: "any host and path has an answer; the hostnames and paths of a workspace lead to the app that they are of",
  input: (random) =>
    JSON.stringify({
      host: random.chance(0.5)
        ? `${word(random)}--${word(random)}--${word(random)}${random.pick(["--apps.corp.test", ".apps.corp.test", ":8443", ""])}`
        : `${name(random)}--${name(random)}--${name(random)}--apps.corp.test`,
      uri: random.pick([
        "/",
        "",
        "/@a/b/apps/c/",
        `/@${word(random)}/${word(random)}.${word(random)}/apps/${word(random)}`,
        "//",
        "/%zz",
        "?x",
      ]),
      // A slug that looks like a port is one to Coder: `app-slug-is-port`.
      slugs: random.times(1, 4, () => name(random).toLowerCase()),
      // In upper case no browser writes it: `agent-name-case`.
      agent: name(random).toLowerCase(),
      workspace: name(random),
      owner: name(random),
      wildcard: random.pick(["*--apps.corp.test", "*.apps.corp.test", "*-x.corp.test:8443", "*.x.corp.test:80"]),
      version: random.pick([null, "2.35", "2.26", "2.10"]),
      port: random.between(1, 70000),
    } satisfies Given),
  problem(input) {
    const given = readGiven(input);
    if (!given) return null;
    const read = parseAppLabel(given.host);
    if (read.ok) {
      const { label } = formatAppLabel(read);
      const again = parseAppLabel(label);
      if (!again.ok || formatAppLabel(again).label !== label) return `label: ${given.host} is ${label}`;
    }
    const whole = manifestFor(given);
    // What the reader refuses, nobody routes by.
    if (!readManifest(JSON.stringify(whole)).ok) return null;
    const router = createRouter(whole);
    for (const host of [given.host, accessHost]) router.route(host, given.uri);
    return addressProblem(given, whole) ?? pathProblem(given, whole);
  },
};

const accessHost = "coder.corp.test";

function recordFor(given: Given): WorkspaceRecord {
  return workspace({
    name: given.workspace,
    owner: { name: given.owner, id: null },
    agents: new Map([[given.agent, { address: "127.0.0.1", status: "connected" }]]),
  });
}

function pathProblem(given: Given, whole: Manifest): string | null {
  const router = createRouter(whole);
  for (const { slug, url } of urls(whole, recordFor(given))) {
    const path = url?.split(`//${accessHost}`)[1];
    if (slug === null || path === undefined) continue;
    const route = router.route(accessHost, path);
    if (route.kind !== "app") return `path: ${path} is ${route.kind}`;
    const { owner, workspace: of, agent, slug: own } = route.address;
    if (JSON.stringify([owner, of, agent, own]) !== JSON.stringify([given.owner, given.workspace, given.agent, slug]))
      return `path: ${path} is ${JSON.stringify(route.address)}`;
  }
  return null;
}

function addressProblem(given: Given, whole: Manifest): string | null {
  const router = createRouter(whole);
  const record = recordFor(given);
  for (const { slug, hostname: host, aliases } of hostnames(whole, record)) {
    for (const one of host === null ? [] : [host, ...aliases]) {
      const written =
        slug === null ? one.replace("{port}", String(given.port)).replace("{s}", given.port % 2 ? "s" : "") : one;
      const route = router.route(written, "/");
      if (slug === null && (given.port > 65535 || given.port < 1000)) continue;
      if (route.kind === "none") return `route: ${written} is ${route.reason}`;
      if (route.kind === "logout") return `route: ${written} is the logout`;
      const address = route.address;
      if (address.workspace.toLowerCase() !== given.workspace.toLowerCase())
        return `workspace: ${written} is ${address.workspace}`;
      if (address.owner.toLowerCase() !== given.owner.toLowerCase()) return `owner: ${written} is ${address.owner}`;
      if (slug !== null && (route.kind !== "app" || route.address.slug !== slug))
        return `slug: ${written} is ${JSON.stringify(address)}`;
      if (slug === null && (route.kind !== "port" || route.address.port !== given.port))
        return `port: ${written} is ${JSON.stringify(address)}`;
    }
  }
  return null;
}

function manifestFor(given: Given): Manifest {
  const { agent, wildcard, version: coderVersion } = given;
  const apps = [...new Set(given.slugs)].map((slug, at): ManifestApp => {
    const base = app({ slug, agent, method: at % 3 === 2 ? "path" : "subdomain" });
    if (at % 3 === 2) return { ...base, access: { ...base.access, path: appPath(slug, agent) } };
    const { aliases, ...form } = appHostnames({ slug, agent, wildcard, coderVersion });
    return { ...base, access: { ...base.access, ...form, aliases } };
  });
  const base = manifest(apps);
  return {
    ...base,
    agents: [{ ...agentNamed(agent), ports: portHostname(agent, wildcard) }],
    deployment: { ...base.deployment, wildcardAccessUrl: wildcard, coderVersion },
  };
}

function readGiven(input: string): Given | null {
  try {
    const given: Given = JSON.parse(input);
    const names = [given.agent, given.workspace, given.owner, ...given.slugs];
    if (
      !names.every((text) => /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/.test(text)) ||
      !/^\*(--|-|\.)[a-z]+\.corp\.test(:\d+)?$/.test(given.wildcard)
    )
      return null;
    if (given.agent !== given.agent.toLowerCase()) return null;
    if (given.slugs.some((slug) => portInfo(slug) !== null)) return null;
    const texts = [given.host, given.uri, given.agent, given.workspace, given.owner, given.wildcard, ...given.slugs];
    return texts.every((text) => typeof text === "string") && typeof given.port === "number" ? given : null;
  } catch {
    return null;
  }
}
