/** `validation`, `precondition`, `postcondition`: conditions with a message of the template's own. */

import type { RuleId, Severity } from "../diagnostic.ts";
import { convert } from "../hcl/convert.ts";
import { describe } from "../hcl/describe.ts";
import { evaluate } from "../hcl/evaluate.ts";
import type { Scope } from "../hcl/scope.ts";
import { boolType, stringType } from "../hcl/types.ts";
import type { Value } from "../hcl/value.ts";
import type { SourceFile, Span } from "../source.ts";
import type { CheckRule } from "./config.ts";

export interface ConditionSubject {
  readonly rule: RuleId;
  /** `variable "x"`, `coder_app.y`. */
  readonly subject: string;
  /** What is to blame; null points at the condition. */
  readonly place: { readonly file: SourceFile; readonly span: Span } | null;
  /** Only mistakes in the condition itself are told: the values aren't real (`terraform validate`). */
  readonly quiet: boolean;
  /** Whether the message has to be a text: `terraform validate` doesn't ask for that. */
  readonly needsMessage: boolean;
  /** What the conditions are about; a false one tells it. */
  readonly about?: { readonly name: string; readonly value: Value };
}

export function checkRules(rules: readonly CheckRule[], scope: Scope, subject: ConditionSubject): void {
  for (const rule of rules) checkRule(rule, scope, subject);
}

function checkRule(rule: CheckRule, scope: Scope, subject: ConditionSubject): void {
  const severity: Severity = "error";
  const here = { file: rule.file, span: rule.condition.expr };
  const value = evaluate(rule.condition.expr, scope);
  // Evaluated even where the condition holds: what is wrong in it fails the plan (Terraform 1.11).
  const message = evaluate(rule.errorMessage.expr, scope);
  // Of a variable's validation Terraform looks at the message only where it is to be shown.
  if (!subject.about) checkMessage(message, rule, scope, subject);
  if (value.kind === "unknown") return;
  const result = convert(value, boolType);
  if (!result.ok || result.value.kind !== "bool") {
    scope.report({
      rule: subject.rule,
      severity,
      headline: `the condition of ${subject.subject} must be true or false`,
      labels: [{ ...here, text: value.kind === "null" ? "null" : "", primary: true }],
      notes: [],
      help: "write a condition that gives true or false",
    });
    return;
  }
  if (result.value.value || subject.quiet) return;
  if (subject.about) checkMessage(message, rule, scope, subject);
  const text = convert(message, stringType);
  const hidden = message.marks?.sensitive === true;
  const said = hidden
    ? "(the message is sensitive)"
    : text.ok && text.value.kind === "string"
      ? text.value.value.trim()
      : "(its message isn't known)";
  scope.report({
    rule: subject.rule,
    severity,
    headline: `${subject.subject}: ${firstLine(said)}`,
    labels: subject.place
      ? [
          { ...subject.place, text: "", primary: true },
          { ...here, text: "this condition is false", primary: false },
        ]
      : [{ ...here, text: "this condition is false", primary: true }],
    notes: [...(said.includes("\n") ? [said] : []), ...aboutNote(subject)],
    help: "change the value so that the condition holds",
  });
}

function checkMessage(
  message: Value,
  rule: CheckRule,
  scope: Scope,
  { subject, needsMessage }: ConditionSubject,
): void {
  if (!needsMessage || (message.kind !== "null" && convert(message, stringType).ok)) return;
  scope.report({
    rule: "condition-failed",
    severity: "error",
    headline: `the error message of ${subject} must be a text`,
    labels: [{ file: rule.file, span: rule.errorMessage.expr, text: describe(message), primary: true }],
    notes: [],
    help: "write a text that says what is wrong",
  });
}

/** The type counts: a number is none of the texts in a list. A text isn't shown: it may be given, and be secret. */
function aboutNote({ about }: ConditionSubject): readonly string[] {
  if (!about || about.value.marks?.sensitive) return [];
  const { kind } = about.value;
  if (kind === "number" || kind === "bool") return [`${about.name} is ${describe(about.value)}, a ${kind}`];
  return kind === "null" ? [`${about.name} is null`] : [];
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return end === -1 ? text : `${text.slice(0, end)} …`;
}
