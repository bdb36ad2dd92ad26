/** Rules about apps as they would be served, under every choice. */

import type { Diagnostic } from "../diagnostic.ts";
import type { DecidedApp } from "../routes/decide.ts";
import type { BodyView } from "../terraform/evaluated.ts";
import type { Cases } from "../terraform/exploration.ts";
import { withCalls } from "./calls.ts";
import type { RuleContext } from "./context.ts";
import type { Place } from "./problem.ts";
import type { Report, TemplateRule } from "./rule.ts";
import { settle } from "./settle.ts";
import { withTrail } from "./trail.ts";

/** `check` looks at one app of one outcome. */
export function appRule(
  name: string,
  check: (app: DecidedApp, report: Report, context: RuleContext) => void,
): TemplateRule {
  return {
    kind: "template",
    name,
    check: (context) =>
      context.apps.flatMap(({ cases }) => settled(cases.map((items) => found(items, check, context)))),
  };
}

function found(
  items: readonly DecidedApp[],
  check: (app: DecidedApp, report: Report, context: RuleContext) => void,
  context: RuleContext,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const app of items)
    check(
      app,
      (diagnostic) => {
        const { instance } = app.facts;
        diagnostics.push(withCalls(withTrail(diagnostic, instance), instance.module));
      },
      context,
    );
  return diagnostics;
}

/** Most rules find nothing. */
export function settled(cases: Cases<readonly Diagnostic[]>): Diagnostic[] {
  if (!cases.numbered.some((diagnostics) => diagnostics.length > 0)) return [];
  return settle(cases.entries.map(({ reads, result }) => ({ reads, diagnostics: result })));
}

/** The text that gives an attribute its value, else the body's header; without working out the value. */
export function writtenAt(body: BodyView, attribute: string): Place {
  const source = body.shape.attributes.get(attribute);
  return source ? { file: source.file, span: source.attribute.expr } : body.place;
}

/** The only place in the text of `place` where `text` stands, else all of it. */
export function within(place: Place, text: string): Place {
  const { file, span } = place;
  const written = file.text.slice(span.start, span.end);
  const at = text === "" ? -1 : written.indexOf(text);
  if (at === -1 || written.indexOf(text, at + 1) !== -1) return place;
  return { file, span: { start: span.start + at, end: span.start + at + text.length } };
}

/** Whether it isn't decided what an attribute is. */
export function isOpen(app: DecidedApp, ...attributes: readonly string[]): boolean {
  return app.undecided.some(({ attribute }) => attributes.includes(attribute));
}
