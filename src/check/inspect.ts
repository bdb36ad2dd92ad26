/** The documents of `inspect`: what each stage sees. */

import type { CheckInputs, InspectResult, Libraries } from "../check-types.ts";
import { analyse, answerOf, started, stopped } from "../coder/analysis.ts";
import { compareDiagnostics, type Diagnostic } from "../diagnostic.ts";
import { jsonTextWithUnknowns } from "../hcl/json-text.ts";
import { unmarkDeep } from "../hcl/marks.ts";
import type { UnknownValue, Value } from "../hcl/value.ts";
import { objectValue } from "../hcl/values.ts";
import type { Host } from "../host.ts";
import { decideApps } from "../routes/decide.ts";
import { emitApps } from "../routes/emit.ts";
import type { Engine } from "../terraform/engine.ts";
import { Cases } from "../terraform/exploration.ts";
import { explore } from "../terraform/explore.ts";
import { ResourceInstance } from "../terraform/resource-instance.ts";
import { resourceUnits } from "../terraform/units.ts";
import { Findings } from "../validate/collect.ts";
import { makeEngine } from "./engines.ts";
import { renamed, shownFiles } from "./finish.ts";
import { templateMaximum } from "./maximum.ts";
import { parameterDefinitions } from "./parameters.ts";
import { fixedChoice } from "./presets.ts";
import { singlePlan } from "./single-plan.ts";
import { readTemplate } from "./template.ts";

export function inspectPlan(host: Host, directory: string, inputs: CheckInputs, libraries: Libraries): InspectResult {
  const template = readTemplate(host, directory, inputs);
  const [profile] = inputs.profiles;
  if (!profile || template.broken)
    return {
      document: { resources: [] },
      diagnostics: asShown(template.diagnostics, inputs),
      usageErrors: template.usageErrors,
    };
  const { engine, pinned, refused, ...plan } = singlePlan(template, profile, inputs, libraries);
  const resources = plannedResources(engine);
  const evaluated = new Findings(engine, []).evaluation(pinned, 1);
  engine.choices.choose(pinned);
  const diagnostics = [...template.diagnostics, ...evaluated, ...refused];
  return {
    document: { resources },
    diagnostics: asShown(diagnostics, inputs),
    usageErrors: [...template.usageErrors, ...plan.usageErrors],
  };
}

function asShown(diagnostics: readonly Diagnostic[], inputs: CheckInputs): readonly Diagnostic[] {
  const files = shownFiles(inputs);
  return diagnostics.map((diagnostic) => renamed(diagnostic, files)).sort(compareDiagnostics);
}

interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly values: unknown;
  readonly sensitive?: true;
  readonly expansion?: unknown;
}

function plannedResources(engine: Engine): PlannedResource[] {
  const resources: PlannedResource[] = [];
  for (const unit of resourceUnits(engine)) {
    if (!engine.provider.owns(unit.config.type)) continue;
    for (const instance of unit.instances()) {
      if (!(instance instanceof ResourceInstance)) continue;
      const { attributes, blocks } = instance.shape.schema;
      const names = [...attributes.keys(), ...blocks.keys()];
      const planned = objectValue(names.map((name) => [name, instance.answered(name)]));
      const { value, marks } = unmarkDeep(planned);
      resources.push({
        address: instance.address,
        type: instance.config.type,
        values: plain(value),
        ...(marks?.sensitive ? { sensitive: true } : {}),
        ...(instance.expansionUnknown ? { expansion: unknownMarker(instance.expansionUnknown) } : {}),
      });
    }
  }
  return resources.sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
}

function unknownMarker(unknown: UnknownValue): { readonly $unknown: string } {
  return { $unknown: unknown.reason };
}

/** As `JSON.parse` would read it: numbers of Terraform's plan JSON fit doubles or are rounded. */
function plain(value: Value): unknown {
  return JSON.parse(jsonTextWithUnknowns(value, (unknown) => JSON.stringify(unknownMarker(unknown))));
}

export function inspectChoices(
  host: Host,
  directory: string,
  inputs: CheckInputs,
  libraries: Libraries,
): InspectResult {
  const template = readTemplate(host, directory, inputs);
  const [profile] = inputs.profiles;
  if (!profile || template.broken)
    return {
      document: { parameters: [], tables: [] },
      diagnostics: asShown(template.diagnostics, inputs),
      usageErrors: template.usageErrors,
    };
  const fixed = fixedChoice(template, inputs, libraries);
  const engine = makeEngine({
    mode: "plan",
    template,
    profile,
    inputs: { ...inputs, parameters: fixed.parameters },
    libraries,
    single: fixed.single,
  });
  const pinned = inputs.transition === "stop" ? stopped : started;
  const analysis = analyse(engine, pinned, inputs.maxChoices);
  const apps = decideApps(analysis, profile, templateMaximum(engine, profile));
  const definitions = parameterDefinitions(engine, pinned, inputs.maxChoices);
  const relevant = new Map<string, Set<string | null>>();
  for (const { cases } of [...analysis.apps, ...analysis.agents]) {
    for (const reads of cases.space.paths) {
      for (const read of reads) {
        if (!read.domain.key.startsWith("parameter:")) continue;
        const name = read.domain.key.slice("parameter:".length);
        const values = relevant.get(name) ?? new Set();
        for (const value of read.domain.values) values.add(value);
        relevant.set(name, values);
      }
    }
  }
  const tables = routingTables(engine, apps, pinned, inputs.maxChoices);
  const parameters = [...relevant].map(([name, values]) => ({
    name,
    type: definitions.get(name)?.type ?? "string",
    default: definitions.get(name)?.default ?? null,
    values: [...values].map((value) => (value === null ? { other: true } : value)),
  }));
  return {
    document: { choices: analysis.choices, parameters, tables },
    diagnostics: asShown(template.diagnostics, inputs),
    usageErrors: [...template.usageErrors, ...fixed.usageErrors],
  };
}

interface RoutingTable {
  /** The shortest choice that leads to it: answers that aren't the first of their domain. */
  readonly witness: Readonly<Record<string, string | null>>;
  readonly choices: number;
  readonly apps: readonly string[];
}

/** The distinct sets of routes that a user can end up with. */
function routingTables(
  engine: Engine,
  apps: ReturnType<typeof decideApps>,
  pinned: ReadonlyMap<string, number>,
  limit: number,
): RoutingTable[] {
  const cell = engine.cell<readonly string[]>(
    "",
    () =>
      apps.flatMap(({ cases, unit }) => {
        const entry = cases.entries.find(({ reads }) =>
          reads.every((read) => engine.choices.read(read.domain) === read.pick),
        );
        if (!entry) return [];
        return emitApps([{ unit, cases: Cases.always(entry.result) }], (path) => path).map((app) =>
          JSON.stringify({
            id: app.id,
            kind: app.kind,
            access: app.access.hostname ?? app.access.path,
            upstream: app.upstream,
            share: app.share.effective,
          }),
        );
      }),
    () => [],
  );
  const tables = new Map<
    string,
    { witness: Record<string, string | null>; size: number; choices: number; readonly apps: readonly string[] }
  >();
  for (const { reads, result } of explore(engine.choices, cell, pinned, limit).entries) {
    const rows = [...result.value].sort();
    const key = rows.join("\n");
    const changed = reads.filter((read) => read.pick !== 0 && read.domain.key.startsWith("parameter:"));
    const witness = Object.fromEntries(
      changed.map((read) => [read.domain.key.slice("parameter:".length), answerOf(read)]),
    );
    const known = tables.get(key);
    if (!known) tables.set(key, { witness, size: changed.length, choices: 1, apps: rows });
    else {
      known.choices++;
      if (changed.length < known.size) {
        known.witness = witness;
        known.size = changed.length;
      }
    }
  }
  return [...tables.values()].map(({ witness, choices, apps: rows }) => ({
    witness,
    choices,
    apps: rows.map((row) => JSON.parse(row)),
  }));
}
