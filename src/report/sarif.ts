/** SARIF 2.1.0 (OASIS, errata 01), as far as code scanning on GitHub and viewers in editors read it. */

import {
  compareText,
  type Fix,
  type Label,
  primaryLabel,
  type RuleId,
  type Severity,
  type TrailStep,
} from "../diagnostic.ts";
import { neutralised, neutralisedJson } from "./display-width.ts";
import { detailsOf } from "./facts.ts";
import { type Finding, findingsOf, templatesText, worstFirst } from "./findings.ts";
import { lineHash } from "./line-hash.ts";
import type { MachineOptions } from "./machine.ts";
import { physicalLocation, region } from "./sarif-location.ts";
import { sarifRule } from "./sarif-rule.ts";
import { type Secrets, secretsOf } from "./secrets.ts";
import type { Report } from "./types.ts";

/** GitHub refuses a run with more (docs.github.com, "SARIF support for code scanning"). */
const mostResults = 25_000;
const mostRelated = 1_000;
const mostSteps = 10_000;

export function renderSarif(report: Report, options: MachineOptions): string {
  const all = findingsOf(report, options.digest);
  const findings = atMost(all);
  const rules = [...new Set(findings.map(({ diagnostic }) => diagnostic.rule))].sort(compareText);
  const secrets = secretsOf(report.diagnostics);
  const anySuppressed = findings.some(({ diagnostic }) => diagnostic.suppressed);
  const document = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "templatecheck",
            version: options.toolVersion,
            semanticVersion: options.toolVersion,
            rules: rules.map((rule) => sarifRule(rule, options.rule(rule))),
          },
        },
        automationDetails: { id: `templatecheck/${options.subject === "" ? "" : `${options.subject}/`}` },
        ...(all.length > findings.length && { invocations: [leftOut(all.length - findings.length)] }),
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "the root of the repository" } } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => result(finding, { options, rules, secrets, anySuppressed })),
        properties: { summary: report.summary },
      },
    ],
  };
  return neutralisedJson(`${JSON.stringify(document, null, 2)}\n`);
}

/** The gravest, in the order of the report. */
function atMost(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= mostResults) return findings;
  const open = findings.filter(({ diagnostic }) => !diagnostic.suppressed);
  const hidden = findings.filter(({ diagnostic }) => diagnostic.suppressed);
  const kept = new Set([...worstFirst(open), ...hidden].slice(0, mostResults));
  return findings.filter((finding) => kept.has(finding));
}

function leftOut(count: number): object {
  const text = `${count} findings of lower severity are left out: a run holds ${mostResults}`;
  return { executionSuccessful: true, toolExecutionNotifications: [{ level: "warning", message: { text } }] };
}

interface Run {
  readonly options: MachineOptions;
  readonly rules: readonly RuleId[];
  readonly secrets: Secrets;
  readonly anySuppressed: boolean;
}

function result(finding: Finding, run: Run): object {
  const { diagnostic, fingerprint, templates } = finding;
  const { rule, severity, labels, witness, profiles, trail, fix, suppressed } = diagnostic;
  const primary = primaryLabel(diagnostic);
  const others = labels.filter((label) => label !== primary).slice(0, mostRelated);
  const { startLine } = region(primary, run.secrets);
  const hash = lineHash(primary.file, startLine);
  return {
    ruleId: rule,
    ruleIndex: run.rules.indexOf(rule),
    level: levelOf(severity),
    message: { text: messageText(finding, others) },
    locations: [{ physicalLocation: physicalLocation(primary, run.options, run.secrets) }],
    ...(others.length > 0 && { relatedLocations: others.map((label, index) => related(label, index, run)) }),
    partialFingerprints: {
      ...(hash !== undefined && { primaryLocationLineHash: hash }),
      "templatecheck/v1": fingerprint,
    },
    ...(trail && trail.length > 0 && { codeFlows: [codeFlow(trail, primary, diagnostic.headline, run)] }),
    ...(fix && { fixes: [sarifFix(fix, run)] }),
    // Either all results of a run have them or none (3.27.23).
    ...(run.anySuppressed && { suppressions: suppressed ? [suppression(suppressed)] : [] }),
    properties: {
      templates,
      ...(witness && Object.keys(witness).length > 0 && { when: witness }),
      ...(profiles && { profiles }),
    },
  };
}

function levelOf(severity: Severity): "error" | "warning" | "note" {
  return severity === "info" ? "note" : severity;
}

function messageText(finding: Finding, others: readonly Label[]): string {
  const { diagnostic } = finding;
  const primary = primaryLabel(diagnostic).text;
  const templates = templatesText(finding);
  const before = [diagnostic.headline, primary].filter((line) => line !== "").map(plainText);
  const links = others.map(({ text }, index) => `[${linkText(text === "" ? "see here" : text)}](${index + 1})`);
  const after = [...detailsOf(diagnostic), ...(templates === null ? [] : [templates])].map(plainText);
  return [...before, ...links, ...after].join("\n");
}

/** What a template says must not become a link (3.11.6). */
function plainText(text: string): string {
  return neutralised(text).replaceAll("](", "] (");
}

function linkText(text: string): string {
  return neutralised(text).replaceAll(/[\\[\]]/g, "\\$&");
}

function related(label: Label, index: number, { options, secrets }: Run): object {
  return {
    id: index + 1,
    physicalLocation: physicalLocation(label, options, secrets),
    ...(label.text !== "" && { message: { text: plainText(label.text) } }),
  };
}

function codeFlow(trail: readonly TrailStep[], primary: Label, headline: string, { options, secrets }: Run): object {
  const steps = [...trail.slice(0, mostSteps - 1), { ...primary, text: headline }];
  const locations = steps.map((step) => ({
    location: {
      physicalLocation: physicalLocation(step, options, secrets),
      ...(step.text !== "" && { message: { text: plainText(step.text) } }),
    },
  }));
  return { threadFlows: [{ locations }] };
}

function sarifFix({ safe, title, edits }: Fix, { options, secrets }: Run): object {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: plainText(safe ? title : `${title} (may change what the template means)`) },
    artifactChanges: files.map((file) => {
      const own = edits.filter((edit) => edit.file === file);
      const [first] = own;
      return {
        ...(first && { artifactLocation: physicalLocation(first, options, secrets).artifactLocation }),
        replacements: own.map((edit) => ({
          deletedRegion: { ...region(edit, secrets), snippet: undefined },
          ...(edit.newText !== "" && { insertedContent: { text: edit.newText } }),
        })),
      };
    }),
  };
}

function suppression({ kind, reason }: { readonly kind: "inSource" | "baseline"; readonly reason?: string }): object {
  return {
    kind: kind === "baseline" ? "external" : "inSource",
    ...(reason !== undefined && reason !== "" && { justification: neutralised(reason) }),
  };
}
