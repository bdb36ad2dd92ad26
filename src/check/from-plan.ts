/**
 * A check of a plan or state instead of a template's text: its resources as planned, one choice, the same rules about
 * what Coder would serve. What the provider refuses isn't in a plan, so its rules have nothing to do here.
 */

import type { CheckInputs, CheckResult, Profile } from "../check-types.ts";
import { type AgentFacts, agentFacts } from "../coder/agents.ts";
import { type Analysis, type Explored, started, stopped } from "../coder/analysis.ts";
import { appFacts } from "../coder/apps.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { decodeSource } from "../hcl/decode.ts";
import { stringType } from "../hcl/types.ts";
import type { Value } from "../hcl/value.ts";
import { unknownValue } from "../hcl/values.ts";
import type { Host } from "../host.ts";
import { AgentLinks } from "../plan/agents.ts";
import { type PlanDocument, type PlanResource, readPlanDocument } from "../plan/document.ts";
import { type BuildFacts, buildFacts } from "../plan/facts.ts";
import { placesOf } from "../plan/places.ts";
import { plannedResource } from "../plan/resource.ts";
import { type Decided, type DecidedApp, decideApps } from "../routes/decide.ts";
import { defaultTemplateMaximum, isShareLevel, type ShareLevel } from "../routing/share.ts";
import type { Engine } from "../terraform/engine.ts";
import type { PlannedResource } from "../terraform/evaluated.ts";
import { Cases } from "../terraform/exploration.ts";
import type { ResourceUnit } from "../terraform/units.ts";
import type { RuleContext } from "../validate/context.ts";
import { planRules } from "../validate/plan-rules.ts";
import { problem } from "../validate/problem.ts";
import { makeEngine } from "./engines.ts";
import { finish, ledgerDiagnostics, mergeProfiles, type Purpose } from "./finish.ts";
import { countApps, type LedgerEntry, ledgerOf, unresolvedEntry } from "./ledger.ts";
import { manifestText } from "./manifest.ts";
import { conflicts, planInputs } from "./plan-inputs.ts";
import { readTemplate, type Template } from "./template.ts";

/** Whether a path of the host is a file: a template is a directory. */
export function isPlan(host: Host, path: string): boolean {
  return path !== "" && host.list(path) === null && host.realpath(path) !== null;
}

interface PlanFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export function checkPlan(host: Host, path: string, given: CheckInputs, purpose: Purpose): CheckResult {
  const shown = given.shown(path);
  const read = host.read(path);
  if (!read.ok) return refused(shown, [`cannot read ${shown}: ${read.reason}`]);
  const file: PlanFile = { path, bytes: read.bytes };
  const { text } = decodeSource(file.path, file.bytes);
  const reading = readPlanDocument(text);
  if (!reading.ok) return refused(shown, [`${shown} can't be read as a plan: ${reading.error}`]);
  const { document } = reading;
  const facts = buildFacts(document);
  const usageErrors = conflicts(given, facts);
  if (usageErrors.length > 0) return refused(shown, usageErrors);
  const inputs = planInputs(given, facts);
  const places = placesOf(file.path, text, document.resources);
  const template = emptyTemplate(host, file, inputs, document);
  const results = inputs.profiles.map((profile) => judge(document, facts, template, places, profile, inputs));
  const [first] = results;
  if (!first) return refused(shown, []);
  const found = [...mergeProfiles(results), ...ledgerDiagnostics(first.ledger, inputs, purpose, false)];
  if (document.partial) found.push(partial(places.whole));
  if (!first.analysis.agents.some(({ cases }) => cases.numbered.some((agents) => agents.length > 0))) {
    if (purpose === "compile") found.push(nothingToRoute(places.whole));
  }
  const diagnostics = finish(found.map(forPlan), inputs, purpose);
  const clean = !diagnostics.some(({ severity }) => severity === "error");
  return {
    directory: shown,
    files: [{ ...places.file, name: shown }],
    apps: countApps(first.apps).count,
    choices: { count: 1, widened: false },
    unresolved: first.ledger.map((entry) => unresolvedEntry(entry, inputs.shown)),
    diagnostics,
    usageErrors: [],
    manifest:
      purpose === "compile" && clean
        ? manifestText({ ...first, template, inputs, original: inputs, read: template.filesRead })
        : null,
  };
}

function refused(directory: string, usageErrors: readonly string[]): CheckResult {
  return {
    directory,
    files: [],
    apps: { total: 0, decided: 0, byChoice: 0, unknown: 0 },
    choices: { count: 1, widened: false },
    unresolved: [],
    diagnostics: [],
    usageErrors,
    manifest: null,
  };
}

/** A template without text: what rules and manifest ask of one besides its resources. */
function emptyTemplate(host: Host, file: PlanFile, inputs: CheckInputs, { configuration }: PlanDocument): Template {
  const nothing: Host = {
    read: () => ({ ok: false, code: "absent", reason: "no such file" }),
    list: () => [],
    realpath: () => null,
    digest: (algorithm, bytes) => host.digest(algorithm, bytes),
  };
  const template = readTemplate(nothing, "", { ...inputs, variableArguments: [], environment: new Map() });
  return {
    ...template,
    directory: file.path,
    alone: false,
    diagnostics: [],
    filesRead: [{ path: file.path, bytes: file.bytes, name: baseName(file.path) }],
    providerPinned: configuration === null || template.providerPinned,
  };
}

function baseName(name: string): string {
  return name.split("/").at(-1) ?? name;
}

interface Judged {
  readonly profile: Profile;
  readonly diagnostics: readonly Diagnostic[];
  readonly analysis: Analysis;
  readonly apps: readonly Decided<DecidedApp>[];
  readonly ledger: readonly LedgerEntry[];
  readonly engine: Engine;
  readonly context: RuleContext;
}

function judge(
  document: PlanDocument,
  facts: BuildFacts,
  template: Template,
  places: ReturnType<typeof placesOf>,
  profile: Profile,
  inputs: CheckInputs,
): Judged {
  const planWith = (parameters: ReadonlyMap<string, string>): Engine =>
    makeEngine({
      mode: "plan",
      template,
      profile,
      inputs: { ...inputs, parameters },
      libraries: { regex: noLibrary, yaml: noLibrary },
      single: true,
    });
  const engine = planWith(inputs.parameters);
  const links = new AgentLinks(document);
  const instances = document.resources.flatMap((resource): PlannedResource[] => {
    const schema = resource.mode === "managed" ? template.schemas("managed", resource.type) : null;
    if (!schema) return [];
    const agent = schema.attributes.has("agent_id") ? agentOf(resource, links) : null;
    return [plannedResource({ resource, schema, place: places.of(resource), module: engine.root, agent })];
  });
  const analysis: Analysis = {
    apps: explored(instances, ["coder_app"], appFacts, engine),
    agents: explored<AgentFacts>(instances, ["coder_agent", "coder_devcontainer"], agentFacts, engine),
    choices: { count: 1, widened: false },
  };
  const templateMaximum = maximumOf(document, profile);
  const apps = decideApps(analysis, profile, templateMaximum);
  const context: RuleContext = {
    inputs,
    profile,
    root: template.root,
    providerVersion: template.providerVersion,
    providerConstraints: [],
    providerPinned: true,
    alone: false,
    engine,
    planWith,
    started: facts.transition === "stop" ? stopped : started,
    analysis,
    apps,
    templateMaximum,
  };
  const diagnostics = [...planRules(instances, context), ...countedAgents(document, places)];
  return { profile, diagnostics, analysis, apps, ledger: ledgerOf(template.root, apps), engine, context };
}

/** Values of a plan are there already: nothing is evaluated that could ask for a library. */
function noLibrary(): never {
  throw new Error("a plan is not evaluated");
}

/** As evaluation has it: the identifier of that agent, known or not. Null: what is in the plan is it. */
function agentOf(resource: PlanResource, links: AgentLinks): Value | null {
  const link = links.of(resource);
  switch (link.kind) {
    case "agent":
      return unknownValue(stringType, "known only after apply", {
        origin: { address: link.address, attribute: link.attribute },
        applyTime: true,
      });
    case "open":
      return unknownValue(stringType, link.reason, { dependsOn: link.dependsOn, applyTime: true });
    case "none":
      return null;
  }
}

function explored<T>(
  instances: readonly PlannedResource[],
  types: readonly string[],
  facts: (instance: PlannedResource) => T,
  engine: Engine,
): Explored<T>[] {
  return instances
    .filter(({ config }) => types.includes(config.type))
    .map((instance) => {
      const unit: ResourceUnit = {
        address: instance.address,
        node: engine.root.node,
        config: instance.config,
        instances: () => [],
      };
      return { unit, cases: Cases.always([facts(instance)]) };
    });
}

function maximumOf({ resources }: PlanDocument, profile: Profile): ShareLevel {
  if (profile.maxShareLevel !== undefined) return profile.maxShareLevel;
  const levels = resources
    .filter(({ mode, type }) => mode === "managed" && type === "coderd_template")
    .map(({ values }) => values.max_port_share_level);
  const level = levels.find((value) => typeof value === "string" && isShareLevel(value));
  return typeof level === "string" && isShareLevel(level) ? level : defaultTemplateMaximum(profile.edition);
}

/** As `agent-in-counted-module` finds it in text. */
function* countedAgents(document: PlanDocument, places: ReturnType<typeof placesOf>): Iterable<Diagnostic> {
  for (const resource of document.resources) {
    if (resource.mode !== "managed" || resource.type !== "coder_agent" || !/\[/.test(resource.module)) continue;
    yield problem("agent-in-counted-module", "error", places.of(resource), {
      headline: `${resource.address} is inside a module with \`count\` or \`for_each\`, where Coder can't find it`,
      help: "remove `count` or `for_each` from the call, or move the agent out of the module",
    });
  }
}

function partial(place: RuleContextPlace): Diagnostic {
  return problem("value-unknown", "error", place, {
    headline: "the plan isn't complete: Terraform ended it with errors, or put changes off",
    notes: ["apps may be missing in it"],
    help: "plan again without errors",
  });
}

function nothingToRoute(place: RuleContextPlace): Diagnostic {
  return problem("app-without-agent", "error", place, {
    headline: "there is nothing to route to: no `coder_agent` is in it",
    help: "plan a workspace that starts",
  });
}

type RuleContextPlace = ReturnType<typeof placesOf>["whole"];

/** A plan isn't edited, and what it doesn't know no option tells. */
function forPlan({ fix: _, ...diagnostic }: Diagnostic): Diagnostic {
  if (diagnostic.rule !== "value-unknown") return diagnostic;
  return { ...diagnostic, help: "take the state after the apply, which knows it, or the template itself" };
}
