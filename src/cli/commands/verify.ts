import path from "node:path";
import type { CheckResult, Core } from "../../check-types.ts";
import type { Host } from "../../host.ts";
import { jsonExcess } from "../../json-budget.ts";
import { readManifest } from "../../manifest/reader.ts";
import type { Manifest } from "../../manifest/types.ts";
import { type PlanDocument, readPlanDocument } from "../../plan/document.ts";
import { type BuildFacts, buildFacts } from "../../plan/facts.ts";
import type { SourceFile } from "../../source.ts";
import { manifestDifferences, sameJson } from "../../verify/manifest-difference.ts";
import { planAgreement } from "../../verify/plan-agreement.ts";
import type { CompilationCheck, PlanCheck, PlanComparison, SchemaCheck, VerifyReport } from "../../verify/report.ts";
import { inputAgreement, routeAgreement } from "../../verify/route-agreement.ts";
import { verifyText } from "../../verify/text.ts";
import { version } from "../../version.ts";
import type { Arguments } from "../arguments.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import { readRegularFile } from "../host.ts";
import type { Reading } from "../load-reading.ts";
import { formatOf, type Options } from "../options.ts";
import { parserCheck } from "../parser-check.ts";
import type { Program } from "../program.ts";
import { field, recordedOptions, sensitiveNames } from "../recorded-inputs.ts";
import type { Session } from "../session.ts";
import { homeOf, type Template } from "../surroundings.ts";
import { manifestJson } from "../yaml-document.ts";
import { asYaml, isYamlName } from "../yaml-text.ts";

/** Before a deploy: whether a manifest is valid, up to date, and what a real plan comes to. */
export async function verify(given: Arguments, program: Program, core: Core, reading: Reading): Promise<number> {
  const [file = "", target = "."] = given.operands;
  const format = formatOf(given, ["human", "json"]);
  const options = { ...reading.readOptions(given), formats: [], check: null };
  const written = textOf(path.resolve(program.cwd, file), file);
  const json = isYamlName(file) ? await manifestJson(written, file) : written;
  const recorded = parsed(json, file);
  const template = reading.templateOrPlanOf(target, program);
  const asked: Asked = { file, written, recorded, template, given, options, program, core, reading };
  const { report, code } = await verified(asked, await schemaCheck(json, recorded));
  program.stdout.write(
    format === "json" ? `${JSON.stringify(report, null, 2)}\n` : verifyText(report, options.verbose),
  );
  return code;
}

interface Asked {
  readonly file: string;
  readonly written: string;
  readonly recorded: unknown;
  readonly template: Template;
  readonly given: Arguments;
  readonly options: Options;
  readonly program: Program;
  readonly core: Core;
  readonly reading: Reading;
}

async function verified(
  asked: Asked,
  { schema, manifest }: ManifestCheck,
): Promise<{ readonly report: VerifyReport; readonly code: number }> {
  const { file, template, program, options } = asked;
  const shown = path.relative(program.cwd, template.kind === "plan" ? template.file : homeOf(template, program.cwd));
  const nothing: VerifyReport = {
    version: 1,
    tool: { name: "templatecheck", version },
    ok: false,
    manifest: file,
    template: template.kind === "text" ? "<stdin>" : shown.split(path.sep).join("/") || ".",
    schema,
    compilation: null,
    parser: null,
    plans: [],
  };
  if (!manifest) return { report: nothing, code: exitCode.findings };
  const session = sessionOf(asked);
  const compiled = await compiledAgain(asked, session);
  const compilation = await compilationCheck(asked, compiled.result);
  const parser = await parserCheck(compiled.result, compiled.others);
  const plans: PlanCheck[] = [];
  for (const name of ["plan", "state"]) {
    for (const option of asked.given.options) {
      if (option.name === name && option.value !== true)
        plans.push(await planCheck(asked, session, manifest, option.value));
    }
  }
  const ok = compilation.ok && parser.ok && plans.every((plan) => plan.ok);
  const { usageErrors } = compiled.result;
  for (const error of usageErrors) program.stderr.write(`templatecheck: ${error}\n`);
  const codes = [
    compilation.ok && plans.every((plan) => plan.ok) ? exitCode.clean : exitCode.findings,
    usageErrors.length > 0 ? exitCode.usage : exitCode.clean,
    parser.ok ? exitCode.clean : exitCode.internal,
    compiled.result.manifest === null ? asked.reading.exitCodeOf([compiled.result], options) : exitCode.clean,
  ];
  return { report: { ...nothing, ok, compilation, parser, plans }, code: Math.max(...codes) };
}

interface ManifestCheck {
  readonly schema: SchemaCheck;
  readonly manifest: Manifest | null;
}

/** The published schema names all that is wrong with the shape; the reader knows what must hold besides. */
async function schemaCheck(json: string, recorded: unknown): Promise<ManifestCheck> {
  const answer = readManifest(json);
  const { manifestProblems } = await import("../../schema/manifest-schema.ts");
  const problems = manifestProblems(recorded).map((problem) => ({
    path: problem.path.map((step) => `/${step.replace(/~/g, "~0").replace(/\//g, "~1")}`).join(""),
    message: problem.message,
  }));
  if (problems.length === 0 && !answer.ok) problems.push({ path: answer.path, message: answer.error });
  const ok = answer.ok && problems.length === 0;
  return { schema: { ok, problems }, manifest: answer.ok ? answer.manifest : null };
}

/** What the manifest was compiled with; of the environment only the secrets, which it doesn't hold. */
function sessionOf({ recorded, template, options, program, core, reading }: Asked): Session {
  const secrets = sensitiveNames(recorded).map((name) => `TF_VAR_${name}`);
  const env = Object.entries(program.env).filter(([name]) => !name.startsWith("TF_VAR_") || secrets.includes(name));
  const again = recordedOptions(recorded, options, homeOf(template, program.cwd));
  return new reading.Session(again, { ...program, env: Object.fromEntries(env) }, core, true);
}

interface Compiled {
  readonly result: CheckResult;
  /** Files of HCL that were read besides the modules': values of variables, the lock file. */
  readonly others: readonly SourceFile[];
}

async function compiledAgain({ template, recorded, program, reading }: Asked, session: Session): Promise<Compiled> {
  const answer = await session.ask(template, (core, host, directory, inputs, libraries) => {
    const result = core.compile(host, directory, inputs, libraries);
    return { result, others: othersOf(host, directory, result, inputs.shown) };
  });
  const result = reading.completed({ ...answer, value: answer.value.result });
  if (result.manifest === null)
    await reading.emit(reading.reportOf([result]), session.options, program, program.stderr);
  const missing = result.manifest === null ? [] : secretProblems(recorded, JSON.parse(result.manifest));
  return { result: { ...result, usageErrors: [...result.usageErrors, ...missing] }, others: answer.value.others };
}

function othersOf(
  host: Host,
  directory: string,
  { manifest }: CheckResult,
  shown: (path: string) => string,
): readonly SourceFile[] {
  const sources = field(field(manifest === null ? null : JSON.parse(manifest), "template"), "sources");
  const names = Array.isArray(sources) ? sources.map((source) => field(source, "path")) : [];
  return names.flatMap((name): readonly SourceFile[] => {
    if (typeof name !== "string" || name.startsWith("module:") || !/\.(tfvars|hcl)$/.test(name)) return [];
    const at = directory === "" ? name : `${directory}/${name}`;
    const read = host.read(at);
    return read.ok ? [{ name: shown(at), text: new TextDecoder().decode(read.bytes) }] : [];
  });
}

/** Secrets are in no manifest: they have to be given again. */
function secretProblems(recorded: unknown, fresh: unknown): readonly string[] {
  const [before, now] = [recorded, fresh].map((manifest) => field(field(manifest, "inputs"), "sensitiveVariables"));
  return sensitiveNames(recorded).flatMap((name) => {
    const digest = field(now, name);
    if (digest === undefined)
      return [`the sensitive variable "${name}" has to be given again: TF_VAR_${name}, or --var ${name}=…`];
    return digest === field(before, name) ? [] : [`"${name}" is not the value that the manifest was compiled with`];
  });
}

async function compilationCheck({ file, written, recorded }: Asked, result: CheckResult): Promise<CompilationCheck> {
  const writtenBy = compilerVersion(recorded);
  const errors = result.diagnostics.filter(({ severity, suppressed }) => severity === "error" && !suppressed).length;
  const base = { writtenBy, compiledBy: version, errors };
  if (result.manifest === null) return { ...base, ok: false, differences: [] };
  const fresh: unknown = JSON.parse(result.manifest);
  // The compiler's version is the first field of that name.
  const same = result.manifest.replace(/"version": "[^"]*"/, () => `"version": ${JSON.stringify(writtenBy)}`);
  const bytes = isYamlName(file) ? await asYaml(same) : same;
  return { ...base, ok: bytes === written, differences: bytes === written ? [] : manifestDifferences(recorded, fresh) };
}

function compilerVersion(manifest: unknown): string {
  const text = field(field(manifest, "compiler"), "version");
  return typeof text === "string" ? text : "";
}

async function planCheck(asked: Asked, session: Session, manifest: Manifest, source: string): Promise<PlanCheck> {
  const absolute = path.resolve(asked.program.cwd, source);
  const answer = readPlanDocument(textOf(absolute, source));
  if (!answer.ok) throw new CommandFailure(`${source} can't be read as a plan: ${answer.error}`);
  const { document } = answer;
  const facts = buildFacts(document);
  const comparisons = [
    ...inputAgreement(manifest, facts),
    ...(await variables(asked, session, document.variables)),
    ...(await attributes(asked, session, document, facts)),
    ...(await routes(session, manifest, facts, absolute)),
  ];
  const count = (verdict: PlanComparison["verdict"]): number =>
    comparisons.filter((comparison) => comparison.verdict === verdict).length;
  return {
    ok: count("contradiction") === 0,
    source,
    kind: document.kind,
    apps: document.resources.filter(({ mode, type }) => mode === "managed" && type === "coder_app").length,
    equal: count("equal"),
    unknown: count("unknown"),
    contradictions: count("contradiction"),
    comparisons: comparisons.filter(({ verdict }) => verdict !== "equal"),
  };
}

/** The root's variables here, against those that the plan was made with. */
async function variables(
  { template }: Asked,
  session: Session,
  planned: ReadonlyMap<string, unknown>,
): Promise<readonly PlanComparison[]> {
  if (template.kind === "plan" || planned.size === 0) return [];
  const { value } = await session.ask(template, (core, ...surroundings) => {
    const evaluator = core.evaluator(...surroundings);
    return [...planned].map(([name, theirs]) => ({ name, theirs, answer: evaluator.evaluate(`var.${name}`) }));
  });
  return value.flatMap(({ name, theirs, answer }): readonly PlanComparison[] => {
    if (!("json" in answer) || answer.sensitive) return [];
    const ours: unknown = JSON.parse(answer.json);
    if (sameJson(ours, theirs)) return [];
    return [{ address: `var.${name}`, attribute: "value", verdict: "contradiction", planned: theirs, ours }];
  });
}

/** What `inspect plan` has for the build that the plan was made for. */
async function attributes(
  { template }: Asked,
  session: Session,
  document: PlanDocument,
  facts: BuildFacts,
): Promise<readonly PlanComparison[]> {
  // A manifest of a plan: only its routes can be compared.
  if (template.kind === "plan") return [];
  const { answers, workspace, owner, transition, accessUrl } = facts;
  const build = session.withOptions({
    ...session.options,
    parameters: answers,
    preset: null,
    workspace: workspace ?? session.options.workspace,
    owner: owner ?? session.options.owner,
    transition,
    accessUrl: accessUrl ?? session.options.accessUrl,
  });
  const { value } = await build.ask(template, (core, ...surroundings) => core.inspect("plan", ...surroundings));
  return planAgreement(document, value.document);
}

/** What the plan alone would be served as, against the manifest. */
async function routes(
  session: Session,
  manifest: Manifest,
  facts: BuildFacts,
  file: string,
): Promise<readonly PlanComparison[]> {
  const { value } = await session.ask({ kind: "plan", file }, (core, host, at, inputs, libraries) =>
    core.compile(
      host,
      at,
      {
        ...inputs,
        parameters: new Map(),
        preset: null,
        workspace: null,
        owner: null,
        variableArguments: [],
        allowPartial: true,
        // Whatever is wrong with the apps of the plan: here it only counts whether they are the same.
        ruleLevel: () => "off",
      },
      libraries,
    ),
  );
  // A manifest is of workspaces that start, unless it was asked to be of others.
  if (facts.transition !== manifest.inputs.transition) return [];
  const planned = value.manifest === null ? null : readManifest(value.manifest);
  return planned?.ok ? routeAgreement(manifest, planned.manifest, facts) : [];
}

function textOf(absolute: string, shown: string): string {
  const answer = readRegularFile(absolute);
  if (!answer.ok) throw new CommandFailure(`cannot read ${shown}: ${answer.reason}`);
  return new TextDecoder().decode(answer.bytes);
}

function parsed(text: string, shown: string): unknown {
  const excess = jsonExcess(text);
  if (excess !== null) throw new CommandFailure(`${shown} is not a manifest: ${excess}`);
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandFailure(`${shown} is not a manifest: it is no JSON`);
  }
}
