/** What the provider's schema refuses by values: required but null, not whole, conflicting, too many blocks, its own checks. */

import type { Diagnostic, Fix, RuleId } from "../../diagnostic.ts";
import { formatNum, isWholeNum, numToNumber } from "../../hcl/number.ts";
import type { Value } from "../../hcl/value.ts";
import type { AttributeSchema, Check } from "../../schema/provider-types.ts";
import type { ResourceInstance } from "../../terraform/resource-instance.ts";
import type { RuleContext } from "../context.ts";
import { nameOfView, placeOf, problem } from "../problem.ts";
import type { InstanceRule, Report } from "../rule.ts";
import { literalText, slugFix } from "../slug-fix.ts";
import { bodiesOf, type SchemaBody } from "../type-schema.ts";
import { failsCheck } from "../value-checks.ts";

export const schemaValues: InstanceRule = {
  kind: "instance",
  name: "values that the provider's schema refuses",
  types: null,
  validate: true,
  stage: "plan",
  check,
};

function check(instance: ResourceInstance, report: Report, context: RuleContext): void {
  for (const at of bodiesOf(instance, context.providerVersion)) {
    const { attributes } = at.body.shape;
    // What the provider says itself may differ with every choice, and isn't asked for.
    for (const [name, schema] of at.schema.attributes)
      if (attributes.has(name)) checkAttribute(instance, at, name, schema, report, context);
    for (const [type, block] of at.schema.blocks) {
      const { items, unknown } = at.body.blocks(type);
      const [first] = items;
      if (first) blockConflicts(instance, at, type, block.conflicts, first, report);
      if (block.max > 0 && items.length > block.max) report(tooMany(instance, type, block.max, items));
      else if (items.length < block.min && !unknown) {
        report(
          problem("schema-block-count", "error", at.body.place, {
            headline: `${ownerOf(instance, at)} needs ${block.min === 1 ? "a" : `at least ${block.min}`} \`${type}\` block${block.min === 1 ? "" : "s"}`,
            help: `add \`${type} { … }\``,
          }),
        );
      }
    }
  }
}

function ownerOf(instance: ResourceInstance, at: SchemaBody): string {
  return at.path.length === 0 ? instance.address : `\`${at.path.at(-1) ?? ""}\` of ${instance.address}`;
}

function tooMany(
  instance: ResourceInstance,
  type: string,
  max: number,
  items: readonly SchemaBody["body"][],
): Diagnostic {
  const extra = items[max] ?? items[0];
  const place = extra?.place ?? instance.place;
  const first = items[0];
  return problem("schema-block-count", "error", place, {
    headline: `${instance.address} has ${items.length} \`${type}\` blocks, ${max === 1 ? "one is" : `${max} are`} allowed`,
    secondary:
      first && first !== extra && first.place.span !== place.span ? [{ ...first.place, text: "the first one" }] : [],
    help: "remove all but one",
  });
}

function checkAttribute(
  instance: ResourceInstance,
  at: SchemaBody,
  name: string,
  schema: AttributeSchema,
  report: Report,
  context: RuleContext,
): void {
  const view = at.body.attribute(name);
  if (!view.source) return;
  const place = placeOf(at.body, name);
  if (view.failed) return;
  const { written } = view;
  if (written.kind === "null") {
    if (schema.required) {
      report(
        problem("schema-missing-attribute", "error", place, {
          headline: `\`${name}\` of ${ownerOf(instance, at)} is null, and it is required`,
          help: "give it a value",
        }),
      );
    }
    return;
  }
  // Terraform's SDK adds an optional `id` to what has none of its own, and then refuses to be given one.
  if (schema.computed && (!schema.optional || name === "id")) {
    const namePlace = nameOfView(view) ?? place;
    report(
      problem("schema-unknown-attribute", "error", namePlace, {
        headline: `\`${name}\` of ${ownerOf(instance, at)} is the provider's to say, it can't be set`,
        help: "remove it",
      }),
    );
    return;
  }
  if (written.marks?.ephemeral) {
    report(
      problem("sensitive-exposed", "error", place, {
        headline: `\`${name}\` of ${ownerOf(instance, at)} is kept in the state, and this value is ephemeral`,
        help: "give a value that isn't ephemeral",
      }),
    );
    return;
  }
  conflicts(instance, at, name, schema, report, context);
  if (written.kind === "unknown") return;
  if (schema.integer && written.kind === "number") {
    if (!isWholeNum(written.value)) {
      report(
        problem("schema-wrong-type", "error", place, {
          headline: `\`${name}\` must be a whole number, this is ${formatNum(written.value)}`,
          help: "give a whole number",
        }),
      );
      return;
    }
    if (Math.abs(numToNumber(written.value)) > 9.2e18) {
      report(
        problem("schema-wrong-type", "error", place, {
          headline: `\`${name}\` is ${formatNum(written.value)}, more than 64 bits hold`,
          help: "give a smaller number",
        }),
      );
      return;
    }
  }
  for (const item of schema.checks) {
    if (item.at === "apply" && context.engine.mode === "validate") continue;
    const failure = failsCheck(item, written);
    if (!failure) continue;
    const secret = written.marks?.sensitive === true;
    const fix = fixOf(instance, name, item);
    report(
      problem(ruleFor(instance, name, item), "error", place, {
        headline: `\`${name}\` of ${ownerOf(instance, at)} ${secret ? "isn't legal; its value is sensitive" : failure.headline}`,
        notes: [
          ...(secret ? [] : failure.notes),
          ...(item.at === "apply" ? ["the provider finds it only when the workspace is built"] : []),
        ],
        help: secret ? "correct the value" : failure.help,
        ...(fix ? { fix } : {}),
      }),
    );
    return;
  }
}

function fixOf(instance: ResourceInstance, name: string, item: Check): Fix | null {
  if (instance.config.type !== "coder_app") return null;
  if (name === "slug" && item.kind === "pattern") return slugFix(instance);
  return name === "open_in" ? windowFix(instance) : null;
}

/** `window` was legal in 2.1.0 and 2.1.1 and looked like what `slim-window` is. */
function windowFix(instance: ResourceInstance): Fix | null {
  const source = instance.shape.attributes.get("open_in");
  if (!source || literalText(source.attribute.expr) !== "window") return null;
  const { start, end } = source.attribute.expr;
  return {
    safe: true,
    title: 'Write "slim-window"',
    edits: [{ file: source.file, span: { start, end }, newText: '"slim-window"' }],
  };
}

/** Which of the rules a check of the provider belongs to. */
function ruleFor(instance: ResourceInstance, name: string, item: Check): RuleId {
  const { type } = instance.config;
  switch (type) {
    case "coder_app":
      if (name === "slug") return "app-slug-format";
      if (name === "share") return "app-share-value";
      if (name === "open_in") return "app-open-in-value";
      if (name === "icon") return "app-icon-url";
      if (item.kind === "maxBytes") return "app-text-too-long";
      return "value-invalid";
    case "coder_script":
      return "script-invalid";
    case "coder_metadata":
      return "metadata-invalid";
    case "coder_parameter":
      return "parameter-invalid";
    case "coder_workspace_preset":
      return "preset-invalid";
    case "coder_ai_task":
      return "ai-task-invalid";
    default:
      return "value-invalid";
  }
}

/** ConflictsWith of the plugin SDK: both are set in the configuration, to whatever isn't null; an unknown passes the plan. */
function conflicts(
  instance: ResourceInstance,
  at: SchemaBody,
  name: string,
  schema: AttributeSchema,
  report: Report,
  context: RuleContext,
): void {
  for (const other of schema.conflicts) {
    const partner = otherSide(at, other);
    if (!partner || toldByPartner(at, name, other)) continue;
    const view = at.body.attribute(name);
    const mine = view.written.kind === "unknown";
    const theirs = partner.unknown;
    if (partner.fromError || (view.written.kind === "unknown" && view.written.fromError)) return;
    const place = nameOfView(view);
    if (!place) return;
    // A text whose pieces come later, an id: it can't turn out to be null.
    const undecidable = (mine && !isCertain(view.written)) || (theirs && !partner.certain);
    // What isn't known to `terraform validate` alone is judged when it is planned.
    if ((mine || theirs) && context.engine.mode === "validate") continue;
    const notes = undecidable
      ? [
          `${mine && !isCertain(view.written) ? name : other} is known only after apply: the plan passes, and a build fails unless it turns out to be null`,
        ]
      : [];
    report(
      problem("schema-conflict", undecidable ? "warning" : "error", placeOf(at.body, name), {
        headline: `\`${name}\` and \`${other}\` of ${ownerOf(instance, at)} exclude each other`,
        secondary: [{ ...partner.place, text: `${other} is set here` }],
        notes: [...notes, 'any value counts, even false and ""; only null doesn\'t'],
        help: `remove \`${name}\` or \`${other}\``,
      }),
    );
    return;
  }
}

/** Most conflicts are written at both sides; one mistake is told once, where it stands first. */
function toldByPartner(at: SchemaBody, name: string, other: string): boolean {
  // An attribute tells its first conflict only.
  const first = at.schema.attributes.get(other)?.conflicts.find((candidate) => otherSide(at, candidate) !== null);
  const mine = at.body.attribute(name).source;
  const theirs = at.schema.attributes.has(other) ? at.body.attribute(other).source : null;
  if (first !== name || !mine || mine.file !== theirs?.file) return false;
  return mine.attribute.start > theirs.attribute.start;
}

/** A block that is there counts as set; a `dynamic` that makes none doesn't. */
function blockConflicts(
  instance: ResourceInstance,
  at: SchemaBody,
  type: string,
  others: readonly string[],
  block: SchemaBody["body"],
  report: Report,
): void {
  for (const other of others) {
    const partner = otherSide(at, other);
    if (!partner || partner.fromError || partner.unknown) continue;
    report(
      problem("schema-conflict", "error", block.place, {
        headline: `\`${type}\` and \`${other}\` of ${ownerOf(instance, at)} exclude each other`,
        secondary: [{ ...partner.place, text: `${other} is set here` }],
        help: `remove the \`${type}\` block or \`${other}\``,
      }),
    );
    return;
  }
}

interface Partner {
  readonly place: {
    readonly file: SchemaBody["body"]["place"]["file"];
    readonly span: { readonly start: number; readonly end: number };
  };
  readonly unknown: boolean;
  /** Not null, whatever it is. */
  readonly certain: boolean;
  readonly fromError: boolean;
}

function isCertain(value: Value): boolean {
  return value.kind === "unknown" && (value.notNull === true || value.neverNull === true);
}

function otherSide(at: SchemaBody, other: string): Partner | null {
  if (at.schema.blocks.has(other)) {
    const view = at.body.blocks(other);
    const item = view.items[0];
    if (item) return { place: item.place, unknown: false, certain: true, fromError: false };
    return null;
  }
  if (!at.schema.attributes.has(other)) return null;
  const view = at.body.attribute(other);
  const value: Value = view.written;
  if (!view.source || value.kind === "null") return null;
  return {
    place: { file: view.source.file, span: view.source.attribute.nameSpan },
    unknown: value.kind === "unknown",
    certain: isCertain(value),
    fromError: view.failed,
  };
}
