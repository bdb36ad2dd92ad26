/** Generated modules with what Terraform planned for them, and what templatecheck says. */

import { makeEngine } from "../../src/check/engines.ts";
import { readTemplate } from "../../src/check/template.ts";
import { type CheckedDiagnostic, type CheckInputs, defaultInputs } from "../../src/check-types.ts";
import { started } from "../../src/coder/analysis.ts";
import { primaryLabel, type RuleId } from "../../src/diagnostic.ts";
import { jsonTextWithUnknowns } from "../../src/hcl/json-text.ts";
import { unmarkDeep } from "../../src/hcl/marks.ts";
import type { Value } from "../../src/hcl/value.ts";
import { objectValue } from "../../src/hcl/values.ts";
import { positionAt } from "../../src/source.ts";
import type { Engine } from "../../src/terraform/engine.ts";
import { ResourceInstance } from "../../src/terraform/resource-instance.ts";
import { resourceUnits } from "../../src/terraform/units.ts";
import { sameJson } from "../../src/verify/manifest-difference.ts";
import { memoryHost } from "../memory-host.ts";
import { isLate, libraries, type Row, refusalsOf } from "./provider-harness.ts";

export interface GeneratedRow {
  readonly files: Readonly<Record<string, string>>;
  readonly ok: boolean;
  readonly errors?: readonly {
    readonly summary: string;
    readonly detail: string;
    readonly file: string | null;
    readonly line: number | null;
  }[];
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly resources?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The rows were recorded with it. */
const providerVersion = "2.20";

/** What Coder says of it, not Terraform. */
const coders: ReadonlySet<RuleId> = new Set<RuleId>([
  "app-slug-duplicate",
  "agent-without-resource",
  "app-slug-unknown",
  "metadata-invalid",
  "preset-invalid",
]);

function isCoders({ rule, headline }: CheckedDiagnostic): boolean {
  return coders.has(rule) || (rule === "parameter-invalid" && headline.includes("parameters are named"));
}

/** What differs from the recording. */
export function differences(row: GeneratedRow): readonly string[] {
  const files = Object.fromEntries(
    Object.entries(row.files).map(([name, text]) => [name, new TextEncoder().encode(text)]),
  );
  const asked: Row = {
    case: "generated",
    providerVersion,
    step: "run",
    index: 0,
    refused: !row.ok,
    errors: [],
    run: { plan: { ok: row.ok, errors: [] }, coder: null, built: null },
  };
  const ours = refusalsOf({ name: "generated", files, recordings: [] }, asked).filter(
    (diagnostic) => !isLate(diagnostic) && !(row.ok && isCoders(diagnostic)),
  );
  const shown = ours.map((diagnostic) => {
    const { file, span } = primaryLabel(diagnostic);
    return {
      file: file.name,
      first: positionAt(file, span.start).line,
      last: positionAt(file, span.end).line,
      text: `${diagnostic.rule} ${diagnostic.headline}`,
    };
  });
  if (row.ok)
    return shown.length > 0 ? shown.map(({ first, text }) => `refused, but planned: ${first} ${text}`) : values(row);
  if (shown.length === 0)
    return (row.errors ?? []).map(({ line, summary, detail }) => `accepted, but refused: ${line} ${summary} ${detail}`);
  return (row.errors ?? [])
    .filter(({ file, line }) => {
      if (file === null || line === null) return false;
      const block = blockAround(row.files[file] ?? "", line);
      return !shown.some((own) => own.file === file && block.first <= own.last && own.first <= block.last);
    })
    .map(
      ({ line, summary, detail }) =>
        `missing: ${line} ${summary} ${detail}; ours: ${shown.map(({ first, text }) => `${first} ${text}`).join("; ")}`,
    );
}

/** In a resource the provider seldom names the attribute; elsewhere it is the line. */
function blockAround(text: string, line: number): { readonly first: number; readonly last: number } {
  const lines = text.split("\n");
  const first = lines.findLastIndex((other, at) => at < line && /^\S.* \{$/.test(other));
  const last = lines.findIndex((other, at) => at > first && other === "}");
  const within = /^(resource|data) /.test(lines[first] ?? "") && last >= line - 1;
  return within ? { first: first + 1, last: last + 1 } : { first: line, last: line };
}

/** Of what `try` finds Terraform says nothing before all of it is known; here it may be said in part. */
function agrees(expected: unknown, ours: unknown): boolean {
  if (sameJson(ours, expected)) return true;
  return expected === "(unknown)" && typeof ours === "object" && JSON.stringify(ours).includes('"(unknown)"');
}

function values(row: GeneratedRow): readonly string[] {
  const engine = engineFor(row.files);
  const found: string[] = [];
  for (const [name, expected] of Object.entries(row.outputs ?? {})) {
    const own = engine.root.output(name)?.value;
    const text = own ? plain(own) : undefined;
    if (!agrees(expected, text))
      found.push(`output ${name}: ${JSON.stringify(expected)}, ours: ${JSON.stringify(text)}`);
  }
  const ours = resourcesOf(engine);
  for (const [address, expected] of Object.entries(row.resources ?? {})) {
    const own = ours.get(address);
    for (const [name, value] of Object.entries(expected)) {
      if (!own) found.push(`${address} is missing`);
      // A data source is read at once, and its id is random.
      else if (!(name === "id" && address.includes("data.")) && name in own && !agrees(value, own[name]))
        found.push(`${address}.${name}: ${JSON.stringify(value)}, ours: ${JSON.stringify(own[name])}`);
    }
  }
  for (const address of ours.keys()) if (!(address in (row.resources ?? {}))) found.push(`${address} isn't planned`);
  return found;
}

function engineFor(files: GeneratedRow["files"]): Engine {
  const inputs: CheckInputs = { ...defaultInputs, workspace: "wsname", owner: "ownername", providerVersion };
  const template = readTemplate(memoryHost(files), "", inputs);
  const [profile] = inputs.profiles;
  if (!profile) throw new Error("no profile");
  const engine = makeEngine({ mode: "plan", template, profile, inputs, libraries, single: true });
  engine.choices.choose(started);
  return engine;
}

function resourcesOf(engine: Engine): ReadonlyMap<string, Record<string, unknown>> {
  const found = new Map<string, Record<string, unknown>>();
  for (const unit of resourceUnits(engine)) {
    const { mode, type } = unit.config;
    if (mode !== "managed" && type !== "coder_parameter") continue;
    for (const instance of unit.instances()) {
      const names =
        instance instanceof ResourceInstance
          ? [...instance.shape.schema.attributes.keys(), ...instance.shape.schema.blocks.keys()]
          : [];
      const value =
        instance instanceof ResourceInstance
          ? objectValue(names.map((name) => [name, instance.answered(name)]))
          : objectValue([["input", instance.attribute("input")]]);
      found.set(instance.address, plain(value) as Record<string, unknown>);
    }
  }
  return found;
}

function plain(value: Value): unknown {
  return JSON.parse(jsonTextWithUnknowns(unmarkDeep(value).value, () => '"(unknown)"'));
}
