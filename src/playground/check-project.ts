/** The same check as the command line's, of files in memory, for a page. */

import type { LibraryLoader } from "../check/libraries.ts";
import { withoutRules } from "../check/without-rules.ts";
import { builtInProfile, type CheckInputs, type CheckResult, defaultInputs, type Profile } from "../check-types.ts";
import { impliedProfiles } from "../config/implied-profiles.ts";
import { ruleLevel, strictUnknown } from "../config/levels.ts";
import { readConfig } from "../config/read.ts";
import type { ConfigResult } from "../config/types.ts";
import type { YamlModule } from "../config/yaml.ts";
import { type Edit, primaryLabel } from "../diagnostic.ts";
import { reportModel } from "../html/build-model.ts";
import { check, compile, inspect } from "../index.ts";
import { readManifest } from "../manifest/reader.ts";
import type { Manifest } from "../manifest/types.ts";
import { factsOf } from "../report/facts.ts";
import { reportOf } from "../report/report.ts";
import { secretsOf } from "../report/secrets.ts";
import { foundText, ledgerLine } from "../report/summary.ts";
import type { ReportDiagnostic } from "../report/types.ts";
import { positionAt, type SourceFile, type Span } from "../source.ts";
import { version } from "../version.ts";
import type { Answer, Change, Finding, Place, Question } from "./answer.ts";
import { digest } from "./digest/digest.ts";
import { memoryHost } from "./memory-host.ts";
import { reportPart } from "./report-part.ts";

/** What is loaded when it is first asked for, and kept. */
export interface Loaders {
  readonly libraries: LibraryLoader;
  yaml(): Promise<YamlModule>;
}

export async function checkProject(question: Question, loaders: Loaders): Promise<Answer> {
  const { files, name } = question.project;
  const encoder = new TextEncoder();
  const host = memoryHost(new Map(files.map((file) => [file.name, encoder.encode(file.text)])), digest);
  const configuration = await readConfig(host, "", { loadYaml: loaders.yaml });
  const profile = profileFor(question.profile, configuration);
  const inputs = inputsFor(configuration, profile ?? builtInProfile, question.today, name);
  const found = await loaders.libraries.run((libraries) => {
    const asked = [host, "", inputs, libraries] as const;
    const partial: CheckInputs = { ...inputs, allowPartial: true };
    const compiled = compile(...asked);
    const shown = compiled.manifest === null ? compile(host, "", partial, libraries) : compiled;
    return {
      checked: check(...asked),
      compiled,
      shown,
      provisional: shown.manifest ?? compile(host, "", withoutRules(partial), libraries).manifest,
      plan: inspect("plan", host, "", partial, libraries).document,
    };
  });
  const names = [...configuration.config.profiles.keys()];
  const unchosen = profile === null && names.length > 0 ? { unchosenProfiles: names } : {};
  const report = reportOf([completed({ ...found.checked, ...unchosen }, configuration)]);
  const compiled = completed(found.compiled, configuration);
  const refusals = reportOf([compiled]).diagnostics.filter(
    ({ severity, suppressed }) => severity === "error" && !suppressed,
  );
  const model = reportModel({
    manifest: manifestOf(found.provisional),
    errors: completed(found.shown, configuration).manifest === null,
    directory: name,
    tool: `templatecheck ${version}`,
    profile: profile?.name ?? null,
    plan: found.plan,
    sourceUrl: null,
    secrets: secretsOf(report.diagnostics),
  });
  const ledger = ledgerLine(report);
  return {
    findings: report.diagnostics.map(findingOf),
    counts: foundText(report),
    summary: [
      ...found.checked.usageErrors,
      ...(ledger === null ? [] : [ledger]),
      ...(report.summary.suppressed > 0 ? [`${report.summary.suppressed} suppressed`] : []),
      ...(profile === null && names.length > 0 ? ["judged without a profile: choose one"] : []),
    ],
    profiles: names,
    manifest: {
      text: compiled.manifest,
      refusals: compiled.manifest === null ? refusals.map(findingOf) : [],
      usage: compiled.usageErrors,
    },
    report: reportPart(model, found.shown.unresolved),
  };
}

/** Null: nothing says which. */
function profileFor(wanted: string | null, { config }: ConfigResult): Profile | null {
  const [implied] = impliedProfiles(config.profiles, config.defaultProfile);
  return config.profiles.get(wanted ?? "") ?? config.profiles.get(implied ?? "") ?? null;
}

function inputsFor({ config }: ConfigResult, profile: Profile, today: string, name: string): CheckInputs {
  return {
    ...defaultInputs,
    profiles: [profile],
    otherProfiles: [...config.profiles.keys()].some((other) => other !== profile.name),
    moduleMap: new Map([...config.modules].map(([source, to]) => [source, to === "." ? "" : to])),
    strictUnknown: strictUnknown(config),
    name,
    today,
    ruleLevel: (rule, file) => ruleLevel(config, rule, file) ?? undefined,
    lockedRules: config.locked,
    shown: (path) => (path === "" ? "." : path),
  };
}

/** What is wrong with the configuration is told, too, and then there is no manifest. */
function completed(result: CheckResult, { diagnostics }: ConfigResult): CheckResult {
  if (diagnostics.length === 0) return result;
  return { ...result, diagnostics: [...diagnostics, ...result.diagnostics], manifest: null };
}

function manifestOf(text: string | null): Manifest | null {
  const read = text === null ? null : readManifest(text);
  return read?.ok ? read.manifest : null;
}

/** Its texts have no secrets any more: the report took them out. */
function findingOf(diagnostic: ReportDiagnostic): Finding {
  const { rule, severity, headline, labels, fix, suppressed } = diagnostic;
  const primary = primaryLabel(diagnostic);
  return {
    rule,
    severity,
    headline,
    place: placeOf(primary.file, primary.span),
    label: primary.text,
    others: labels.flatMap((label) =>
      label === primary ? [] : [{ place: placeOf(label.file, label.span), text: label.text }],
    ),
    facts: factsOf(diagnostic),
    fix: fix ? { safe: fix.safe, title: fix.title, changes: fix.edits.map(changeOf) } : null,
    suppressed: suppressed !== undefined,
  };
}

function changeOf({ file, span, newText }: Edit): Change {
  return { file: file.name, start: span.start, end: span.end, newText };
}

function placeOf(file: SourceFile, span: Span): Place {
  return { file: file.name, ...span, ...positionAt(file, span.start) };
}
