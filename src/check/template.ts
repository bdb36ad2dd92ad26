/** A template as it is read from its files, before anything is evaluated: what all checks of it share. */

import type { CheckInputs } from "../check-types.ts";
import { CoderProvider, type TypeSchemas } from "../coder/provider.ts";
import { type Diagnostic, primaryLabel } from "../diagnostic.ts";
import type { Host } from "../host.ts";
import { history, typeSchema } from "../schema/provider.ts";
import type { ProviderVersion } from "../schema/provider-types.ts";
import { newestAdmitted, newestVersion, parseConstraints, resolveVersion } from "../schema/versions.ts";
import { type Budgets, defaultBudgets } from "../terraform/budget.ts";
import { checkBuiltinTypes } from "../terraform/builtin-types.ts";
import type { ModuleConfig, ModuleNode } from "../terraform/config.ts";
import { findCycles } from "../terraform/cycles.ts";
import { readLockFile } from "../terraform/lock.ts";
import { loadModuleTree, type ModuleTree } from "../terraform/module-tree.ts";
import type { Replacement } from "../terraform/moved-attribute.ts";
import { checkRequiredVersions, olderTerraform } from "../terraform/required.ts";
import { staticCheck } from "../terraform/static-check.ts";
import { type GivenVariables, readVariables } from "../terraform/tfvars.ts";
import { modules } from "../terraform/units.ts";
import type { ProviderConstraint } from "../validate/context.ts";

export interface Template {
  readonly host: Host;
  readonly directory: string;
  readonly tree: ModuleTree;
  readonly root: ModuleNode;
  readonly given: GivenVariables;
  readonly providerVersion: ProviderVersion;
  readonly providerConstraints: readonly ProviderConstraint[];
  /** The lock file or `--provider-version` decides, not the constraints. */
  readonly providerPinned: boolean;
  readonly schemas: TypeSchemas;
  /** Some `required_version` is written, and all admit a Terraform before 1.12. */
  readonly olderTerraform: boolean;
  readonly budgets: Budgets;
  /** No agent in any module: a module of its own, which some template calls. */
  readonly alone: boolean;
  /** A file of the root can't be read or doesn't parse: what follows from what is missing in it isn't told. */
  readonly broken: boolean;
  /** Of loading and of what shows without values. */
  readonly diagnostics: readonly Diagnostic[];
  readonly usageErrors: readonly string[];
  /** Paths of the host and contents of everything that was read, the lock file included. */
  readonly filesRead: readonly FileRead[];
}

export interface FileRead {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** As the manifest names it. */
  readonly name: string;
}

const coderAddress = "registry.terraform.io/coder/coder";

export function readTemplate(host: Host, directory: string, inputs: CheckInputs): Template {
  const budgets = defaultBudgets;
  const tree = loadModuleTree(host, directory, { moduleMap: inputs.moduleMap, shown: inputs.shown, budgets });
  const { root } = tree;
  const given = readVariables(host, root.config, {
    arguments: inputs.variableArguments,
    environment: inputs.environment,
    budgets,
  });
  const lock = readLockFile(host, directory);
  const providerConstraints = coderConstraints(tree.configs);
  const all = providerConstraints.flatMap(({ constraints }) => constraints);
  const locked = lock.providers.get(coderAddress);
  const admitted = newestAdmitted(all, locked?.version ?? null);
  const stated = inputs.providerVersion === null ? null : resolveVersion(inputs.providerVersion);
  const providerVersion = stated ?? admitted.version ?? newestVersion;
  const schemas = schemasOf(providerVersion);
  // Of what is only read in part nothing else can be said.
  const elsewhere = new Set(tree.configs.filter((config) => config !== root.config).flatMap(({ files }) => files));
  const broken =
    tree.unread.length > 0 ||
    tree.diagnostics.some(
      (diagnostic) =>
        diagnostic.rule === "evaluation-budget" ||
        (diagnostic.rule === "syntax-error" && !elsewhere.has(primaryLabel(diagnostic).file)),
    );
  const diagnostics: Diagnostic[] = [...tree.diagnostics, ...given.diagnostics, ...checkRequiredVersions(tree.configs)];
  if (!stated && admitted.version === null && all.length > 0) diagnostics.push(unsatisfiable(providerConstraints));
  if (!broken) diagnostics.push(...staticDiagnostics(root, schemas), ...findCycles(root));
  return {
    host,
    directory,
    tree,
    root,
    given,
    providerVersion,
    providerConstraints,
    providerPinned: stated !== null || admitted.locked,
    schemas,
    olderTerraform: olderTerraform(tree.configs),
    budgets,
    alone: ![...modules(root)].some(({ config }) =>
      [...config.resources.values()].some(({ mode, type }) => mode === "managed" && type === "coder_agent"),
    ),
    broken,
    diagnostics,
    usageErrors: [
      ...given.usageErrors,
      ...(inputs.providerVersion !== null && stated === null
        ? [
            `--provider-version ${inputs.providerVersion}: no release of the coder provider that is known here; the newest is ${newestVersion}`,
          ]
        : []),
    ],
    filesRead: filesRead(tree, given, lock.read, directory),
  };
}

function schemasOf(version: ProviderVersion): TypeSchemas {
  return (mode, type) =>
    mode === "ephemeral" ? null : typeSchema(mode === "managed" ? "resource" : "data", type, version);
}

/** The same template, judged by another release of the provider. */
export function atVersion(template: Template, providerVersion: ProviderVersion): Template {
  return { ...template, providerVersion, schemas: schemasOf(providerVersion) };
}

export function staticDiagnostics(root: ModuleNode, schemas: TypeSchemas): Diagnostic[] {
  const provider = new CoderProvider(schemas, {
    workspace: null,
    owner: null,

    accessUrl: null,
    parameters: new Map(),
    single: true,
    alone: true,
  });
  const seen = new Set<ModuleConfig>();
  const diagnostics: Diagnostic[] = [];
  for (const node of modules(root)) {
    // One directory that is called twice has the same mistakes twice, at the same places.
    if (seen.has(node.config)) continue;
    seen.add(node.config);
    diagnostics.push(...staticCheck({ node, provider, attributeHistory }), ...checkBuiltinTypes(node.config));
  }
  return diagnostics;
}

export function attributeHistory(
  mode: "managed" | "data",
  type: string,
  attribute: string,
): {
  readonly notes: readonly string[];
  readonly help: string | null;
  readonly replacement: Replacement | null;
} | null {
  const life = history(mode === "managed" ? "resource" : "data", type, [attribute]);
  if (!life) return null;
  const notes: string[] = [];
  if (life.removedIn) notes.push(`removed in provider ${life.removedIn}`);
  else if (life.since) notes.push(`added in provider ${life.since}`);
  if (life.note) notes.push(life.note);
  const [other, name] = life.replacedBy?.split(".") ?? [];
  const replacement = mode === "data" && other && name ? { type: other, attribute: name } : null;
  return { notes, help: life.replacedBy ? `use \`${life.replacedBy}\`` : null, replacement };
}

function coderConstraints(configs: readonly ModuleConfig[]): ProviderConstraint[] {
  const result: ProviderConstraint[] = [];
  for (const module of configs) {
    for (const required of module.requiredProviders.values()) {
      const source = required.source ?? (required.name === "coder" ? "coder/coder" : null);
      if (source === null || !isCoder(source) || !required.version) continue;
      const parsed = parseConstraints(required.version.value);
      if (!parsed.ok) continue;
      result.push({
        text: required.version.value,
        module,
        constraints: parsed.constraints,
        place: { file: required.version.file, span: required.version.span },
      });
    }
  }
  return result;
}

function isCoder(source: string): boolean {
  const lower = source.toLowerCase();
  return lower === "coder/coder" || lower === coderAddress;
}

function unsatisfiable(constraints: readonly ProviderConstraint[]): Diagnostic {
  const [first, ...rest] = constraints;
  const texts = [...new Set(constraints.map(({ text }) => `"${text}"`))].join(", ");
  const terms = constraints.flatMap((one) => one.constraints);
  return {
    rule: "required-version",
    severity: "error",
    headline: `no release of the coder provider satisfies ${texts}`,
    labels: first
      ? [
          { ...first.place, text: "", primary: true },
          ...rest
            .slice(0, 4)
            .map(({ place, text }) => ({ ...place, text: `"${text}" has to hold as well`, primary: false })),
        ]
      : [],
    notes: [`newest release known here: ${newestVersion}`],
    help: terms.length === 1 ? "require a release that there is" : "make the constraints overlap",
  };
}

function filesRead(
  tree: ModuleTree,
  given: GivenVariables,
  lock: { readonly path: string; readonly bytes: Uint8Array } | null,
  directory: string,
): FileRead[] {
  const result = new Map<string, FileRead>();
  const add = (path: string, bytes: Uint8Array, name: string): void => {
    if (!result.has(path)) result.set(path, { path, bytes, name });
  };
  for (const file of tree.filesRead) {
    add(
      file.path,
      file.bytes,
      file.module ? `module:${file.module.address}/${file.module.path}` : within(directory, file.path),
    );
  }
  for (const file of given.filesRead) add(file.path, file.bytes, within(directory, file.path));
  if (lock) add(lock.path, lock.bytes, within(directory, lock.path));
  return [...result.values()];
}

function within(directory: string, path: string): string {
  return directory !== "" && path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : path;
}
