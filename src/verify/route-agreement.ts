/**
 * The manifest itself against a plan: of the entries that hold for the plan's answers, each has to say what the plan's
 * own app comes to. This judges guards and placeholders as well, which no single plan has.
 */

import { guardsHold } from "../manifest/guards.ts";
import { type Filled, fillText, fillUpstream, type PlaceholderValues } from "../manifest/placeholders.ts";
import type { Manifest, ManifestApp } from "../manifest/types.ts";
import type { BuildFacts } from "../plan/facts.ts";
import { sameJson } from "./manifest-difference.ts";
import type { PlanComparison } from "./report.ts";

/** `planned` is the manifest that the plan alone gives. */
export function routeAgreement(manifest: Manifest, planned: Manifest, facts: BuildFacts): readonly PlanComparison[] {
  const values = valuesOf(facts);
  const entries = manifest.apps.filter(({ when }) => guardsHold(when, facts.parameters) !== false);
  const expected = new Map(planned.apps.map((app) => [keyOf(app), app]));
  const open = new Set([...manifest.unresolved, ...planned.unresolved].map(({ address }) => bare(address)));
  const found: PlanComparison[] = [];
  for (const [key, app] of expected) {
    const entry = entries.find((candidate) => keyOf(candidate) === key);
    if (entry) found.push(...compared(entry, app, values));
    else found.push(missing(app, "planned", open));
  }
  for (const entry of entries) if (!expected.has(keyOf(entry))) found.push(missing(entry, "ours", open));
  return found;
}

/** The answers and names that the manifest was fixed to, where the plan was made with others. */
export function inputAgreement({ inputs }: Manifest, facts: BuildFacts): readonly PlanComparison[] {
  const found: PlanComparison[] = [];
  const differ = (address: string, ours: string | null, planned: string | null | undefined): void => {
    if (ours === null || planned === undefined || planned === null || planned === ours) return;
    found.push({ address, attribute: "value", verdict: "contradiction", planned, ours });
  };
  for (const [name, value] of Object.entries(inputs.parameters))
    differ(`parameter ${name}`, value, facts.parameters.get(name));
  differ("workspace", inputs.workspace, facts.workspace);
  differ("owner", inputs.owner, facts.owner);
  return found;
}

function valuesOf({ parameters, workspace, owner, accessUrl }: BuildFacts): PlaceholderValues {
  const names = new Map<string, string>();
  if (workspace !== null) names.set("workspace", workspace);
  if (owner !== null) names.set("owner", owner);
  if (accessUrl !== null) names.set("accessUrl", accessUrl);
  return { names, parameters };
}

function keyOf({ agent, slug }: ManifestApp): string {
  return `${agent}/${slug}`;
}

function bare(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}

function missing(app: ManifestApp, side: "planned" | "ours", open: ReadonlySet<string>): PlanComparison {
  const address = `app ${keyOf(app)}`;
  if (open.has(bare(app.source.address))) return { address, attribute: "", verdict: "unknown", reason: "not decided" };
  return { address, attribute: "", verdict: "contradiction", [side]: "there is such a route" };
}

function compared(entry: ManifestApp, app: ManifestApp, values: PlaceholderValues): readonly PlanComparison[] {
  const address = `app ${keyOf(app)}`;
  const text = (ours: string | null, planned: string | null): readonly [Filled<unknown>, unknown] => [
    ours === null ? { ok: true, value: null } : fillText(ours, values),
    planned === null ? null : unwrapped(fillText(planned, values)),
  ];
  const plain = (ours: unknown, planned: unknown): readonly [Filled<unknown>, unknown] => [
    { ok: true, value: ours },
    planned,
  ];
  const fields: Readonly<Record<string, readonly [Filled<unknown>, unknown]>> = {
    kind: plain(entry.kind, app.kind),
    upstream: [
      entry.upstream ? fillUpstream(entry.upstream, values) : { ok: true, value: null },
      app.upstream ? unwrapped(fillUpstream(app.upstream, values)) : null,
    ],
    "access.method": plain(entry.access.method, app.access.method),
    "access.hostname": plain(entry.access.hostname, app.access.hostname),
    "access.path": plain(entry.access.path, app.access.path),
    share: plain(entry.share, app.share),
    "healthcheck.url": text(entry.healthcheck?.url ?? null, app.healthcheck?.url ?? null),
    "display.name": text(entry.display.name, app.display.name),
  };
  return Object.entries(fields).map(([attribute, [filled, planned]]): PlanComparison => {
    if (!filled.ok) return { address, attribute, verdict: "unknown", planned, reason: filled.error };
    if (sameJson(filled.value, planned)) return { address, attribute, verdict: "equal" };
    return { address, attribute, verdict: "contradiction", planned, ours: filled.value };
  });
}

function unwrapped(filled: Filled<unknown>): unknown {
  return filled.ok ? filled.value : filled.error;
}
