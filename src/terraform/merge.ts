/** The files of a module put together: names are unique, and overrides change what the other files declare. */

import type { Diagnostic } from "../diagnostic.ts";
import { dynamicType } from "../hcl/types.ts";
import type { CheckConfig, Declared, LocalConfig, ModuleConfig, OutputConfig, VariableConfig } from "./config.ts";
import {
  type FileConfig,
  type NamedBlock,
  type OutputDraft,
  placeOf,
  type StateBlock,
  type VariableDraft,
} from "./file-config.ts";
import { providerKey, resourceKey } from "./keys.ts";
import type { ModuleDraft } from "./module-draft.ts";
import { applyOverride } from "./override.ts";
import { problem } from "./problem.ts";

export interface MergedModule {
  readonly config: ModuleConfig;
  readonly diagnostics: readonly Diagnostic[];
}

/** Duplicates: of resources, calls' providers and blocks the first counts; of variables, locals, outputs and calls the last. */
export function mergeModule(
  directory: string,
  primary: readonly FileConfig[],
  overrides: readonly FileConfig[],
): MergedModule {
  const diagnostics: Diagnostic[] = [];
  const draft: ModuleDraft = {
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    calls: new Map(),
    resources: new Map(),
    providers: new Map(),
    requiredProviders: new Map(),
    actions: new Map(),
    requiredVersions: primary.flatMap(({ requiredVersions }) => requiredVersions),
    report: (diagnostic) => diagnostics.push(diagnostic),
  };
  const checks = new Map<string, CheckConfig>();
  for (const file of primary) append(file, draft, checks);
  mergeRequiredProviders(primary, overrides, draft);
  checkStateBlocks(primary, draft);
  const metas = new Map<string, NamedBlock>();
  for (const meta of primary.flatMap(({ providerMetas }) => providerMetas)) {
    unique(metas, meta.id, meta, `\`provider_meta\` for provider "${meta.id}"`, draft);
  }
  for (const override of overrides) applyOverride(override, draft);
  for (const variable of draft.variables.values()) refuseNullDefault(variable, draft);
  const files = [...primary, ...overrides];
  return {
    config: {
      directory,
      files: files.map(({ file }) => file),
      variables: mapValues(draft.variables, finishVariable),
      locals: draft.locals,
      outputs: mapValues(draft.outputs, finishOutput),
      calls: draft.calls,
      resources: draft.resources,
      requiredVersions: draft.requiredVersions,
      requiredProviders: draft.requiredProviders,
      providers: [...draft.providers.values()],
      checks: [...checks.values()],
      otherBlocks: [...files.flatMap(({ others }) => others), ...[...draft.actions.values()].map(({ block }) => block)],
    },
    diagnostics,
  };
}

function append(file: FileConfig, draft: ModuleDraft, checks: Map<string, CheckConfig>): void {
  for (const provider of file.providers) {
    const { name, alias } = provider;
    const what =
      alias === null ? `provider "${name}" without an alias` : `provider "${name}" with the alias "${alias}"`;
    unique(draft.providers, providerKey(provider), provider, what, draft);
  }
  for (const variable of file.variables) {
    unique(draft.variables, variable.name, variable, `variable "${variable.name}"`, draft);
    draft.variables.set(variable.name, variable);
  }
  for (const local of file.locals) appendLocal(local, draft);
  for (const output of file.outputs) {
    unique(draft.outputs, output.name, output, `output "${output.name}"`, draft);
    draft.outputs.set(output.name, output);
  }
  for (const call of file.calls) {
    unique(draft.calls, call.name, call, `module "${call.name}"`, draft);
    draft.calls.set(call.name, call);
  }
  for (const resource of file.resources) {
    const kind = resource.mode === "managed" ? "resource" : resource.mode;
    unique(draft.resources, resourceKey(resource), resource, `${kind} "${resource.type}" "${resource.name}"`, draft);
  }
  for (const action of file.actions) unique(draft.actions, action.id, action, action.id, draft);
  for (const check of file.checks) unique(checks, check.id, check, `check "${check.id}"`, draft);
}

/** Adds what isn't there yet; a second one of the name is told with both places. */
function unique<T extends Declared>(map: Map<string, T>, key: string, item: T, what: string, draft: ModuleDraft): void {
  const first = map.get(key);
  if (first) {
    draft.report(
      problem(placeOf(item), `${what} is declared twice`, {
        label: "declared again here",
        also: [{ ...placeOf(first), text: "declared first here" }],
        help: "rename or remove one of the two",
      }),
    );
  } else map.set(key, item);
}

function appendLocal(local: LocalConfig, draft: ModuleDraft): void {
  const first = draft.locals.get(local.name);
  if (first) {
    draft.report(
      problem({ file: local.file, span: local.attribute.nameSpan }, `local value "${local.name}" is defined twice`, {
        label: "defined again here",
        also: [{ file: first.file, span: first.attribute.nameSpan, text: "defined first here" }],
        help: "rename or remove one of the two",
      }),
    );
  }
  draft.locals.set(local.name, local);
}

/** One block for a module; those of override files replace single providers. */
function mergeRequiredProviders(
  primary: readonly FileConfig[],
  overrides: readonly FileConfig[],
  draft: ModuleDraft,
): void {
  const [first, ...more] = primary.flatMap(({ requiredProviders }) => requiredProviders);
  for (const [name, requirement] of first?.providers ?? []) draft.requiredProviders.set(name, requirement);
  for (const another of more) {
    if (!first) break;
    draft.report(
      problem(placeOf(another), "a module has one `required_providers` block only", {
        also: [{ ...placeOf(first), text: "the first one" }],
        help: "write all of it into the first",
      }),
    );
  }
  for (const { providers } of overrides.flatMap(({ requiredProviders }) => requiredProviders)) {
    for (const [name, requirement] of providers) draft.requiredProviders.set(name, requirement);
  }
}

function checkStateBlocks(primary: readonly FileConfig[], draft: ModuleDraft): void {
  const seen = new Map<StateBlock["kind"], StateBlock>();
  for (const block of primary.flatMap(({ stateBlocks }) => stateBlocks)) {
    unique(seen, block.kind, block, `\`${block.kind}\` of the module`, draft);
  }
  const backend = seen.get("backend");
  const cloud = seen.get("cloud");
  if (backend && cloud) {
    draft.report(
      problem(placeOf(backend), "a module has `backend` or `cloud`, not both", {
        also: [{ ...placeOf(cloud), text: "`cloud` is here" }],
        help: "remove one of the two",
      }),
    );
  }
}

function refuseNullDefault(variable: VariableDraft, draft: ModuleDraft): void {
  const { default: attribute, nullable, name } = variable;
  if (nullable !== false || attribute?.expr.kind !== "literal" || attribute.expr.type !== "null") return;
  draft.report(
    problem(
      { file: attribute.file, span: attribute.expr },
      `variable "${name}" can't be null, and null is its default`,
      {
        notes: ["it is declared with `nullable = false`"],
        help: "remove the default, or give another",
      },
    ),
  );
}

function finishVariable(draft: VariableDraft): VariableConfig {
  const { name, file, header, type, validations } = draft;
  return {
    name,
    file,
    header,
    type: type?.type ?? dynamicType,
    typeDefaults: type?.defaults ?? null,
    typed: type !== null,
    default: draft.default,
    nullable: draft.nullable ?? true,
    sensitive: draft.sensitive ?? false,
    ephemeral: draft.ephemeral ?? false,
    validations,
  };
}

/** An output without a value has been told: what refers to it is no further mistake. */
function finishOutput(draft: OutputDraft): OutputConfig {
  const { name, file, header, dependsOn, preconditions } = draft;
  const nowhere = { start: header.end, end: header.end };
  return {
    name,
    file,
    header,
    value: draft.value ?? {
      kind: "attribute",
      name: "value",
      nameSpan: nowhere,
      equals: nowhere,
      expr: { kind: "error", ...nowhere },
      file,
      ...nowhere,
    },
    sensitive: draft.sensitive ?? false,
    ephemeral: draft.ephemeral ?? false,
    dependsOn,
    preconditions,
  };
}

function mapValues<A, B>(map: ReadonlyMap<string, A>, change: (value: A) => B): Map<string, B> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
