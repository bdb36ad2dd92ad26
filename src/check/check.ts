/** A check of one template, from its files to diagnostics and manifest. */

import type { CheckInputs, CheckResult, Libraries, Profile } from "../check-types.ts";
import { type Analysis, analyse, pushes, started, stopped } from "../coder/analysis.ts";
import type { Comparisons } from "../coder/comparisons.ts";
import { CoderProvider } from "../coder/provider.ts";
import { type Diagnostic, type Label, primaryLabel, type RuleId } from "../diagnostic.ts";
import type { Host } from "../host.ts";
import { type Decided, type DecidedApp, decideApps } from "../routes/decide.ts";
import type { SourceFile, Span } from "../source.ts";
import type { Scrutiny } from "../suppress/limits.ts";
import type { Engine } from "../terraform/engine.ts";
import { groupOf } from "../validate/catalogue.ts";
import { Findings } from "../validate/collect.ts";
import type { RuleContext } from "../validate/context.ts";
import { joinCalls } from "../validate/one-module.ts";
import { rules } from "../validate/rules.ts";
import { placeKey } from "../validate/settle.ts";
import { besideBroken, independentOf } from "./beside-broken.ts";
import { makeEngine } from "./engines.ts";
import { finish, isFull, ledgerDiagnostics, mergeProfiles, type Purpose, shownFiles } from "./finish.ts";
import { laterProvider } from "./later-provider.ts";
import { type Counted, countApps, type LedgerEntry, ledgerOf, unresolvedEntry } from "./ledger.ts";
import { manifestText } from "./manifest.ts";
import { templateMaximum } from "./maximum.ts";
import { fixedChoice } from "./presets.ts";
import { type FileRead, readTemplate, type Template } from "./template.ts";

interface ProfileResult {
  readonly profile: Profile;
  readonly diagnostics: readonly Diagnostic[];
  readonly analysis: Analysis;
  readonly apps: readonly Decided<DecidedApp>[];
  readonly ledger: readonly LedgerEntry[];
  readonly engine: Engine;
  readonly context: RuleContext;
}

export function check(
  host: Host,
  directory: string,
  inputs: CheckInputs,
  libraries: Libraries,
  purpose: Purpose,
): CheckResult {
  const template = readTemplate(host, directory, inputs);
  const reads = new Map<string, FileRead>();
  const onRead = (path: string, bytes: Uint8Array): void => {
    const name = directory !== "" && path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : path;
    reads.set(path, { path, bytes, name });
  };
  if (template.broken) return loadingOnly(template, inputs, foundBesideBroken(template, inputs, libraries));
  // Nothing else would be listed.
  if (!template.tree.found || isFull(template.diagnostics)) return loadingOnly(template, inputs, []);
  const fixed = fixedChoice(template, inputs, libraries);
  const effective: CheckInputs = { ...inputs, parameters: fixed.parameters };
  const usageErrors = [...template.usageErrors, ...fixed.usageErrors];
  const results = effective.profiles.map((profile) =>
    checkProfile(template, profile, effective, libraries, onRead, fixed.single),
  );
  const [first] = results;
  if (!first) return loadingOnly(template, inputs, []);
  const diagnostics = [...template.diagnostics, ...fixed.diagnostics, ...mergeProfiles(results)];
  diagnostics.push(...ledgerDiagnostics(first.ledger, effective, purpose, template.alone));
  const counted = countApps(first.apps);
  if (purpose === "compile") diagnostics.push(...tooLarge(template, counted));
  if (purpose === "compile" && template.alone) diagnostics.push(nothingToRoute(template));
  const files = filesOf(template, inputs);
  const final = finish(diagnostics, effective, purpose, {
    files,
    directory: inputs.shown(directory),
    scrutiny: scrutinyOf(diagnostics, inputs, fixed.single),
  });
  const refused = final.some(({ severity, suppressed }) => severity === "error" && !suppressed);
  const read = [
    ...template.filesRead,
    ...[...reads.values()].filter(({ path }) => !template.filesRead.some((file) => file.path === path)),
  ];
  return {
    directory: inputs.shown(directory),
    files,
    apps: counted.count,
    choices: first.analysis.choices,
    unresolved: first.ledger.map((entry) => unresolvedEntry(entry, inputs.shown)),
    ...(results.some(hasOpenHostnames) && { wildcardUnknown: true as const }),
    diagnostics: final,
    usageErrors,
    manifest:
      purpose === "compile" && !refused && usageErrors.length === 0
        ? manifestText({ template, inputs: effective, original: inputs, ...first, read })
        : null,
  };
}

function hasOpenHostnames({ profile, apps }: ProfileResult): boolean {
  if (profile.wildcardAccessUrl !== undefined) return false;
  return apps.some(({ cases }) => cases.numbered.some((items) => items.some(({ hostnames }) => hostnames !== null)));
}

function foundBesideBroken(template: Template, inputs: CheckInputs, libraries: Libraries): readonly Diagnostic[] {
  const others = besideBroken(template, inputs);
  const [profile] = inputs.profiles;
  if (!others || !profile) return [];
  // Answers may be to parameters that aren't seen.
  const open: CheckInputs = { ...inputs, parameters: new Map(), preset: null };
  const { diagnostics } = checkProfile(others, profile, open, libraries, () => {}, false);
  return independentOf(template, others, [...others.diagnostics, ...diagnostics]);
}

function loadingOnly(template: Template, inputs: CheckInputs, beside: readonly Diagnostic[]): CheckResult {
  const apps = { total: 0, decided: 0, byChoice: 0, unknown: 0 };
  const files = filesOf(template, inputs);
  const directory = inputs.shown(template.directory);
  const scrutiny = { everything: false, profiles: false, workspaces: false };
  return {
    directory,
    files,
    apps,
    choices: { count: 1, widened: false },
    unresolved: [],
    diagnostics: finish([...template.diagnostics, ...beside], inputs, "lint", {
      files,
      directory,
      scrutiny,
    }),
    usageErrors: template.usageErrors,
    manifest: null,
  };
}

/** An error of Terraform's kind mutes what follows from it: then nobody knows what else there is. */
function scrutinyOf(diagnostics: readonly Diagnostic[], inputs: CheckInputs, single: boolean): Scrutiny {
  const hidden = diagnostics.some(
    ({ rule, severity }) => severity === "error" && groupOf(rule) === "Terraform around it",
  );
  return {
    everything: !single && !hidden && inputs.transition === "start" && inputs.providerVersion === null,
    profiles: !inputs.otherProfiles,
    workspaces: inputs.workspaces.length > 0,
  };
}

function filesOf(template: Template, inputs: CheckInputs): readonly SourceFile[] {
  const files = new Set<SourceFile>();
  const rename = shownFiles(inputs);
  for (const config of template.tree.configs) for (const file of config.files) files.add(rename(file));
  for (const file of template.given.files) files.add(rename(file));
  return [...files];
}

function checkProfile(
  template: Template,
  profile: Profile,
  inputs: CheckInputs,
  libraries: Libraries,
  onRead: (path: string, bytes: Uint8Array) => void,
  single: boolean,
): ProfileResult {
  const request = { template, profile, inputs, libraries, onRead, single };
  const limit = inputs.maxChoices;
  let engine = makeEngine({ ...request, mode: "plan" });
  const pinned = inputs.transition === "stop" ? stopped : started;
  let analysis = analyse(engine, pinned, limit);
  // A typed answer that is compared with a text has that text as one more answer worth trying.
  for (let round = 0; round < 3 && learned(engine); round++) {
    const comparisons: Comparisons = comparisonsOf(engine);
    comparisons.version = 0;
    engine = makeEngine({ ...request, mode: "plan", comparisons });
    analysis = analyse(engine, pinned, limit);
  }
  const maximum = templateMaximum(engine, profile);
  const apps = decideApps(analysis, profile, maximum);
  const context: RuleContext = {
    inputs,
    profile,
    root: template.root,
    providerVersion: template.providerVersion,
    providerConstraints: template.providerConstraints,
    providerPinned: template.providerPinned,
    alone: template.alone,
    engine,
    planWith: (parameters) => makeEngine({ ...request, inputs: { ...inputs, parameters }, mode: "plan", single: true }),
    started: pinned,
    analysis,
    apps,
    templateMaximum: maximum,
  };
  const found: Diagnostic[] = [];
  const instance = rules.filter((rule) => rule.kind === "instance");
  const known = new Set<string>();
  const add = (
    diagnostics: readonly Diagnostic[],
    change: (diagnostic: Diagnostic) => Diagnostic = (diagnostic) => diagnostic,
  ): void => {
    const told = joinCalls(diagnostics).filter((item) => !known.has(placeKey(item)) && !follows(item));
    for (const diagnostic of told) {
      known.add(placeKey(diagnostic));
      found.push(change(diagnostic));
    }
  };
  const follows = followsFrom(template.diagnostics);
  for (const diagnostic of template.diagnostics) known.add(placeKey(diagnostic));
  const result = {
    profile,
    diagnostics: found,
    analysis,
    apps,
    ledger: ledgerOf(template.root, apps),
    engine,
    context,
  };
  // Each of the others would use up a budget, too.
  if (engine.exhausted) {
    add(new Findings(engine, []).evaluation(pinned, limit));
    found.push(exhausted(template, engine));
    return result;
  }
  const validating = makeEngine({ ...request, mode: "validate" });
  const validated = new Findings(
    validating,
    instance.filter((rule) => rule.validate),
  );
  const planned = new Findings(engine, instance);
  add(validated.evaluation(started, limit));
  add(validated.instances({ ...context, engine: validating }, started));
  add(planned.evaluation(pinned, limit));
  add(planned.instances(context, pinned));
  for (const rule of rules) if (rule.kind === "template") add(rule.check(context));
  add(laterProvider(request, context, pinned, known));
  // Of values that need themselves nobody plans anything.
  const goesOn = !template.alone && inputs.transition === "start" && !template.diagnostics.some(isCycle);
  if (goesOn) {
    add(planned.evaluation(stopped, limit), stopping);
    add(planned.instances(context, stopped, "plan"), stopping);
  }
  if (goesOn && !single) {
    for (const push of pushes) {
      add(planned.evaluation(push, limit), pushing);
      add(planned.instances(context, push, "plan"), pushing);
    }
  }
  if (engine.exhausted) found.push(exhausted(template, engine));
  return result;
}

function isCycle({ rule, severity }: Diagnostic): boolean {
  return rule === "reference-cycle" && severity === "error";
}

/** What evaluation says about text whose names are wrong follows from that, and has been told. */
function followsFrom(told: readonly Diagnostic[]): (diagnostic: Diagnostic) => boolean {
  const places = new Map<SourceFile, Span[]>();
  for (const diagnostic of told) {
    if (diagnostic.severity !== "error") continue;
    const { file, span } = primaryLabel(diagnostic);
    const spans = places.get(file);
    if (spans) spans.push(span);
    else places.set(file, [span]);
  }
  return (diagnostic) => {
    if (!evaluationRules.has(diagnostic.rule)) return false;
    const { file, span } = primaryLabel(diagnostic);
    // `id` behind a resource that lacks its index begins a dot after what was told of.
    return (places.get(file) ?? []).some((other) => other.start < span.end && span.start <= other.end + 1);
  };
}

const evaluationRules: ReadonlySet<RuleId> = new Set([
  "type-mismatch",
  "function-call",
  "expansion-invalid",
  "schema-wrong-type",
]);

function comparisonsOf(engine: Engine): Comparisons {
  if (engine.provider instanceof CoderProvider) return engine.provider.comparisons;
  throw new Error("the engine of a template has the coder provider");
}

function learned(engine: Engine): boolean {
  return comparisonsOf(engine).version > 0;
}

/** What fails only when the workspace stops fails the push, and every stop. */
function stopping(diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.rule === "evaluation-budget") return diagnostic;
  return {
    ...diagnostic,
    rule: "stop-transition",
    headline: `fails when the workspace stops: ${diagnostic.headline}`,
    notes: [...diagnostic.notes, "a push plans for start and for stop, when `start_count` is 0"],
    help: "make it depend on `start_count` as what it refers to does, or write `one(NAME[*])`, which is null when that is gone",
  };
}

/** A push plans without answers, for a workspace and an owner that are both named "default" (Coder v2.35). */
function pushing(diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.rule === "evaluation-budget") return diagnostic;
  return {
    ...diagnostic,
    headline: `fails when the template is pushed: ${diagnostic.headline}`,
    notes: [
      ...diagnostic.notes,
      'a push plans without any answer, for the workspace "default" of "default" with the mail default@example.com',
    ],
  };
}

function exhausted(template: Template, engine: Engine): Diagnostic {
  return {
    rule: "evaluation-budget",
    severity: "error",
    headline: "the template takes too much work to evaluate",
    labels: [atStart(template)],
    notes: [`budget: steps: ${engine.budgets.steps}`],
    help: "make the template smaller",
  };
}

/** What nobody would route by. */
function tooLarge({ budgets, ...template }: Template, { entries, answers }: Counted): readonly Diagnostic[] {
  const told = (headline: string, note: string): Diagnostic => ({
    rule: "evaluation-budget",
    severity: "error",
    headline: `${headline}: they differ between too many choices`,
    labels: [atStart(template)],
    notes: [note],
    help: "let fewer parameters decide about one app, or fix some with --parameter",
  });
  if (entries > budgets.entries)
    return [told(`the manifest would have ${entries} apps`, `budget: manifest entries: ${budgets.entries}`)];
  if (answers > budgets.guardAnswers)
    return [
      told(
        `the manifest would have ${answers} answers in the guards of its apps`,
        `budget: guard answers: ${budgets.guardAnswers}`,
      ),
    ];
  return [];
}

/** For what is no single place's fault. */
function atStart({ root, directory }: Pick<Template, "root" | "directory">): Label {
  const [file] = root.config.files;
  return { file: file ?? { name: directory, text: "" }, span: { start: 0, end: 0 }, text: "", primary: true };
}

function nothingToRoute(template: Template): Diagnostic {
  return {
    rule: "app-without-agent",
    severity: "error",
    headline: "there is nothing to route to: no module of this directory has a `coder_agent`",
    labels: [atStart(template)],
    notes: ["a directory without an agent is a module that templates call; `lint` checks it as one"],
    help: "compile the template that calls this module",
  };
}
