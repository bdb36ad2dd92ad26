/** The levels of sharing that an app can really have on a deployment. */

import type { DecidedApp } from "../routes/decide.ts";
import { type AccessMethod, compareShare, effectiveShare, type ShareLevel } from "../routing/share.ts";
import type { RuleContext } from "./context.ts";

/** All that the provider takes in `coder_app.share`. */
const declarable: readonly ShareLevel[] = ["owner", "authenticated", "public"];

/** The parameter whose typed answer is the level; null when it is something else. */
export function typedLevel({ facts }: DecidedApp): string | null {
  const value = facts.values.share;
  if (value?.kind !== "unknown" || value.fromError) return null;
  const [part, ...rest] = value.text ?? [];
  if (
    part === undefined ||
    typeof part === "string" ||
    rest.length > 0 ||
    part.filters.some((filter) => filter !== "lower")
  )
    return null;
  return part.hole.startsWith("parameter:") ? part.hole.slice("parameter:".length) : null;
}

/** How it would be reached if its `url` were known; null where not even that shows. */
export function likelyMethod({ method, kind, facts, undecided }: DecidedApp): AccessMethod | null {
  if (method !== null || kind !== null || !undecided.some(({ attribute }) => attribute === "url")) return method;
  const { external, subdomain } = facts.values;
  if (external?.kind === "unknown" || (external?.kind === "bool" && external.value)) return null;
  if (!subdomain || subdomain.kind === "null") return "path";
  return subdomain.kind === "bool" ? (subdomain.value ? "subdomain" : "path") : null;
}

/** Effective levels, narrow to wide; empty where nothing is known. */
export function effectiveLevels(app: DecidedApp, context: RuleContext): readonly ShareLevel[] {
  const declared = typedLevel(app) === null ? app.possibleShares : declarable;
  const method = likelyMethod(app);
  if (method === null) return [];
  const levels = declared.map((level) => effectiveOf(method, level, context));
  return [...new Set(levels)].sort(compareShare);
}

function effectiveOf(method: AccessMethod, declared: ShareLevel, context: RuleContext): ShareLevel {
  const { profile, templateMaximum, alone } = context;
  // Of a module that stands alone nobody knows the deployment.
  const pathAppSharing = profile.pathAppSharing || alone;
  const { appShare } = profile;
  return effectiveShare({ declared, method, pathAppSharing, templateMaximum, appShare }).effective;
}

/** "anybody, without signing in". */
export function whoMayOpen(level: ShareLevel): string {
  switch (level) {
    case "owner":
      return "the workspace's owner";
    case "organization":
      return "the organization's members";
    case "authenticated":
      return "anybody who is signed in";
    case "public":
      return "anybody, without signing in";
  }
}
