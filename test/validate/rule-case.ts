/** A mistake, what is found in it, and how it is right: tests run them, and a rule's page shows them. */

import { describe, expect, it } from "vitest";
import type { CheckedDiagnostic, CheckInputs } from "../../src/check-types.ts";
import { primaryLabel, type RuleId } from "../../src/diagnostic.ts";
import { base, checkText, found } from "./harness.ts";

export interface RuleCase {
  readonly about: string;
  /** Goes behind `base`, as `good` does. */
  readonly bad: string;
  /** `severity: marked text`, with ` when {…}` for a choice; of this rule only. */
  readonly finds: readonly string[];
  /** Part of the first headline. */
  readonly says?: string;
  /** The marked text once the first fix is applied. */
  readonly fixed?: string;
  /** Whether that fix is safe; without `fixed`, none is expected. */
  readonly safe?: boolean;
  readonly good: string;
  readonly inputs?: Partial<CheckInputs>;
}

export function testCases(rule: RuleId, cases: readonly RuleCase[]): void {
  describe(rule, () => {
    for (const { about, bad, finds, says, fixed, safe, good, inputs } of cases) {
      it(about, () => {
        const diagnostics = found(checkText(base + bad, inputs), rule);
        expect(diagnostics.map(markedOf)).toEqual(finds);
        const [first] = diagnostics;
        if (says !== undefined) expect(first?.headline).toContain(says);
        expect(first?.fix?.edits[0]?.newText).toBe(fixed);
        if (safe !== undefined) expect(first?.fix?.safe).toBe(safe);
        expect(found(checkText(base + good, inputs), rule).map(markedOf)).toEqual([]);
      });
    }
  });
}

function markedOf(diagnostic: CheckedDiagnostic): string {
  const { file, span } = primaryLabel(diagnostic);
  const when = diagnostic.witness ? ` when ${JSON.stringify(diagnostic.witness)}` : "";
  return `${diagnostic.severity}: ${file.text.slice(span.start, span.end)}${when}`;
}
