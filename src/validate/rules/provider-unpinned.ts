/** Nothing says which release of the coder provider a template is for, or the constraint admits one that lacks what it uses. */

import type { Diagnostic } from "../../diagnostic.ts";
import { history } from "../../schema/provider.ts";
import { compareVersions, newestAdmitted } from "../../schema/versions.ts";
import type { BodyShape } from "../../terraform/resource-shape.ts";
import { modules } from "../../terraform/units.ts";
import type { RuleContext } from "../context.ts";
import { type Place, problem } from "../problem.ts";
import type { TemplateRule } from "../rule.ts";
import { kindOf } from "../type-schema.ts";

export const providerUnpinned: TemplateRule = {
  kind: "template",
  name: "releases of the provider that the template is for",
  check: (context) => {
    if (context.providerPinned) return [];
    return context.providerConstraints.length === 0 ? unpinned(context) : tooWide(context);
  },
};

/** Where the root would say it. */
function rootPlace({ root, engine }: RuleContext): Place | null {
  const { requiredProviders, resources } = root.config;
  const entry = [...requiredProviders.values()].find(
    ({ name, source }) => source?.toLowerCase().endsWith("coder/coder") ?? name === "coder",
  );
  const first = [...resources.values()].find(({ type }) => engine.provider.owns(type));
  return entry ?? (first ? { file: first.file, span: first.header } : null);
}

function unpinned(context: RuleContext): readonly Diagnostic[] {
  const { providerVersion } = context;
  const place = rootPlace(context);
  if (!place) return [];
  return [
    problem("provider-unpinned", "info", place, {
      headline: "no version constraint says which releases of the coder provider this is for",
      notes: [`judged by provider ${providerVersion}, the newest known here, which \`terraform init\` would take`],
      help: `add \`version = "~> ${providerVersion.split(".").slice(0, 2).join(".")}"\` for coder in required_providers`,
    }),
  ];
}

interface Use {
  readonly what: string;
  readonly since: string;
  readonly place: Place;
}

function tooWide(context: RuleContext): readonly Diagnostic[] {
  const { root, engine, providerConstraints } = context;
  const constraint = providerConstraints.find(({ module }) => module === root.config) ?? providerConstraints[0];
  if (!constraint) return [];
  const uses = new Map<string, Use>();
  for (const node of modules(root)) {
    for (const config of node.config.resources.values()) {
      const kind = kindOf(config);
      const shape = engine.provider.owns(config.type) ? engine.shape(config) : null;
      if (!kind || !shape) continue;
      const add = (path: readonly string[], place: Place): void => {
        const since = history(kind, config.type, path)?.since;
        if (!since) return;
        const what = path.length === 0 ? config.type : `\`${path.join(".")}\` of ${config.type}`;
        if (!uses.has(what)) uses.set(what, { what, since, place });
      };
      add([], { file: config.file, span: config.header });
      for (const { path, place } of written(shape, [])) add(path, place);
    }
  }
  const all = [...uses.values()].sort((a, b) => compareVersions(b.since, a.since));
  const [newest] = all;
  if (!newest) return [];
  const admitted = newestAdmitted(providerConstraints.flatMap(({ constraints }) => constraints));
  const oldest = admitted.oldestBefore(newest.since);
  if (oldest === null) return [];
  const sorted = all.filter(({ since }) => compareVersions(since, oldest) > 0);
  // A module may be somebody else's: its caller can narrow what it admits.
  const here = constraint.module === root.config ? null : rootPlace(context);
  const added = sorted.slice(0, 4).map(({ place, since }) => ({ ...place, text: `since provider ${since}` }));
  return [
    problem("provider-unpinned", "info", here ?? constraint.place, {
      headline: `"${constraint.text}" admits provider ${oldest}, which lacks ${newest.what}: it came with ${newest.since}`,
      secondary: here
        ? [{ ...constraint.place, text: "what a module requires; no version is required here" }, ...added]
        : added,
      help: here
        ? `add \`version = ">= ${newest.since}"\` for coder in required_providers`
        : `require \`>= ${newest.since}\``,
    }),
  ];
}

function* written(
  shape: BodyShape,
  path: readonly string[],
): Iterable<{ readonly path: readonly string[]; readonly place: Place }> {
  for (const [name, { file, attribute }] of shape.attributes)
    yield { path: [...path, name], place: { file, span: attribute.nameSpan } };
  for (const [type, sources] of shape.blocks) {
    for (const source of sources) {
      yield { path: [...path, type], place: { file: source.file, span: source.block.typeSpan } };
      yield* written(source.shape, [...path, type]);
    }
  }
}
