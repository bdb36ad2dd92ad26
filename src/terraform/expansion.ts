/** `count` and `for_each`: which instances there are. */

import type { Diagnostic } from "../diagnostic.ts";
import { canConvert } from "../hcl/conversion-rules.ts";
import { convert } from "../hcl/convert.ts";
import { evaluate } from "../hcl/evaluate.ts";
import { spend } from "../hcl/limits.ts";
import { isWholeNum, numToNumber } from "../hcl/number.ts";
import type { Scope } from "../hcl/scope.ts";
import type { Attribute } from "../hcl/tree.ts";
import { typeOf } from "../hcl/type-of.ts";
import { typeName } from "../hcl/type-text.ts";
import { dynamicType, numberType, type Type } from "../hcl/types.ts";
import type { UnknownValue, Value } from "../hcl/value.ts";

export type Expansion =
  | { readonly kind: "single" }
  | { readonly kind: "count"; readonly count: number }
  | { readonly kind: "each"; readonly entries: ReadonlyMap<string, Value> }
  | { readonly kind: "unknown"; readonly unknown: UnknownValue; readonly each: boolean };

const single: Expansion = { kind: "single" };

export interface ExpansionLimits {
  readonly instances: number;
  /** What is being expanded: `coder_app.x`, for messages. */
  readonly subject: string;
  /** In `terraform validate` unknown counts are nobody's mistake. */
  readonly unknownAllowed: boolean;
}

export function expand(
  count: Attribute | null,
  forEach: Attribute | null,
  scope: Scope,
  limits: ExpansionLimits,
): Expansion {
  if (count) return expandCount(count, scope, limits);
  if (forEach) return expandForEach(forEach, scope, limits);
  scope.spend(instanceSteps);
  return single;
}

function failed(each: boolean): Expansion {
  return {
    kind: "unknown",
    each,
    unknown: { kind: "unknown", type: dynamicType, reason: "follows from an error", dependsOn: [], fromError: true },
  };
}

function refuse(scope: Scope, attribute: Attribute, headline: string, notes: readonly string[], help: string): void {
  const diagnostic: Diagnostic = {
    rule: "expansion-invalid",
    severity: "error",
    headline,
    labels: [{ file: scope.file, span: attribute.expr, text: "", primary: true }],
    notes,
    help,
  };
  scope.report(diagnostic);
}

/** What is unknown in `terraform validate` has the marks of all that it may be: `try` may choose what has none. */
function maybeUnmarked(value: Value, { unknownAllowed }: ExpansionLimits): boolean {
  return value.kind === "unknown" && unknownAllowed;
}

function expandCount(attribute: Attribute, scope: Scope, limits: ExpansionLimits): Expansion {
  const value = evaluate(attribute.expr, scope);
  // A sensitive count is fine (Terraform 1.14, `evaluateCountExpression`): only how many there are shows.
  if (value.marks?.ephemeral && !maybeUnmarked(value, limits)) {
    refuse(
      scope,
      attribute,
      `\`count\` of ${limits.subject} is ephemeral`,
      ["the number of instances is kept in the plan"],
      "use a value that isn't ephemeral",
    );
    return failed(false);
  }
  if (value.kind === "unknown" && canBe(value, (type) => canConvert(type, numberType, true)))
    return unknownExpansion(attribute, value, scope, limits, false);
  if (value.kind === "null") {
    refuse(scope, attribute, `\`count\` of ${limits.subject} is null`, [], "give a whole number, for example 0 or 1");
    return failed(false);
  }
  const number = convert(value, numberType);
  if (!number.ok || number.value.kind !== "number") {
    refuse(
      scope,
      attribute,
      `\`count\` of ${limits.subject} needs a number, not ${typeName(typeOf(value))}`,
      [],
      "give a whole number, for example 0 or 1",
    );
    return failed(false);
  }
  const whole = isWholeNum(number.value.value) ? numToNumber(number.value.value) : Number.NaN;
  if (!(whole >= 0)) {
    const shown = numToNumber(number.value.value);
    refuse(
      scope,
      attribute,
      `\`count\` of ${limits.subject} is ${shown}`,
      [],
      "give a whole number that isn't negative",
    );
    return failed(false);
  }
  if (!withinLimit(whole, attribute, scope, limits)) return failed(false);
  return { kind: "count", count: whole };
}

function expandForEach(attribute: Attribute, scope: Scope, limits: ExpansionLimits): Expansion {
  const value = evaluate(attribute.expr, scope);
  const { subject } = limits;
  if ((value.marks?.sensitive || value.marks?.ephemeral) && !maybeUnmarked(value, limits)) {
    const mark = value.marks.sensitive ? "sensitive" : "ephemeral";
    refuse(
      scope,
      attribute,
      `\`for_each\` of ${subject} is ${mark}`,
      ["its keys show in every address"],
      `use keys that aren't ${mark}, or wrap them in nonsensitive()`,
    );
    return failed(true);
  }
  if (value.kind === "unknown" && canBe(value, ({ kind }) => kind === "map" || kind === "object" || kind === "set"))
    return unknownExpansion(attribute, value, scope, limits, true);
  switch (value.kind) {
    case "null":
      refuse(
        scope,
        attribute,
        `\`for_each\` of ${subject} is null`,
        [],
        "give a map or a set of strings; an empty one for no instances",
      );
      return failed(true);
    case "map":
    case "object":
      if (!withinLimit(value.entries.size, attribute, scope, limits)) return failed(true);
      return { kind: "each", entries: value.entries };
    case "set":
      return expandSet(attribute, value.items, scope, limits);
    default: {
      const { kind } = typeOf(value);
      const listLike = kind === "list" || kind === "tuple";
      refuse(
        scope,
        attribute,
        `\`for_each\` of ${subject} needs a map or a set of strings, not ${typeName(typeOf(value))}`,
        [],
        listLike ? "wrap it in toset()" : "give a map, or toset() of a list of strings",
      );
      return failed(true);
    }
  }
}

/** Of some types nothing can be told before the value is known, or nothing new. */
function canBe({ type, fromError }: UnknownValue, fits: (type: Type) => boolean): boolean {
  return type.kind === "dynamic" || fromError === true || fits(type);
}

function expandSet(attribute: Attribute, items: readonly Value[], scope: Scope, limits: ExpansionLimits): Expansion {
  const entries = new Map<string, Value>();
  for (const item of items) {
    if (item.kind === "unknown") return unknownExpansion(attribute, item, scope, limits, true);
    if (item.kind !== "string") {
      const found = item.kind === "null" ? "null" : typeName(typeOf(item));
      refuse(
        scope,
        attribute,
        `\`for_each\` of ${limits.subject} is a set with ${found} in it`,
        ["each member becomes an instance key"],
        "give a set of strings",
      );
      return failed(true);
    }
    entries.set(item.value, item);
  }
  if (!withinLimit(entries.size, attribute, scope, limits)) return failed(true);
  return { kind: "each", entries };
}

function unknownExpansion(
  attribute: Attribute,
  value: UnknownValue,
  scope: Scope,
  limits: ExpansionLimits,
  each: boolean,
): Expansion {
  if (value.applyTime && !value.fromError && !limits.unknownAllowed) {
    const name = each ? "for_each" : "count";
    const from = value.dependsOn.length > 0 ? `: it depends on ${value.dependsOn.join(", ")}` : "";
    refuse(
      scope,
      attribute,
      `\`${name}\` of ${limits.subject} is known only after apply`,
      [`Terraform has to know the instances when it plans${from}`],
      each
        ? "use keys that the template knows, with the unknown parts as values"
        : "count by something that the template knows",
    );
    return { kind: "unknown", each, unknown: { ...value, fromError: true } };
  }
  return { kind: "unknown", each, unknown: value };
}

/** An instance is a body of its own, and rules look at each. */
const instanceSteps = 400;

function withinLimit(count: number, attribute: Attribute, scope: Scope, limits: ExpansionLimits): boolean {
  if (count <= limits.instances) return spend(count * instanceSteps, attribute.expr, scope) === null;
  scope.report({
    rule: "evaluation-budget",
    severity: "error",
    headline: `${limits.subject} has ${count} instances, over the budget of ${limits.instances}`,
    labels: [{ file: scope.file, span: attribute.expr, text: "", primary: true }],
    notes: ["budget: instances"],
  });
  return false;
}
