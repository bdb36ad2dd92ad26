/**
 * `override.tf` and `*_override.tf`, as Terraform 1.14 merges them: arguments one by one, blocks of a type as a whole, and
 * only what the other files declare can be changed.
 */

import type { Declared, ModuleCallConfig, ResourceConfig } from "./config.ts";
import { type FileConfig, type NamedBlock, type OutputDraft, placeOf, type VariableDraft } from "./file-config.ts";
import { providerKey, resourceKey } from "./keys.ts";
import type { ModuleDraft } from "./module-draft.ts";
import { parseModuleSource } from "./module-source.ts";
import { type Place, problem } from "./problem.ts";

export function applyOverride(file: FileConfig, draft: ModuleDraft): void {
  if (file.requiredVersions.length > 0) draft.requiredVersions = file.requiredVersions;
  for (const provider of file.providers) {
    const key = providerKey(provider);
    if (provider.alias !== null && !draft.providers.has(key)) {
      withoutBase(placeOf(provider), `provider "${provider.name}" with the alias "${provider.alias}"`, draft);
    } else draft.providers.set(key, provider);
  }
  merge(
    file.variables,
    draft.variables,
    ({ name }) => name,
    (name) => `variable "${name}"`,
    mergeVariable,
    draft,
  );
  for (const local of file.locals) {
    if (draft.locals.has(local.name)) draft.locals.set(local.name, local);
    else withoutBase({ file: local.file, span: local.attribute.nameSpan }, `local value "${local.name}"`, draft);
  }
  merge(
    file.outputs,
    draft.outputs,
    ({ name }) => name,
    (name) => `output "${name}"`,
    mergeOutput,
    draft,
  );
  merge(
    file.calls,
    draft.calls,
    ({ name }) => name,
    (name) => `module "${name}"`,
    mergeCall,
    draft,
  );
  merge(file.resources, draft.resources, resourceKey, (address) => address, mergeResource, draft);
  merge(
    file.actions,
    draft.actions,
    ({ id }) => id,
    (id) => id,
    (_, action: NamedBlock) => action,
    draft,
  );
}

function merge<T extends Declared>(
  overrides: readonly T[],
  into: Map<string, T>,
  key: (item: T) => string,
  describe: (key: string) => string,
  change: (base: T, override: T, draft: ModuleDraft) => T,
  draft: ModuleDraft,
): void {
  for (const override of overrides) {
    const name = key(override);
    const base = into.get(name);
    if (base) into.set(name, change(base, override, draft));
    else withoutBase(placeOf(override), describe(name), draft);
  }
}

function withoutBase(place: Place, what: string, draft: ModuleDraft): void {
  draft.report(
    problem(place, `there is no ${what} to override`, {
      notes: ["an override file only changes what the other files of its module declare"],
      help: "correct the name, or declare it in another file",
    }),
  );
}

function mergeVariable(base: VariableDraft, override: VariableDraft): VariableDraft {
  return {
    ...base,
    type: override.type ?? base.type,
    default: override.default ?? base.default,
    nullable: override.nullable ?? base.nullable,
    sensitive: override.sensitive ?? base.sensitive,
    ephemeral: override.ephemeral ?? base.ephemeral,
  };
}

function mergeOutput(base: OutputDraft, override: OutputDraft, draft: ModuleDraft): OutputDraft {
  refuseDependsOn(override, draft);
  return {
    ...base,
    value: override.value ?? base.value,
    sensitive: override.sensitive ?? base.sensitive,
    ephemeral: override.ephemeral ?? base.ephemeral,
  };
}

function mergeCall(base: ModuleCallConfig, override: ModuleCallConfig, draft: ModuleDraft): ModuleCallConfig {
  refuseDependsOn(override, draft);
  const source = override.source ?? base.source;
  const version = override.version ?? base.version;
  if (version && source && parseModuleSource(source.value).kind !== "registry" && !base.version) {
    draft.report(
      problem(
        placeOf(base),
        `module "${base.name}" has a \`version\` in an override, and its source isn't a registry's`,
        {
          rule: "module-call",
          help: "remove `version`",
        },
      ),
    );
  }
  return {
    ...base,
    source,
    version,
    own: base.own ?? base.arguments,
    count: override.count ?? base.count,
    forEach: override.forEach ?? base.forEach,
    providers: override.providers ?? base.providers,
    arguments: new Map([...base.arguments, ...override.arguments]),
  };
}

function mergeResource(base: ResourceConfig, override: ResourceConfig, draft: ModuleDraft): ResourceConfig {
  refuseDependsOn(override, draft);
  const connection = (block: ResourceConfig["block"]): boolean => block.type === "connection";
  const provisioners = override.provisioners.some((block) => !connection(block)) ? override : base;
  const connections = override.provisioners.some(connection) ? override : base;
  return {
    ...base,
    count: override.count ?? base.count,
    forEach: override.forEach ?? base.forEach,
    provider: override.provider ?? base.provider,
    ignoreChanges: override.ignoreChanges.length > 0 ? override.ignoreChanges : base.ignoreChanges,
    actionTriggers: override.actionTriggers.length > 0 ? override.actionTriggers : base.actionTriggers,
    provisioners: [
      ...connections.provisioners.filter(connection),
      ...provisioners.provisioners.filter((block) => !connection(block)),
    ],
    bodies: [...base.bodies, ...override.bodies],
    ownBodies: base.ownBodies ?? base.bodies.length,
  };
}

function refuseDependsOn({ dependsOn }: OutputDraft | ModuleCallConfig | ResourceConfig, draft: ModuleDraft): void {
  const [first] = dependsOn;
  if (!first) return;
  draft.report(
    problem({ file: first.file, span: first.expr }, "an override can't change `depends_on`", {
      help: "change it where the block is declared",
    }),
  );
}
