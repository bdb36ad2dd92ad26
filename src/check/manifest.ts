/** The manifest of a check that refused nothing. */

import type { CheckInputs, Profile } from "../check-types.ts";
import type { Analysis } from "../coder/analysis.ts";
import { compareText } from "../diagnostic.ts";
import type { Host } from "../host.ts";
import { canonicalManifest } from "../manifest/canonical.ts";
import { type Manifest, manifestVersion } from "../manifest/types.ts";
import type { Decided, DecidedApp } from "../routes/decide.ts";
import { emitAgents, emitApps, emitParameters } from "../routes/emit.ts";
import type { Engine } from "../terraform/engine.ts";
import type { RuleContext } from "../validate/context.ts";
import { version } from "../version.ts";
import { type LedgerEntry, unresolvedEntry } from "./ledger.ts";
import { parameterDefinitions } from "./parameters.ts";
import type { FileRead, Template } from "./template.ts";

export interface ManifestRequest {
  readonly template: Template;
  readonly inputs: CheckInputs;
  /** As given: without what a preset adds. */
  readonly original: CheckInputs;
  readonly profile: Profile;
  readonly analysis: Analysis;
  readonly apps: readonly Decided<DecidedApp>[];
  readonly ledger: readonly LedgerEntry[];
  readonly engine: Engine;
  readonly context: RuleContext;
  readonly read: readonly FileRead[];
}

export function manifestText(request: ManifestRequest): string {
  return canonicalManifest(manifestOf(request));
}

function manifestOf({
  template,
  original,
  profile,
  analysis,
  apps,
  ledger,
  engine,
  context,
  read,
}: ManifestRequest): Manifest {
  const names = new Map(read.map(({ path, name }) => [path, name]));
  const nameOfFile = (path: string): string => names.get(path) ?? path;
  const emitted = emitApps(apps, nameOfFile);
  const agents = emitAgents(analysis.agents, profile.wildcardAccessUrl, nameOfFile);
  const definitions = parameterDefinitions(engine, context.started, original.maxChoices);
  const sources = read
    .map(({ name, bytes }) => ({ path: name, sha256: template.host.digest("sha256", bytes) }))
    .sort((a, b) => compareText(a.path, b.path));
  return {
    manifestVersion,
    compiler: { name: "templatecheck", version },
    template: {
      name: original.name ?? nameOf(original.shown(template.directory)),
      digest: digestOf(template.host, sources),
      sources,
    },
    inputs: inputsOf(template, original, profile),
    complete: !ledger.some(({ hidesRoute }) => hidesRoute),
    deployment: {
      accessUrl: profile.accessUrl ?? null,
      wildcardAccessUrl: profile.wildcardAccessUrl ?? null,
      coderVersion: profile.coderVersion ?? null,
      edition: profile.edition,
      pathApps: profile.pathApps,
      pathAppSharing: profile.pathAppSharing,
      pathAppSiteOwnerAccess: profile.pathAppSiteOwnerAccess,
      ownerWorkspaceAccess: profile.ownerWorkspaceAccess,
    },
    sharing: { templateMaximum: context.templateMaximum, appShare: profile.appShare },
    cors: { behavior: profile.corsBehavior },
    parameters: emitParameters(definitions, emitted, agents),
    agents,
    apps: emitted,
    ports: {
      range: [9, 65535],
      defaultShare: "owner",
      maximumShare: context.templateMaximum,
      protocols: ["http", "https"],
    },
    unresolved: ledger.map((entry) => unresolvedEntry(entry, nameOfFile)),
  };
}

function nameOf(directory: string): string {
  const last = directory.split("/").at(-1);
  return last === undefined || last === "" || last === "." || last === ".." ? "template" : last;
}

/** One line a file: its digest, two blanks, its path. */
function digestOf(host: Host, sources: readonly { readonly path: string; readonly sha256: string }[]): string {
  const text = sources.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
  return `sha256:${host.digest("sha256", new TextEncoder().encode(text))}`;
}

function inputsOf(template: Template, inputs: CheckInputs, profile: Profile): Manifest["inputs"] {
  const variables = new Map<string, string>();
  const sensitive = new Map<string, string>();
  const varFiles: string[] = [];
  const give = (name: string, value: string): void => {
    const config = template.root.config.variables.get(name);
    if (!config) return;
    if (config.sensitive)
      sensitive.set(name, `sha256:${template.host.digest("sha256", new TextEncoder().encode(value))}`);
    else variables.set(name, value);
  };
  for (const [name, value] of inputs.environment) give(name, value);
  for (const argument of inputs.variableArguments) {
    if (argument.kind === "file") varFiles.push(argument.path);
    else give(argument.name, argument.value);
  }
  return {
    profile: profile.name,
    variables: record(variables),
    sensitiveVariables: record(sensitive),
    varFiles,
    parameters: record(inputs.parameters),
    preset: inputs.preset,
    workspace: inputs.workspace,
    owner: inputs.owner,
    transition: inputs.transition,
    moduleMap: record(inputs.moduleMap),
    maxChoices: inputs.maxChoices,
    providerVersion: inputs.providerVersion,
  };
}

function record(entries: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries(entries);
}
