/** The ledger: everything that was asked for and could not be decided. */

import type { Unresolved } from "../check-types.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { Decided, DecidedApp } from "../routes/decide.ts";
import { positionAt, type SourceFile, type Span } from "../source.ts";
import type { ModuleNode } from "../terraform/config.ts";
import { moduleAddress, modules } from "../terraform/units.ts";
import { openRepetition } from "../terraform/unknown-repetition.ts";

export interface LedgerEntry extends Unresolved {
  /** It may hide a route, not only how one looks. */
  readonly hidesRoute: boolean;
  readonly place: { readonly file: SourceFile; readonly span: Span };
}

export function ledgerOf(root: ModuleNode, apps: readonly Decided<DecidedApp>[]): LedgerEntry[] {
  const entries = new Map<string, LedgerEntry>();
  const add = (entry: LedgerEntry): void => {
    const key = JSON.stringify([entry.address, entry.attribute, entry.reason, entry.source]);
    const known = entries.get(key);
    entries.set(key, known ? agreed(known, entry) : entry);
  };
  for (const node of modules(root)) for (const entry of unloaded(node)) add(entry);
  for (const { cases } of apps) {
    for (const items of cases.each) for (const item of items) for (const entry of ofApp(item)) add(entry);
  }
  return [...entries.values()].sort(
    (a, b) =>
      compare(a.source.file, b.source.file) ||
      a.place.span.start - b.place.span.start ||
      compare(a.address, b.address) ||
      compare(a.attribute, b.attribute),
  );
}

/** One entry for all choices: an agent or a slug that they don't share would say that it isn't about the others. */
function agreed(one: LedgerEntry, other: LedgerEntry): LedgerEntry {
  const { slug, agent, ...rest } = one;
  return {
    ...rest,
    ...(slug !== undefined && slug === other.slug && { slug }),
    ...(agent !== undefined && agent === other.agent && { agent }),
    hidesRoute: one.hidesRoute || other.hidesRoute,
  };
}

/** As outputs tell it; `name` gives a file's name there. */
export function unresolvedEntry(
  { hidesRoute, place, ...entry }: LedgerEntry,
  name: (path: string) => string,
): Unresolved {
  return { ...entry, source: { ...entry.source, file: name(entry.source.file) } };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function* unloaded(node: ModuleNode): Iterable<LedgerEntry> {
  const prefix = moduleAddress(node);
  for (const [name, child] of node.children) {
    if (child.loaded || child.why !== "remote") continue;
    const call = node.config.calls.get(name);
    if (!call) continue;
    const address = prefix === "" ? `module.${name}` : `${prefix}.module.${name}`;
    const place = { file: call.file, span: call.source?.span ?? call.header };
    yield {
      address,
      attribute: "source",
      reason: "the module isn't loaded",
      dependsOn: [call.source?.value ?? ""].filter((text) => text !== ""),
      source: sourceOf(place),
      hidesRoute: true,
      place,
    };
  }
}

function* ofApp(app: DecidedApp): Iterable<LedgerEntry> {
  for (const item of app.undecided) {
    if (item.fromError || item.sensitive) continue;
    const { instance } = app.facts;
    const [name = ""] = item.attribute.split(".");
    const source = instance.shape.attributes.get(name);
    const block = instance.shape.blocks.get(name)?.[0];
    const expansion = ["count", "for_each"].includes(item.attribute) ? openRepetition(instance) : null;
    const place = expansion
      ? { file: expansion.file, span: expansion.expr }
      : source
        ? { file: source.file, span: source.attribute.expr }
        : block
          ? { file: block.file, span: block.block.typeSpan }
          : instance.place;
    yield {
      address: app.facts.address,
      attribute: item.attribute,
      reason: item.reason,
      dependsOn: item.dependsOn,
      ...(app.slug === null ? {} : { slug: app.slug }),
      ...(app.agent ? { agent: app.agent.name } : {}),
      source: sourceOf(place),
      hidesRoute: item.hidesRoute,
      place,
    };
  }
}

function sourceOf({ file, span }: LedgerEntry["place"]): Unresolved["source"] {
  return { file: file.name, ...positionAt(file, span.start) };
}

/** An entry that is refused: with `--strict-unknown`, and in a manifest that must be complete. */
export function refusal(entry: LedgerEntry, why: string): Diagnostic {
  const depends = entry.dependsOn.length > 0 ? [`it depends on ${entry.dependsOn.join(", ")}`] : [];
  return {
    rule: "value-unknown",
    severity: "error",
    headline: `\`${entry.attribute}\` of ${entry.address} can't be decided: ${entry.reason}`,
    labels: [
      {
        file: entry.place.file,
        span: { start: entry.place.span.start, end: entry.place.span.end },
        text: "",
        primary: true,
      },
    ],
    notes: [...depends, why],
    help: "make it known: give --var, --parameter, --workspace or --owner, or load the module that it comes from",
  };
}

export interface AppCount {
  readonly total: number;
  readonly decided: number;
  readonly byChoice: number;
  readonly unknown: number;
}

export interface Counted {
  readonly count: AppCount;
  /** That they take in a manifest. */
  readonly entries: number;
  /** In the guards of those whose choices weren't all looked at: each that was has a guard. */
  readonly answers: number;
}

/** How many apps there are, by what is known of them. */
export function countApps(apps: readonly Decided<DecidedApp>[]): Counted {
  let entries = 0;
  let answers = 0;
  let decided = 0;
  let byChoice = 0;
  let unknown = 0;
  for (const { cases } of apps) {
    if (!cases.complete) answers += cases.space.paths.reduce((sum, reads) => sum + reads.length, 0);
    const seen = new Map<string, { count: number; unknown: boolean; readonly texts: Set<string> }>();
    for (const [items, size] of cases.sizes) {
      for (const item of items) {
        const known = seen.get(item.facts.address) ?? { count: 0, unknown: false, texts: new Set<string>() };
        known.count += size;
        known.unknown ||= item.undecided.some(({ hidesRoute }) => hidesRoute);
        known.texts.add(routeText(item));
        seen.set(item.facts.address, known);
      }
    }
    for (const app of seen.values()) {
      entries += app.texts.size;
      if (app.unknown) unknown++;
      else if (app.count < cases.space.size || app.texts.size > 1) byChoice++;
      else decided++;
    }
  }
  return { count: { total: decided + byChoice + unknown, decided, byChoice, unknown }, entries, answers };
}

function routeText(app: DecidedApp): string {
  return JSON.stringify([
    app.slug,
    app.agent,
    app.kind,
    app.method,
    app.url,
    app.command,
    app.share,
    app.healthcheck,
    app.display,
  ]);
}
