/** What is different between two entries, two parameters or two deployments: field by field. */

import type { Manifest, ManifestAgent, ManifestApp, ManifestParameter } from "../manifest/types.ts";
import { compareShare, type ShareLevel } from "../routing/share.ts";
import type { AppSummary, ChangeKind } from "./types.ts";

export interface Facet {
  readonly kinds: readonly ChangeKind[];
  readonly field: string | null;
  readonly old?: unknown;
  readonly new?: unknown;
}

export function appFacets(before: ManifestApp, after: ManifestApp): readonly Facet[] {
  const kindsDiffer = before.kind !== after.kind;
  return [
    ...differing(["moved"], "agent", before.agent, after.agent),
    ...differing(["moved", "renamed"], "slug", before.slug, after.slug),
    ...differing(["kind"], "kind", before.kind, after.kind),
    ...differing(["moved"], "access.method", before.access.method, after.access.method),
    ...differing(["moved"], "access.hostname", before.access.hostname, after.access.hostname),
    ...differing(["moved"], "access.aliases", aliasesOf(before), aliasesOf(after)),
    ...differing(["moved"], "access.path", before.access.path, after.access.path),
    ...(kindsDiffer ? [] : upstreamFacets(before, after)),
    ...effectiveFacets(before, after),
    ...levelFacets("share.declared", before.share.declared, after.share.declared, declaredKinds),
    ...fields(["healthcheck"], "healthcheck", before.healthcheck, after.healthcheck),
    ...fields(["display"], "display", before.display, after.display),
  ];
}

function aliasesOf({ access }: ManifestApp): readonly string[] {
  return access.aliases.map(({ hostname }) => hostname);
}

function upstreamFacets(before: ManifestApp, after: ManifestApp): readonly Facet[] {
  return fields(["moved"], "upstream", before.upstream, after.upstream);
}

function effectiveFacets(before: ManifestApp, after: ManifestApp): readonly Facet[] {
  const [old, now] = [before.share.effective, after.share.effective];
  const facets = levelFacets("share.effective", old, now, effectiveKinds);
  const [wasPublic, isPublic] = [openToAnybody(before), openToAnybody(after)];
  if (wasPublic === isPublic) return facets;
  const kind: ChangeKind = isPublic ? "added-public" : "removed-public";
  const [facet] = facets;
  // A link that becomes an app: its level was written before, and meant nothing.
  if (!facet) return [{ kinds: [kind], field: "share.effective", old, new: now }];
  return [{ ...facet, kinds: [...facet.kinds, kind] }];
}

/** Only apps that are proxied can be opened by anybody. */
export function openToAnybody({ kind, share }: ManifestApp): boolean {
  return kind === "proxy" && share.effective === "public";
}

type LevelKinds = (wider: boolean) => ChangeKind;
const effectiveKinds: LevelKinds = (wider) => (wider ? "widened" : "narrowed");
const declaredKinds: LevelKinds = (wider) => (wider ? "declared-widened" : "declared-narrowed");

function levelFacets(field: string, before: ShareLevel, after: ShareLevel, kinds: LevelKinds): readonly Facet[] {
  const order = compareShare(after, before);
  return order === 0 ? [] : [{ kinds: [kinds(order > 0)], field, old: before, new: after }];
}

export function appSummary(app: ManifestApp): AppSummary {
  const { hostname, path } = app.access;
  return { kind: app.kind, address: hostname ?? path, upstream: app.upstream, effective: app.share.effective };
}

export function agentFacets(before: ManifestAgent, after: ManifestAgent): readonly Facet[] {
  return [
    ...(["kind", "parent", "os", "portForwarding"] as const).flatMap((field) =>
      differing(["agent-changed"], field, before[field], after[field]),
    ),
    ...differing(
      ["moved", "agent-changed"],
      "ports.hostname",
      before.ports?.hostname ?? null,
      after.ports?.hostname ?? null,
    ),
  ];
}

export function parameterFacets(before: ManifestParameter, after: ManifestParameter): readonly Facet[] {
  return (["type", "default", "mutable", "options", "min", "max"] as const).flatMap((field) =>
    differing(["parameter"], field, before[field], after[field]),
  );
}

export function portFacets(before: Manifest["ports"], after: Manifest["ports"]): readonly Facet[] {
  const level = (field: "defaultShare" | "maximumShare"): readonly Facet[] =>
    levelFacets(field, before[field], after[field], effectiveKinds).map((facet) => {
      const isNow = after[field] === "public";
      if (!isNow && before[field] !== "public") return facet;
      return { ...facet, kinds: [...facet.kinds, isNow ? "added-public" : "removed-public"] };
    });
  return [
    ...level("defaultShare"),
    ...level("maximumShare"),
    ...differing(["settings"], "range", before.range, after.range),
    // In whatever order: they are a set.
    ...differing(["settings"], "protocols", [...before.protocols].sort(), [...after.protocols].sort()),
  ];
}

/** How the two were compiled, and for which deployment. */
export function settingsFacets(before: Manifest, after: Manifest): readonly Facet[] {
  const kinds: readonly ChangeKind[] = ["settings"];
  return [
    ...fields(kinds, "deployment", before.deployment, after.deployment),
    ...fields(kinds, "sharing", before.sharing, after.sharing),
    ...fields(kinds, "cors", before.cors, after.cors),
    ...(
      [
        "profile",
        "variables",
        "sensitiveVariables",
        "parameters",
        "preset",
        "workspace",
        "owner",
        "transition",
      ] as const
    ).flatMap((field) => differing(kinds, `inputs.${field}`, before.inputs[field], after.inputs[field])),
  ];
}

function fields(
  kinds: readonly ChangeKind[],
  name: string,
  before: object | null,
  after: object | null,
): readonly Facet[] {
  if (before === null || after === null) return differing(kinds, name, before, after);
  const [old, now] = [
    new Map<string, unknown>(Object.entries(before)),
    new Map<string, unknown>(Object.entries(after)),
  ];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) =>
    differing(kinds, `${name}.${key}`, old.get(key), now.get(key)),
  );
}

/** Of plain data. */
function differing(kinds: readonly ChangeKind[], field: string, old: unknown, now: unknown): readonly Facet[] {
  return orderedText(old) === orderedText(now) ? [] : [{ kinds, field, old, new: now }];
}

/** The same for the same keys in whatever order: those of variables are as they were given. */
function orderedText(data: unknown): string | undefined {
  return JSON.stringify(data, (_key, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
