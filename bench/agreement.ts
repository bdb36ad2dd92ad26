/**
 * Compares what templatecheck works out with recorded plans of real templates.
 *
 *     node scripts/bench.mjs agreement CORPUS RECORDED.json… [--verbose]
 *
 * CORPUS holds the repositories as `owner+name/`, with the modules of their templates.
 */

import path from "node:path";
import { nodeHost } from "../src/cli/host.ts";
import { primaryLabel } from "../src/diagnostic.ts";
import { type CheckResult, check, inspect } from "../src/index.ts";
import { positionAt } from "../src/source.ts";
import { groupOf } from "../src/validate/catalogue.ts";
import {
  libraries,
  type RecordedApp,
  type RecordedTemplate,
  readRecorded,
  recordedInputs,
} from "./common/corpus-run.ts";

interface Tally {
  equal: number;
  unknown: number;
  foreign: number;
  wrong: number;
  missing: number;
  extra: number;
  falseErrors: number;
  planned: number;
  failed: number;
  found: number;
}

interface Planned {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What Terraform and the provider refuse; what Coder refuses later isn't in a plan. */
const terraformGroups: readonly string[] = ["What the provider refuses", "Terraform around it"];

const verbose = process.argv.includes("--verbose");
const [corpus = "", ...files] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));

function emptyTally(): Tally {
  return {
    equal: 0,
    unknown: 0,
    foreign: 0,
    wrong: 0,
    missing: 0,
    extra: 0,
    falseErrors: 0,
    planned: 0,
    failed: 0,
    found: 0,
  };
}

function say(text: string): void {
  if (verbose) console.log(text);
}

function compareTemplate(root: string, template: RecordedTemplate, tally: Tally): void {
  const host = nodeHost(root, [root]);
  if (template.status === "planned") {
    tally.planned++;
    let first: readonly RecordedApp[] = [];
    for (const run of template.runs ?? []) {
      const apps = typeof run.apps === "string" ? first : (run.apps ?? []);
      if (run === template.runs?.[0]) first = apps;
      if (run.error !== undefined) continue;
      compareRun(host, template, run, apps, tally);
    }
    return;
  }
  if (template.status !== "failed" || template.cause !== "template") return;
  tally.failed++;
  const result = check(
    host,
    template.path,
    { ...recordedInputs({ vars: template.vars ?? {} }, undefined), providerVersion: null },
    libraries,
  );
  const errors = errorsOf(result);
  const wanted = template.admittedDiagnostics ?? template.diagnostics ?? [];
  const found = wanted.filter((diagnostic) =>
    errors.some(({ file, line }) => sameFile(file, diagnostic.file) && Math.abs(line - diagnostic.line) <= 1),
  );
  if (found.length > 0 || (wanted.length === 0 && errors.length > 0)) tally.found++;
  if (found.length < wanted.length) {
    say(`${template.path}: found ${found.length} of ${wanted.length} true errors`);
    for (const diagnostic of wanted)
      if (!found.includes(diagnostic))
        say(
          `    missed ${diagnostic.file}:${diagnostic.line}:${diagnostic.column} ${diagnostic.summary}: ${diagnostic.detail.split("\n")[0]}`,
        );
    for (const error of errors.slice(0, 5)) say(`    ours   ${error.file}:${error.line} ${error.text}`);
  }
}

function sameFile(ours: string, recorded: string | null): boolean {
  return recorded === null || path.basename(ours) === path.basename(recorded);
}

function errorsOf(result: CheckResult): { file: string; line: number; text: string }[] {
  return result.diagnostics
    .filter(({ severity, rule }) => severity === "error" && terraformGroups.includes(groupOf(rule)))
    .map((diagnostic) => {
      const label = primaryLabel(diagnostic);
      return {
        file: label.file.name,
        line: positionAt(label.file, label.span.start).line,
        text: `${diagnostic.rule}: ${diagnostic.headline}`,
      };
    });
}

function compareRun(
  host: ReturnType<typeof nodeHost>,
  template: RecordedTemplate,
  run: NonNullable<RecordedTemplate["runs"]>[number],
  apps: readonly RecordedApp[],
  tally: Tally,
): void {
  const inputs = recordedInputs(run, run.provider ?? template.provider);
  const { document, diagnostics, usageErrors } = inspect("plan", host, template.path, inputs, libraries);
  const label = `${template.path} ${JSON.stringify(run.parameters ?? {})} ${JSON.stringify(run.vars ?? {}).slice(0, 80)}`;
  const result = check(host, template.path, inputs, libraries);
  const planErrors = errorsOf(result);
  if (planErrors.length > 0) {
    tally.falseErrors++;
    for (const error of planErrors) say(`${label}: false error? ${error.file}:${error.line} ${error.text}`);
  }
  for (const error of usageErrors) say(`${label}: ${error}`);
  const planned: Planned[] = "resources" in document && Array.isArray(document.resources) ? document.resources : [];
  const ours = new Map(planned.filter(({ type }) => type === "coder_app").map((app) => [app.address, app]));
  for (const app of apps) {
    const own = ours.get(app.address);
    ours.delete(app.address);
    if (!own) {
      tally.missing++;
      say(`${label}: missing ${app.address} (${diagnostics.length} diagnostics)`);
      continue;
    }
    for (const [name, value] of Object.entries(app.values))
      compareValue(`${label}: ${app.address}.${name}`, value, own.values[name], tally);
  }
  for (const address of ours.keys()) {
    tally.extra++;
    say(`${label}: extra ${address}`);
  }
}

function isUnknown(value: unknown): value is { readonly $unknown: string } {
  return typeof value === "object" && value !== null && "$unknown" in value;
}

function compareValue(place: string, wanted: unknown, own: unknown, tally: Tally): void {
  if (wanted === "(unknown)" || wanted === "(computed)") {
    if (isUnknown(own)) tally.equal++;
    else {
      tally.wrong++;
      say(`${place}: the plan doesn't know it, we say ${JSON.stringify(own)}`);
    }
    return;
  }
  if (isUnknown(own)) {
    const text = JSON.stringify(wanted);
    if (text.includes("(data ") || text.includes("999.1.2") || text.includes("2099.9.9")) tally.foreign++;
    else {
      tally.unknown++;
      say(`${place}: ${text} is unknown to us: ${own.$unknown}`);
    }
    return;
  }
  if (
    Array.isArray(wanted) &&
    Array.isArray(own) &&
    wanted.length === own.length &&
    wanted.some((item) => typeof item === "object")
  ) {
    for (const [index, item] of wanted.entries()) {
      if (typeof item !== "object" || item === null) continue;
      for (const [name, value] of Object.entries(item))
        compareValue(`${place}[${index}].${name}`, value, own[index]?.[name], tally);
    }
    return;
  }
  if (JSON.stringify(wanted) === JSON.stringify(own)) tally.equal++;
  else {
    tally.wrong++;
    say(`${place}: plan ${JSON.stringify(wanted)}, ours ${JSON.stringify(own)}`);
  }
}

console.log(
  "| repository | planned | equal | unknown | of other providers | wrong | apps missing | apps extra | runs with errors of ours | broken | found |",
);
console.log("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
const total = emptyTally();
for (const file of files) {
  const { repository, templates } = readRecorded(file);
  const tally = emptyTally();
  for (const template of templates)
    compareTemplate(path.resolve(corpus, repository.replace("/", "+")), template, tally);
  print(repository, tally);
  for (const key of Object.keys(total)) {
    if (isTallyKey(key)) total[key] += tally[key];
  }
}
print("all", total);

function isTallyKey(key: string): key is keyof Tally {
  return key in total;
}

function print(name: string, tally: Tally): void {
  console.log(
    `| ${name} | ${tally.planned} | ${tally.equal} | ${tally.unknown} | ${tally.foreign} | ${tally.wrong} | ${tally.missing} | ${tally.extra} | ${tally.falseErrors} | ${tally.failed} | ${tally.found} |`,
  );
}
