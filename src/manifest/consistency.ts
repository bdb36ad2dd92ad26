/** What a manifest's fields owe to each other. A file that somebody edited by hand fails here instead of in a gateway. */

import { parameterOf, parsePlaceholders } from "../routing/placeholder.ts";
import { compareShare } from "../routing/share.ts";
import { type GuardDomain, overlappingEntries } from "./guards.ts";
import { pointerKey, type ShapeProblem } from "./shape.ts";
import type { Guard, Manifest, ManifestAgent, ManifestApp, ManifestParameter } from "./types.ts";

export function consistencyProblem(manifest: Manifest): ShapeProblem | null {
  const parameters = new Set(manifest.parameters.map((parameter) => parameter.name));
  const agents = new Set(manifest.agents.map((agent) => agent.name));
  return (
    repeated(
      manifest.parameters.map((parameter) => parameter.name),
      "/parameters",
      "name",
    ) ??
    repeated(
      manifest.apps.map((app) => app.id),
      "/apps",
      "id",
    ) ??
    first(manifest.agents, "/agents", (agent, path) => agentProblem(agent, path, agents, parameters)) ??
    first(manifest.apps, "/apps", (app, path) => appProblem(app, path, agents, parameters)) ??
    overlap(manifest) ??
    portsProblem(manifest) ??
    completeProblem(manifest)
  );
}

/** The answers that guards can tell apart. */
function guardDomains(parameters: readonly ManifestParameter[]): ReadonlyMap<string, GuardDomain> {
  return new Map(
    parameters.map((parameter) => [parameter.name, { name: parameter.name, values: answersOf(parameter) }]),
  );
}

function answersOf({ type, options }: ManifestParameter): readonly (string | null)[] {
  if (options.length > 0 && type !== "list(string)") return options;
  return type === "bool" ? ["true", "false"] : [null];
}

function repeated(names: readonly string[], path: string, field: string): ShapeProblem | null {
  const at = names.findIndex((name, index) => names.indexOf(name) !== index);
  return at === -1 ? null : { path: `${path}/${at}/${field}`, error: `"${names[at]}" is there twice` };
}

function first<Item>(
  items: readonly Item[],
  path: string,
  check: (item: Item, path: string) => ShapeProblem | null,
): ShapeProblem | null {
  for (const [at, item] of items.entries()) {
    const problem = check(item, `${path}/${at}`);
    if (problem) return problem;
  }
  return null;
}

function agentProblem(
  agent: ManifestAgent,
  path: string,
  agents: ReadonlySet<string>,
  parameters: ReadonlySet<string>,
): ShapeProblem | null {
  const { kind, parent } = agent;
  if ((kind === "devcontainer") !== (parent !== null)) {
    return { path: `${path}/parent`, error: "a dev container has a parent, and nothing else has one" };
  }
  if (parent !== null && !agents.has(parent)) return { path: `${path}/parent`, error: `there is no agent "${parent}"` };
  return guardProblem(agent.when, `${path}/when`, parameters);
}

function appProblem(
  app: ManifestApp,
  path: string,
  agents: ReadonlySet<string>,
  parameters: ReadonlySet<string>,
): ShapeProblem | null {
  if (!agents.has(app.agent)) return { path: `${path}/agent`, error: `there is no agent "${app.agent}"` };
  return (
    kindProblem(app, path) ??
    accessProblem(app, `${path}/access`) ??
    shareProblem(app, `${path}/share`) ??
    guardProblem(app.when, `${path}/when`, parameters) ??
    parameterProblem(app, path, parameters)
  );
}

function kindProblem({ kind, upstream, access }: ManifestApp, path: string): ShapeProblem | null {
  const proxied = kind === "proxy";
  if (proxied !== (upstream !== null)) {
    return { path: `${path}/upstream`, error: "an app of kind proxy has an upstream, and no other has one" };
  }
  if (proxied === (access.method === "none")) {
    return { path: `${path}/access/method`, error: `an app of kind ${kind} with access method ${access.method}` };
  }
  if (upstream !== null && !upstream.path.startsWith("/")) {
    return { path: `${path}/upstream/path`, error: "the path of an upstream begins with a slash" };
  }
  return null;
}

function accessProblem({ access }: ManifestApp, path: string): ShapeProblem | null {
  const { method, hostname, label, aliases } = access;
  const bySubdomain = method === "subdomain";
  if (bySubdomain !== (hostname !== null))
    return { path: `${path}/hostname`, error: "a hostname is for apps by subdomain" };
  if (bySubdomain !== (label !== null)) return { path: `${path}/label`, error: "a label is for apps by subdomain" };
  if (!bySubdomain && aliases.length > 0)
    return { path: `${path}/aliases`, error: "aliases are for apps by subdomain" };
  if ((method === "path") !== (access.path !== null))
    return { path: `${path}/path`, error: "a path is for apps by path" };
  return null;
}

function shareProblem({ share }: ManifestApp, path: string): ShapeProblem | null {
  return compareShare(share.effective, share.declared) > 0
    ? { path: `${path}/effective`, error: `"${share.effective}" is wider than "${share.declared}", which is declared` }
    : null;
}

function guardProblem(
  when: readonly Guard[] | undefined,
  path: string,
  parameters: ReadonlySet<string>,
): ShapeProblem | null {
  return first(when ?? [], path, (guard, at) => {
    const unknown = Object.keys(guard).find((name) => !parameters.has(name));
    return unknown === undefined ? null : missingParameter(unknown, `${at}/${pointerKey(unknown)}`);
  });
}

function parameterProblem(app: ManifestApp, path: string, parameters: ReadonlySet<string>): ShapeProblem | null {
  const { upstream, healthcheck } = app;
  const port = upstream?.port;
  if (typeof port === "object" && !parameters.has(port.parameter)) {
    return missingParameter(port.parameter, `${path}/upstream/port/parameter`);
  }
  const texts: readonly (readonly [string, string | null | undefined])[] = [
    ["/upstream/path", upstream?.path],
    ["/upstream/query", upstream?.query],
    ["/healthcheck/url", healthcheck?.url],
  ];
  for (const [at, text] of texts) {
    const unknown = parametersOf(text ?? "").find((name) => !parameters.has(name));
    if (unknown !== undefined) return missingParameter(unknown, path + at);
  }
  return null;
}

function parametersOf(text: string): readonly string[] {
  const read = parsePlaceholders(text);
  if (!read.ok) return [];
  return read.parts.flatMap((part) => (typeof part === "string" ? [] : (parameterOf(part.hole) ?? [])));
}

function missingParameter(name: string, path: string): ShapeProblem {
  return { path, error: `there is no parameter "${name}"` };
}

function overlap({ agents, apps, parameters }: Manifest): ShapeProblem | null {
  const domains = guardDomains(parameters);
  const [agentPair] = overlappingEntries(
    agents.map(({ name, when }) => ({ agent: name, slug: "", ...(when && { when }) })),
    domains,
  );
  if (agentPair) {
    return {
      path: `/agents/${agentPair[1]}/when`,
      error: `two agents named "${agents[agentPair[0]]?.name}" can both be there`,
    };
  }
  const [pair] = overlappingEntries(apps, domains);
  if (!pair) return null;
  const [a, b] = pair;
  return { path: `/apps/${b}/when`, error: `"${apps[a]?.id}" and "${apps[b]?.id}" can both be there, at one address` };
}

function portsProblem({ ports }: Manifest): ShapeProblem | null {
  const [low, high] = ports.range;
  if (low > high) return { path: "/ports/range", error: `a range from ${low} to ${high}` };
  return compareShare(ports.defaultShare, ports.maximumShare) > 0
    ? {
        path: "/ports/defaultShare",
        error: `"${ports.defaultShare}" is wider than the maximum "${ports.maximumShare}"`,
      }
    : null;
}

/** A complete one may have something unresolved that only decorates: what an app is called, its icon. */
function completeProblem({ complete, unresolved }: Manifest): ShapeProblem | null {
  return !complete && unresolved.length === 0
    ? { path: "/complete", error: "what an incomplete manifest lacks has to be in `unresolved`" }
    : null;
}
