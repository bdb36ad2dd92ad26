/** What Coder says after the plan: its refusals, and what it drops without a word. */

import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import type { CheckedDiagnostic } from "../../src/check-types.ts";
import type { RuleId } from "../../src/rule-ids.ts";
import { memoryHost } from "../memory-host.ts";
import { type Case, caseNames, inputsOf, libraries, loadCase, type Row, rowName, rowsOf } from "./provider-harness.ts";

/** Which rule tells what Coder's message is about. */
const refusals: readonly (readonly [RegExp, readonly RuleId[]])[] = [
  [/duplicate app slug/, ["app-slug-duplicate", "app-slug-unknown"]],
  [/app slug ".*" does not match/, ["app-slug-unknown"]],
  [/agent name ".*" (?:does not match|contains underscores)/, ["agent-name-format"]],
  [/duplicate agent name/, ["agent-name-duplicate"]],
  [/couldn't find node on graph/, ["agent-in-counted-module"]],
  [/duplicate metadata resource/, ["metadata-invalid"]],
  [/coder_parameter names must be unique/, ["parameter-invalid"]],
];

/** Rules that only Coder's refusals confirm. */
const coders: readonly RuleId[] = [
  "app-slug-duplicate",
  "agent-name-format",
  "agent-name-duplicate",
  "agent-in-counted-module",
];

const dropping: readonly RuleId[] = ["app-without-agent", "agent-without-resource"];

interface Planned {
  readonly address: string;
  readonly values: { readonly slug: unknown };
}

function found(subject: Case, row: Row): readonly CheckedDiagnostic[] {
  return check(memoryHost(subject.files), "", inputsOf(row), libraries, "lint").diagnostics.filter(
    ({ severity, witness }) => severity === "error" && !witness,
  );
}

/** Coder's messages for a row: of the import, or of a plan and a build with answers. */
function messages(subject: Case, row: Row): readonly string[] {
  const recording = subject.recordings.find(
    ({ providerVersion }) => providerVersion === row.providerVersion,
  )?.recording;
  const texts =
    row.step === "import"
      ? [recording?.import?.start.coder, recording?.import?.stop?.coder]
      : [row.run?.coder?.error, row.run?.built?.coder?.error];
  return texts.filter((text) => typeof text === "string");
}

/** Every slug that a conversion has, at whatever depth. */
function slugsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(slugsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "slug" && typeof inner === "string") return [inner];
    return key === "apps" && inner && !Array.isArray(inner)
      ? [...Object.keys(inner), ...slugsIn(inner)]
      : slugsIn(inner);
  });
}

const cases = caseNames().map(loadCase);

describe("Coder's refusals", () => {
  let count = 0;
  for (const subject of cases) {
    for (const row of rowsOf(subject)) {
      if (row.step === "validate") continue;
      const told = messages(subject, row);
      if (told.length > 0) {
        count++;
        it(`${rowName(row)}: ${told[0]?.slice(0, 60) ?? ""}`, () => {
          const rules = new Set(found(subject, row).map(({ rule }) => rule));
          for (const text of told) {
            const expected = refusals.find(([pattern]) => pattern.test(text))?.[1] ?? [];
            expect(expected.some((rule) => rules.has(rule))).toBe(true);
          }
        });
      }
    }
  }

  it("are all of the recording", () => expect(count).toBeGreaterThan(30));

  it("are said of nothing else", () => {
    const wrong: string[] = [];
    for (const subject of cases) {
      for (const row of rowsOf(subject)) {
        if (row.step === "validate" || row.refused) continue;
        for (const { rule } of found(subject, row)) if (coders.includes(rule)) wrong.push(`${rowName(row)}: ${rule}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("what Coder drops when a workspace is built", () => {
  const rows = cases.flatMap((subject) =>
    rowsOf(subject)
      .filter(({ step, run }) => step === "run" && run?.built?.coder?.error === null && run.transition !== "stop")
      .map((row) => ({ subject, row })),
  );

  it.each(rows.map(({ subject, row }) => [rowName(row), subject, row] as const))("%s", (_, subject, row) => {
    const { run } = row;
    const recorded: { readonly apps?: readonly Planned[] | null } = JSON.parse(JSON.stringify(run ?? {}));
    const built = slugsIn(run?.built?.coder);
    const planned = (recorded.apps ?? []).flatMap(({ values }) =>
      typeof values.slug === "string" && values.slug !== "(unknown)" ? [values.slug] : [],
    );
    const dropped = planned.filter((slug) => !built.includes(slug));
    const told = found(subject, row).filter(({ rule }) => dropping.includes(rule));
    const vanished = told.some(({ rule }) => rule === "agent-without-resource");
    if (dropped.length === 0) expect(told.map(({ headline }) => headline)).toEqual([]);
    else if (!vanished) expect(told).toHaveLength(dropped.length);
  });
});
