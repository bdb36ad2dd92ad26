/** `==` between a text and a number or a bool: Terraform converts nothing there, so the two are never equal. */

import type { Diagnostic } from "../../diagnostic.ts";
import type { BinaryOp, Expression } from "../../hcl/tree.ts";
import { walk } from "../../hcl/walk.ts";
import type { SourceFile } from "../../source.ts";
import type { ModuleConfig, ModuleNode } from "../../terraform/config.ts";
import { expressionSites } from "../../terraform/expression-sites.ts";
import { modules } from "../../terraform/units.ts";
import type { RuleContext } from "../context.ts";
import { problem } from "../problem.ts";
import type { TemplateRule } from "../rule.ts";
import { neverNull, primitiveOf } from "../static-type.ts";

export const comparisonAlwaysFalse: TemplateRule = {
  kind: "template",
  name: "comparisons that never hold",
  check: (context) => [...findings(context)],
};

function* findings(context: RuleContext): Iterable<Diagnostic> {
  const seen = new Set<ModuleConfig>();
  for (const node of modules(context.root)) {
    if (seen.has(node.config)) continue;
    seen.add(node.config);
    for (const { expr, file } of expressionSites(node.config)) {
      const found: BinaryOp[] = [];
      walk(expr, (at) => {
        if (at.kind === "binary-op" && (at.op === "==" || at.op === "!=")) found.push(at);
        return true;
      });
      for (const comparison of found) yield* judged(comparison, file, node, context);
    }
  }
}

function* judged(comparison: BinaryOp, file: SourceFile, node: ModuleNode, context: RuleContext): Iterable<Diagnostic> {
  const { lhs, rhs, op } = comparison;
  const left = primitiveOf(lhs, node, context);
  const right = primitiveOf(rhs, node, context);
  if (left === null || right === null || left === right) return;
  // Two nulls are equal whatever their types are.
  if (!neverNull(lhs) && !neverNull(rhs)) return;
  const outcome = op === "==" ? "false" : "true";
  const written = file.text.slice(comparison.start, comparison.end).replace(/\s+/g, " ");
  const shown = written.length > 80 ? `${written.slice(0, 77)}…` : written;
  yield problem(
    "comparison-always-false",
    "warning",
    { file, span: comparison },
    {
      headline: `\`${shown}\` is always ${outcome}: it compares a ${left} with a ${right}`,
      notes: ["Terraform converts neither side of a comparison; the value of a coder_parameter is always a string"],
      help: helpFor(lhs, rhs, left, right, file),
    },
  );
}

function helpFor(lhs: Expression, rhs: Expression, left: string, right: string, file: SourceFile): string {
  const literal = lhs.kind === "literal" ? lhs : rhs.kind === "literal" ? rhs : null;
  const other = literal === lhs ? right : left;
  if (!literal || other !== "string") return "convert one side: tostring(…), tonumber(…), tobool(…)";
  return `write "${file.text.slice(literal.start, literal.end)}" in quotes`;
}
