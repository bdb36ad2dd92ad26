/** What later releases of the coder provider refuse in a template that an older one accepts. */

import { type Diagnostic, primaryLabel } from "../diagnostic.ts";
import type { ProviderVersion } from "../schema/provider-types.ts";
import { knownVersions, newestVersion } from "../schema/versions.ts";
import { Findings } from "../validate/collect.ts";
import type { RuleContext } from "../validate/context.ts";
import type { InstanceRule } from "../validate/rule.ts";
import { appExternal } from "../validate/rules/app-external.ts";
import { schemaShape } from "../validate/rules/schema-shape.ts";
import { schemaTogether } from "../validate/rules/schema-together.ts";
import { schemaValues } from "../validate/rules/schema-values.ts";
import { placeKey } from "../validate/settle.ts";
import { type EngineRequest, makeEngine } from "./engines.ts";
import { atVersion, staticDiagnostics } from "./template.ts";

const instanceRules: readonly InstanceRule[] = [schemaValues, schemaTogether, appExternal].filter(
  (rule) => rule.kind === "instance",
);

/** `known`: places of what is told already. Each at the first place of the mistake, with the first release that sees it. */
export function laterProvider(
  request: Omit<EngineRequest, "mode">,
  context: RuleContext,
  pinned: RuleContext["started"],
  known: ReadonlySet<string>,
): readonly Diagnostic[] {
  const now = context.providerVersion;
  if (now === newestVersion) return [];
  const later = knownVersions.slice(knownVersions.indexOf(now) + 1);
  const answers = new Map<ProviderVersion, ReadonlyMap<string, Diagnostic>>();
  const errorsOf = (version: ProviderVersion): ReadonlyMap<string, Diagnostic> => {
    let errors = answers.get(version);
    if (!errors) {
      errors = findErrors(version, request, context, pinned);
      answers.set(version, errors);
    }
    return errors;
  };
  const before = errorsOf(now);
  const found: Diagnostic[] = [];
  for (const [key, diagnostic] of errorsOf(newestVersion)) {
    if (before.has(key) || known.has(key)) continue;
    found.push(
      told(
        diagnostic,
        firstWith(later, (version) => errorsOf(version).has(key)),
        context,
      ),
    );
  }
  return together(found);
}

const mostPlaces = 5;

/** One attribute that is gone may be used in dozens of places: they go together. */
function together(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const alike = new Map<string, Diagnostic[]>();
  for (const diagnostic of found) {
    const group = alike.get(diagnostic.headline);
    if (group) group.push(diagnostic);
    else alike.set(diagnostic.headline, [diagnostic]);
  }
  return [...alike.values()].flatMap(([first, ...others]): readonly Diagnostic[] => {
    if (!first) return [];
    const shown = others.slice(0, mostPlaces - 1).map((other) => ({ ...primaryLabel(other), primary: false }));
    const left = others.length - shown.length;
    const notes = left > 0 ? [...first.notes, `${left} more ${left === 1 ? "place" : "places"}`] : first.notes;
    return [{ ...first, labels: [...first.labels, ...shown], notes }];
  });
}

function findErrors(
  version: ProviderVersion,
  request: Omit<EngineRequest, "mode">,
  context: RuleContext,
  pinned: RuleContext["started"],
): ReadonlyMap<string, Diagnostic> {
  const template = atVersion(request.template, version);
  const engine = makeEngine({ ...request, template, mode: "plan" });
  const there = { ...context, engine, providerVersion: version };
  const diagnostics = [
    ...staticDiagnostics(template.root, template.schemas),
    ...(schemaShape.kind === "template" ? schemaShape.check(there) : []),
    ...new Findings(engine, instanceRules).instances(there, pinned),
  ];
  const errors = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics)
    if (diagnostic.severity === "error" && !errors.has(placeKey(diagnostic)))
      errors.set(placeKey(diagnostic), diagnostic);
  return errors;
}

/** What a release refuses, those after it refuse as well. The last one does. */
function firstWith(versions: readonly ProviderVersion[], refuses: (version: ProviderVersion) => boolean): string {
  let [low, high] = [0, versions.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (refuses(versions[middle] ?? newestVersion)) high = middle;
    else low = middle + 1;
  }
  return versions[low] ?? newestVersion;
}

function told(diagnostic: Diagnostic, version: string, { providerVersion, providerPinned }: RuleContext): Diagnostic {
  const { fix: _, ...rest } = diagnostic;
  return {
    ...rest,
    rule: "provider-unpinned",
    severity: "info",
    headline: `provider ${version} refuses this: ${diagnostic.headline.replace(/ (?:in provider )?\d+\.\d+\.\d+\b/, "")}`,
    notes: [
      ...diagnostic.notes,
      `judged by provider ${providerVersion}, which ${providerPinned ? "is pinned" : "the constraint leads to"}`,
    ],
  };
}
