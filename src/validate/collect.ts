/** Runs everything that finds mistakes over every choice, and settles what it found. */

import type { Diagnostic } from "../diagnostic.ts";
import { type Assignment, type Cell, explore } from "../terraform/choices.ts";
import type { Engine } from "../terraform/engine.ts";
import { ResourceInstance } from "../terraform/resource-instance.ts";
import { type ResourceUnit, resourceUnits, units } from "../terraform/units.ts";
import { withCalls } from "./calls.ts";
import type { RuleContext } from "./context.ts";
import type { InstanceRule } from "./rule.ts";
import { settle } from "./settle.ts";

/** The mistakes of evaluation: of every variable, local, output, call and resource. */
export function evaluationFindings(engine: Engine, pinned: Assignment, limit: number): Diagnostic[] {
  const result: Diagnostic[] = [];
  for (const { cell } of units(engine)) result.push(...settledCell(engine, cell, pinned, limit));
  return result;
}

/** What the rules find in each resource of the coder provider. */
export function instanceFindings(
  engine: Engine,
  rules: readonly InstanceRule[],
  context: RuleContext,
  pinned: Assignment,
): Diagnostic[] {
  const result: Diagnostic[] = [];
  for (const unit of resourceUnits(engine)) {
    if (!engine.provider.owns(unit.config.type)) continue;
    const type = unit.config.mode === "managed" ? unit.config.type : `${unit.config.mode}.${unit.config.type}`;
    for (const rule of rules) {
      if (rule.types && !rule.types.includes(type)) continue;
      result.push(...settledCell(engine, ruleCell(engine, unit, rule, context), pinned, context.inputs.maxChoices));
    }
  }
  return result;
}

function ruleCell(engine: Engine, unit: ResourceUnit, rule: InstanceRule, context: RuleContext): Cell<null> {
  const compute = (): null => {
    for (const instance of unit.instances()) {
      if (instance instanceof ResourceInstance)
        rule.check(instance, (diagnostic) => engine.choices.report(withCalls(diagnostic, instance.module)), context);
    }
    return null;
  };
  return engine.cell<null>(unit.address, compute, () => null);
}

function settledCell(engine: Engine, cell: Cell<null>, pinned: Assignment, limit: number): Diagnostic[] {
  const { outcomes } = explore(engine.choices, cell, pinned, limit);
  const findings = outcomes.map((outcome) => ({ reads: outcome.reads, diagnostics: outcome.leaf.diagnostics }));
  return findings.some((finding) => finding.diagnostics.length > 0) ? settle(findings) : [];
}
