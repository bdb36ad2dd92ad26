/**
 * An app as it would be served on one deployment: what its attributes come to, and what could not be decided. Rules
 * judge it and the manifest tells it, so that both mean the same.
 */

import type { Profile } from "../check-types.ts";
import type { AgentReference } from "../coder/agents.ts";
import type { Analysis, Explored } from "../coder/analysis.ts";
import type { AppFacts } from "../coder/apps.ts";
import type { TextPart, Value } from "../hcl/value.ts";
import { type AppHostnames, appHostnames, appPath } from "../routing/hostname.ts";
import { type EffectiveShare, effectiveShare, isShareLevel, type ShareLevel } from "../routing/share.ts";
import { readUpstream, type UpstreamResult } from "../routing/upstream.ts";
import type { Cases } from "../terraform/exploration.ts";
import type { ResourceUnit } from "../terraform/units.ts";
import { openRepetition } from "../terraform/unknown-repetition.ts";
import { type Read, readBool, readNumber, readPlainText, readText, type Undecided, undecided } from "./read-value.ts";

export interface Decided<T> {
  readonly unit: ResourceUnit;
  readonly cases: Cases<readonly T[]>;
}

export type AppKind = "proxy" | "command" | "external";
export type AccessMethod = "subdomain" | "path" | "none";

export interface DecidedApp {
  readonly facts: AppFacts;
  /** Null where it isn't decided; then `undecided` says why. */
  readonly slug: string | null;
  readonly agent: Extract<AgentReference, { kind: "agent" | "devcontainer" }> | null;
  /** Null also for an app with neither `url` nor `command`. */
  readonly kind: AppKind | null;
  readonly method: AccessMethod | null;
  readonly url: readonly TextPart[] | null;
  readonly command: readonly TextPart[] | null;
  /** Only of kind proxy. */
  readonly upstream: UpstreamResult | null;
  readonly hostnames: AppHostnames | null;
  readonly path: string | null;
  readonly share: EffectiveShare | null;
  /** All levels that it can have, when it isn't decided which. */
  readonly possibleShares: readonly ShareLevel[];
  readonly display: Display;
  readonly healthcheck: Healthcheck | null;
  readonly undecided: readonly Undecided[];
}

export interface Display {
  readonly name: readonly TextPart[];
  readonly icon: readonly TextPart[] | null;
  readonly order: number | null;
  readonly group: readonly TextPart[] | null;
  readonly hidden: boolean;
  readonly openIn: "slim-window" | "tab" | "window";
  readonly tooltip: readonly TextPart[] | null;
}

export interface Healthcheck {
  readonly url: readonly TextPart[];
  readonly interval: number;
  readonly threshold: number;
}

export function decideApps(analysis: Analysis, profile: Profile, templateMaximum: ShareLevel): Decided<DecidedApp>[] {
  return analysis.apps.map((explored: Explored<AppFacts>) => ({
    unit: explored.unit,
    cases: explored.cases.map((items) => items.map((facts) => decideApp(facts, profile, templateMaximum))),
  }));
}

export function decideApp(facts: AppFacts, profile: Profile, templateMaximum: ShareLevel): DecidedApp {
  const open: Undecided[] = [];
  const take = <T>(read: Read<T>): T | null => {
    if (read.known) return read.value;
    open.push(read.undecided);
    return null;
  };
  const takeWhere = <T>(needed: boolean, read: Read<T>): T | null => {
    if (read.known || needed) return take(read);
    return null;
  };
  const { values } = facts;
  if (facts.uncertain) {
    const reason = facts.instance.expansionUnknown;
    take(undecided(openRepetition(facts.instance)?.name ?? "count", reason, true));
  }
  const slug = take(readPlainText("slug", values.slug, true));
  const agent = agentOf(facts.agent, open);
  const external = take(readBool("external", values.external, true));
  // A manifest holds neither the link of an external app nor a command: only whether there is one counts.
  const link = external === true;
  const command = takeWhere(!isUnknownText(values.command), readText("command", values.command, true));
  const url = takeWhere(!link, readText("url", values.url, true));
  const subdomain = take(readBool("subdomain", values.subdomain, true));
  const possibleShares = sharesOf(values.share);
  const declared = possibleShares.length === 1 ? (possibleShares[0] ?? null) : null;
  if (declared === null && values.share?.kind === "unknown") take(undecided("share", values.share, true));

  const isOpen = (name: string): boolean => open.some(({ attribute }) => attribute === name);
  const kindKnown = external !== null && !isOpen("command") && !isOpen("url");
  const hasCommand = command === null ? isUnknownText(values.command) : command.length > 0;
  // What it is served from doesn't matter for where.
  const served = external === false && !hasCommand && !isOpen("command") && (isOpen("url") || (url?.length ?? 0) > 0);
  const kind = kindKnown ? kindOf(external, hasCommand, url) : null;
  const method: AccessMethod | null =
    kind === "external" || kind === "command"
      ? "none"
      : kind === "proxy" && subdomain !== null
        ? subdomain
          ? "subdomain"
          : "path"
        : null;
  const addressed = slug !== null && agent !== null;
  const upstream = kind === "proxy" && url ? readUpstream(url) : null;
  if (upstream && !upstream.ok && upstream.code === "undecided") {
    open.push({
      attribute: "url",
      reason: upstream.error,
      dependsOn: values.url?.kind === "unknown" ? values.url.dependsOn : [],
      hidesRoute: true,
      fromError: false,
      sensitive: false,
    });
  }
  return {
    facts,
    slug,
    agent,
    kind,
    method,
    url,
    command,
    upstream,
    hostnames:
      addressed && subdomain === true && served
        ? appHostnames({
            slug,
            agent: agent.name,
            wildcard: profile.wildcardAccessUrl ?? null,
            coderVersion: profile.coderVersion ?? null,
          })
        : null,
    path: addressed && method === "path" ? appPath(slug, agent.name) : null,
    share:
      declared !== null && method !== null
        ? effectiveShare({
            declared,
            method,
            pathAppSharing: profile.pathAppSharing,
            templateMaximum,
            appShare: profile.appShare,
          })
        : null,
    possibleShares,
    display: displayOf(facts, slug, take),
    healthcheck: healthcheckOf(facts, take),
    undecided: open,
  };
}

function kindOf(external: boolean, hasCommand: boolean, url: readonly TextPart[] | null): AppKind | null {
  // The dashboard's order (Coder v2.35, apps.ts getAppHref): external, then command, then the proxy.
  if (external) return "external";
  if (hasCommand) return "command";
  return url && url.length > 0 ? "proxy" : null;
}

/** Not known, but certainly there. */
function isUnknownText(value: Value | null): boolean {
  return value?.kind === "unknown" && value.notNull === true && !value.text;
}

function agentOf(reference: AgentReference, open: Undecided[]): DecidedApp["agent"] {
  switch (reference.kind) {
    case "agent":
    case "devcontainer":
      return reference;
    case "unknown":
      open.push({
        attribute: "agent_id",
        reason: reference.reason,
        dependsOn: reference.dependsOn,
        hidesRoute: true,
        fromError: reference.fromError,
        sensitive: false,
      });
      return null;
    case "several":
      open.push({
        attribute: "agent_id",
        reason: "one of several agents",
        dependsOn: [],
        hidesRoute: true,
        fromError: false,
        sensitive: false,
      });
      return null;
    case "none":
      return null;
  }
}

function sharesOf(value: Value | null): readonly ShareLevel[] {
  if (!value || value.kind === "null") return ["owner"];
  const all: readonly Value[] = value.kind === "unknown" ? (value.outcomes ?? []) : [value];
  const levels: ShareLevel[] = [];
  for (const item of all) {
    const level: string = item.kind === "string" ? item.value : item.kind === "null" ? "owner" : "";
    if (!isShareLevel(level)) return [];
    if (!levels.includes(level)) levels.push(level);
  }
  return levels;
}

type Take = <T>(read: Read<T>) => T | null;

function displayOf(facts: AppFacts, slug: string | null, take: Take): Display {
  const { values } = facts;
  const name = take(readText("display_name", values.display_name, false));
  const openIn = take(readPlainText("open_in", values.open_in, false));
  return {
    name: name && name.length > 0 ? name : slug === null ? [] : [slug],
    icon: emptyToNull(take(readText("icon", values.icon, false))),
    order: take(readNumber("order", values.order, false)),
    group: emptyToNull(take(readText("group", values.group, false))),
    hidden: take(readBool("hidden", values.hidden, false)) ?? false,
    openIn: openIn === "tab" || openIn === "window" ? openIn : "slim-window",
    tooltip: emptyToNull(take(readText("tooltip", values.tooltip, false))),
  };
}

function emptyToNull(text: readonly TextPart[] | null): readonly TextPart[] | null {
  return text && text.length > 0 ? text : null;
}

function healthcheckOf(facts: AppFacts, take: Take): Healthcheck | null {
  const check = facts.healthcheck;
  if (!check) return null;
  const url = take(readText("healthcheck.url", check.url, false));
  const interval = take(readNumber("healthcheck.interval", check.interval, false));
  const threshold = take(readNumber("healthcheck.threshold", check.threshold, false));
  return url && url.length > 0 && interval !== null && threshold !== null ? { url, interval, threshold } : null;
}
