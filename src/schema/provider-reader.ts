/** From a file of `provider/` to the shapes that one version of the provider has. */

import { isObject } from "./json-reader.ts";
import type {
  BodyFile,
  CheckFile,
  Facts,
  Partner,
  PropertyFile,
  PropertyLife,
  RuleFile,
  Span,
  TypeFile,
} from "./provider-file.ts";
import type {
  AttributeSchema,
  AttributeType,
  BlockSchema,
  Check,
  History,
  NestedBlockSchema,
  ProviderVersion,
  SchemaKind,
  Stage,
  TypeRule,
  TypeSchema,
} from "./provider-types.ts";
import { within } from "./versions.ts";

/** Null when that version doesn't have the type. */
export function readType(file: TypeFile, version: ProviderVersion): TypeSchema | null {
  const terraform = file["x-terraform"];
  if (!within(version, terraform.since ?? null, terraform.removedIn ?? null)) return null;
  return {
    kind: kindOf(file),
    type: terraform.type,
    description: file.description,
    deprecated: deprecation(terraform.deprecated, version),
    rules: current(terraform.rules, version).map(readRule),
    ...readBlock(file, version),
  };
}

export function kindOf(file: TypeFile): SchemaKind {
  const { kind } = file["x-terraform"];
  return kind === "resource" || kind === "data" ? kind : "provider";
}

function readRule({ id, at, severity, text }: RuleFile): TypeRule {
  return { id, at: stageOf(at), severity: severity === "warning" ? "warning" : "error", text };
}

function readBlock({ properties = {} }: BodyFile, version: ProviderVersion): BlockSchema {
  const attributes = new Map<string, AttributeSchema>();
  const blocks = new Map<string, NestedBlockSchema>();
  for (const [name, property] of Object.entries(properties)) {
    const terraform = property["x-terraform"];
    if (!terraform) continue;
    const { since, removedIn, block } = terraform;
    if ((since || removedIn) && !within(version, since ?? null, removedIn ?? null)) continue;
    const facts = terraform.was ? factsOf(terraform, version) : terraform;
    if (block === "list" || block === "set") blocks.set(name, readNested(property, facts, block, version));
    else attributes.set(name, readAttribute(property, facts, version));
  }
  return { attributes, blocks };
}

function readNested(
  { description, items }: PropertyFile,
  facts: Facts,
  nesting: "list" | "set",
  version: ProviderVersion,
): NestedBlockSchema {
  return {
    description,
    nesting,
    min: facts.min ?? 0,
    max: facts.max ?? 0,
    computed: facts.computed ?? false,
    deprecated: deprecation(facts.deprecated, version),
    conflicts: partners(facts.conflicts, version),
    schema: readBlock(items ?? {}, version),
  };
}

function readAttribute({ description }: PropertyFile, facts: Facts, version: ProviderVersion): AttributeSchema {
  return {
    description,
    type: readAttributeType(facts.type),
    integer: facts.integer ?? false,
    required: facts.required ?? false,
    optional: facts.optional ?? false,
    computed: facts.computed ?? false,
    sensitive: facts.sensitive ?? false,
    default: facts.default ?? null,
    minItems: facts.minItems ?? 0,
    deprecated: deprecation(facts.deprecated, version),
    conflicts: partners(facts.conflicts, version),
    requiredWith: partners(facts.requiredWith, version),
    exactlyOneOf: partners(facts.exactlyOneOf, version),
    checks: facts.checks ? checksOf(facts.checks, version) : none,
  };
}

const none: readonly never[] = [];

/** The newest version's facts, with those that were otherwise before put in their place. */
function factsOf(terraform: PropertyLife, version: ProviderVersion): Facts {
  const earlier = current(terraform.was, version);
  // The entries are sorted: the first whose end is still ahead is the one that counts.
  return Object.assign({}, terraform, ...earlier.toReversed());
}

/** Those that the version has. */
function current<T extends Span>(items: readonly T[] | undefined, version: ProviderVersion): readonly T[] {
  if (!items) return none;
  return items.filter(({ since, until }) => (!since && !until) || within(version, since ?? null, until ?? null));
}

function deprecation(entries: Facts["deprecated"], version: ProviderVersion): string | null {
  return entries ? (current(entries, version)[0]?.note ?? null) : null;
}

function partners(items: readonly Partner[] | undefined, version: ProviderVersion): readonly string[] {
  return items ? current(items, version).map((item) => item.with) : none;
}

function checksOf(checks: readonly CheckFile[], version: ProviderVersion): readonly Check[] {
  return current(checks, version)
    .map(readCheck)
    .filter((check) => check !== null);
}

function stageOf(at: string | undefined): Stage {
  return at === "plan" || at === "apply" ? at : "validate";
}

/** Terraform's JSON notation: "string", ["list", "string"], ["object", {"name": "string"}]. */
export function readAttributeType(notation: unknown): AttributeType {
  if (notation === "number" || notation === "bool") return { kind: notation };
  if (!Array.isArray(notation)) return { kind: "string" };
  const [kind, element]: readonly unknown[] = notation;
  if (kind === "list" || kind === "set" || kind === "map") return { kind, element: readAttributeType(element) };
  const attributes = isObject(element) ? Object.entries(element) : [];
  return { kind: "object", attributes: new Map(attributes.map(([name, type]) => [name, readAttributeType(type)])) };
}

function readCheck(check: CheckFile): Check | null {
  const at = stageOf(check.at);
  const { kind } = check;
  switch (kind) {
    case "enum":
      return { at, kind, values: check.values ?? [] };
    case "pattern":
      return { at, kind, pattern: check.pattern ?? "", text: check.text ?? "" };
    case "maxBytes":
      return { at, kind, value: check.value ?? Number.POSITIVE_INFINITY };
    case "range":
      return { at, kind, min: check.min ?? null, max: check.max ?? null, or: check.or ?? [] };
    case "notEmpty":
      return { at, kind, each: check.each ?? false };
    case "url":
    case "uuid":
    case "absolutePath":
    case "timezone":
    case "regex":
      return { at, kind };
    case "cron":
      return { at, kind, fields: check.fields === 5 ? 5 : 6, firstField: check.firstField ?? null };
    default:
      return null;
  }
}

export function readHistory(life: TypeFile["x-terraform"] | PropertyLife): History {
  return {
    since: life.since ?? null,
    removedIn: life.removedIn ?? null,
    replacedBy: life.replacedBy ?? null,
    note: life.note ?? null,
    deprecated: (life.deprecated ?? []).map(({ since, note }) => ({ since: since ?? null, note })),
  };
}
