/** A finding about an attribute's value shows where the value comes from: parameters, locals, variables, modules. */

import { type Diagnostic, primaryLabel, type TrailStep } from "../diagnostic.ts";
import type { Expression } from "../hcl/tree.ts";
import type { SourceFile, Span } from "../source.ts";
import type { PlannedResource } from "../terraform/evaluated.ts";
import type { BodyShape } from "../terraform/resource-shape.ts";
import { type TrailLine, trailOf } from "../terraform/value-trail.ts";

/** More would hide the finding. */
const mostSteps = 5;
const longestText = 72;

/** The primary label is in an argument of the resource, or in one of its blocks; otherwise nothing is added. */
export function withTrail(diagnostic: Diagnostic, instance: PlannedResource): Diagnostic {
  const { file, span, secret } = primaryLabel(diagnostic);
  if (diagnostic.trail || secret) return diagnostic;
  const expr = expressionAround(instance.shape, file, span);
  if (!expr) return diagnostic;
  const { node, engine } = instance.module;
  const lines = trailOf({ expr, node, forEach: instance.config.forEach }, span, (name) => engine.isGiven(name));
  const trail = lines.flatMap(stepOf).slice(0, mostSteps).reverse();
  return trail.length === 0 ? diagnostic : { ...diagnostic, trail };
}

function expressionAround(shape: BodyShape, file: SourceFile, { start, end }: Span): Expression | null {
  const pending = [shape];
  for (let at = pending.pop(); at; at = pending.pop()) {
    for (const source of at.attributes.values()) {
      const { expr } = source.attribute;
      if (source.file === file && expr.start <= start && end <= expr.end) return expr;
    }
    for (const blocks of at.blocks.values()) for (const block of blocks) pending.push(block.shape);
  }
  return null;
}

/** What has no text of its own in the template is only of interest when somebody chooses it. */
function stepOf({ name, file, expr, start, sensitive }: TrailLine): readonly TrailStep[] {
  if (expr) {
    const text = `${name} = ${sensitive ? "(sensitive)" : oneLine(file.text.slice(expr.start, expr.end))}`;
    return [{ file, span: { start: expr.start, end: expr.end }, text }];
  }
  const { text } = file;
  const line = text.indexOf("\n", start);
  const header = { start, end: Math.min(line === -1 ? text.length : line, text.length) };
  if (name.startsWith("data.coder_parameter."))
    return [{ file, span: header, text: `${name} is what the workspace's user answers` }];
  if (name.startsWith("var.")) return [{ file, span: header, text: `${name} is given from outside of the template` }];
  return [];
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > longestText ? `${line.slice(0, longestText - 1)}…` : line;
}
