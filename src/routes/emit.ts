/** From apps and agents as they would be served, under every choice, to the manifest. */

import type { AgentFacts } from "../coder/agents.ts";
import type { Explored } from "../coder/analysis.ts";
import { callChain } from "../coder/call-chain.ts";
import type { ParameterDefinition } from "../coder/parameter.ts";
import type { Value } from "../hcl/value.ts";
import type { Guard, ManifestAgent, ManifestApp, ManifestParameter, ManifestPlace } from "../manifest/types.ts";
import { appPath, portHostname } from "../routing/hostname.ts";
import { formatParts } from "../routing/placeholder.ts";
import { positionAt } from "../source.ts";
import type { PlannedResource } from "../terraform/evaluated.ts";
import type { Decided, DecidedApp } from "./decide.ts";
import { draftsOf, Guards } from "./drafts.ts";
import { type AppEntry, foldAnswers } from "./fold-answers.ts";

/** How the manifest names a file, by its path. */
export type FileName = (path: string) => string;

export function emitApps(apps: readonly Decided<DecidedApp>[], name: FileName): ManifestApp[] {
  const guards = new Guards();
  const entries: { readonly entry: AppEntry; readonly when: readonly Guard[] | null }[] = [];
  for (const { cases } of apps) {
    const drafts = foldAnswers(draftsOf(cases, (item) => appEntry(item, name)));
    const all = cases.complete ? cases.space.size : null;
    for (const item of drafts) entries.push({ entry: item.entry, when: guards.of(item, all) });
  }
  const counts = new Map<string, number>();
  const texts = new Map<readonly Guard[] | null, string>();
  const textOf = (when: readonly Guard[] | null): string => {
    const text = texts.get(when) ?? JSON.stringify(when ?? []);
    texts.set(when, text);
    return text;
  };
  const ordered = entries.sort(
    (a, b) =>
      compare(a.entry.agent, b.entry.agent) ||
      compare(a.entry.slug, b.entry.slug) ||
      compare(textOf(a.when), textOf(b.when)) ||
      compare(a.entry.source.address, b.entry.source.address),
  );
  return ordered.map(({ entry, when }) => {
    const id = `${entry.agent}/${entry.slug}`;
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    const { slug, agent, kind, ...rest } = entry;
    return { id: count === 1 ? id : `${id}#${count}`, slug, agent, kind, ...(when ? { when } : {}), ...rest };
  });
}

export function emitAgents(
  agents: readonly Explored<AgentFacts>[],
  wildcard: string | null | undefined,
  name: FileName,
): ManifestAgent[] {
  const guards = new Guards();
  const entries: ManifestAgent[] = [];
  for (const { cases } of agents) {
    const drafts = draftsOf(cases, (facts) => agentEntry(facts, wildcard, name));
    for (const item of drafts) {
      const when = guards.of(item, cases.complete ? cases.space.size : null);
      const { name: agent, kind, parent, ...rest } = item.entry;
      entries.push({ name: agent, kind, parent, ...(when ? { when } : {}), ...rest });
    }
  }
  return entries;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Null for what isn't decided: it isn't routed. */
function appEntry(app: DecidedApp, name: FileName): AppEntry | null {
  const { slug, agent, kind, method, share } = app;
  if (slug === null || !agent || kind === null || method === null || !share) return null;
  if (app.undecided.some(({ hidesRoute }) => hidesRoute)) return null;
  const upstream = app.upstream;
  if (kind === "proxy" && !upstream?.ok) return null;
  const { display, healthcheck } = app;
  const { instance } = app.facts;
  return {
    slug,
    agent: agent.name,
    kind,
    display: {
      name: formatParts(display.name),
      icon: display.icon && formatParts(display.icon),
      order: display.order,
      group: display.group && formatParts(display.group),
      hidden: display.hidden,
      openIn: display.openIn === "tab" ? "tab" : "slim-window",
      tooltip: display.tooltip && formatParts(display.tooltip),
    },
    upstream: upstream?.ok ? upstream.upstream : null,
    access: {
      method,
      hostname: app.hostnames?.hostname ?? null,
      label: app.hostnames?.label ?? null,
      aliases: app.hostnames?.aliases ?? [],
      path: method === "path" ? appPath(slug, agent.name) : null,
    },
    share,
    healthcheck: healthcheck && {
      url: formatParts(healthcheck.url),
      interval: healthcheck.interval,
      threshold: healthcheck.threshold,
    },
    source: {
      address: instance.address,
      ...placeOf(instance, name),
      via: callChain(instance.module).map((step) => ({
        call: step.call,
        file: name(step.file.name),
        ...positionAt(step.file, step.span.start),
      })),
    },
  };
}

function placeOf(instance: PlannedResource, name: FileName): ManifestPlace {
  const { file, header } = instance.config;
  return { file: name(file.name), ...positionAt(file, header.start) };
}

function agentEntry(
  facts: AgentFacts,
  wildcard: string | null | undefined,
  name: FileName,
): Omit<ManifestAgent, "when"> | null {
  if (facts.uncertain) return null;
  const { parent } = facts;
  return {
    name: facts.name,
    kind: facts.kind,
    parent: parent && (parent.kind === "agent" || parent.kind === "devcontainer") ? parent.name : null,
    address: facts.address,
    os: facts.os?.kind === "string" ? facts.os.value : null,
    portForwarding: isTrue(facts.portForwarding),
    ports: wildcard === null ? null : portHostname(facts.name, wildcard ?? null),
    source: placeOf(facts.instance, name),
  };
}

/** The helper is shown unless it is switched off. */
function isTrue(value: Value | null): boolean {
  return !(value?.kind === "bool" && !value.value);
}

/** Those that the entries mention, by a guard or in a text. */
export function emitParameters(
  definitions: ReadonlyMap<string, ParameterDefinition>,
  apps: readonly ManifestApp[],
  agents: readonly ManifestAgent[],
): ManifestParameter[] {
  const mentioned = new Set<string>();
  for (const when of new Set([...apps, ...agents].map((entry) => entry.when)))
    for (const guard of when ?? []) for (const name of Object.keys(guard)) mentioned.add(name);
  for (const { upstream } of apps)
    if (typeof upstream?.port === "object" && upstream.port) mentioned.add(upstream.port.parameter);
  const text = JSON.stringify(apps.map(({ when, ...rest }) => rest));
  for (const name of definitions.keys()) {
    if (mentioned.has(name)) continue;
    const placeholder = formatParts([{ hole: `parameter:${name}`, filters: [] }]).slice(0, -1);
    if (text.includes(JSON.stringify(placeholder).slice(1, -1))) mentioned.add(name);
  }
  const parameters: ManifestParameter[] = [];
  for (const [name, definition] of definitions) {
    const type = typeOf(definition.type);
    if (!mentioned.has(name) || !type) continue;
    parameters.push({
      name,
      type,
      default: definition.default,
      mutable: definition.mutable,
      options: definition.options.map((option) => option.value),
      min: definition.validation?.min ?? null,
      max: definition.validation?.max ?? null,
    });
  }
  return parameters;
}

function typeOf(text: string): ManifestParameter["type"] | null {
  return text === "string" || text === "number" || text === "bool" || text === "list(string)" ? text : null;
}
