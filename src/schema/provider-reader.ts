/** From a file of `provider/` to the shapes that one version of the provider has. */

import {
  flagAt,
  isObject,
  type Json,
  numberAt,
  objectAt,
  objectsAt,
  optionalText,
  textAt,
  textsAt,
} from "./json-reader.ts";
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
export function readType(document: Json, version: ProviderVersion): TypeSchema | null {
  const terraform = objectAt(document, "x-terraform");
  if (!exists(terraform, version)) return null;
  return {
    kind: kindOf(document),
    type: textAt(terraform, "type"),
    description: textAt(document, "description"),
    deprecated: deprecation(terraform, version),
    rules: objectsAt(terraform, "rules")
      .filter((rule) => exists(rule, version))
      .map(readRule),
    ...readBlock(document, version),
  };
}

export function kindOf(document: Json): SchemaKind {
  const kind = textAt(objectAt(document, "x-terraform"), "kind");
  return kind === "resource" || kind === "data" ? kind : "provider";
}

function readRule(rule: Json): TypeRule {
  return {
    id: textAt(rule, "id"),
    at: stageAt(rule),
    severity: textAt(rule, "severity") === "warning" ? "warning" : "error",
    text: textAt(rule, "text"),
  };
}

function readBlock(body: Json, version: ProviderVersion): BlockSchema {
  const attributes = new Map<string, AttributeSchema>();
  const blocks = new Map<string, NestedBlockSchema>();
  for (const [name, property] of Object.entries(objectAt(body, "properties"))) {
    if (!isObject(property)) continue;
    const terraform = objectAt(property, "x-terraform");
    if (!exists(terraform, version)) continue;
    const facts = factsOf(terraform, version);
    const nesting = textAt(terraform, "block");
    if (nesting === "list" || nesting === "set") blocks.set(name, readNested(property, facts, nesting, version));
    else attributes.set(name, readAttribute(property, facts, version));
  }
  return { attributes, blocks };
}

function readNested(property: Json, facts: Json, nesting: "list" | "set", version: ProviderVersion): NestedBlockSchema {
  return {
    description: textAt(property, "description"),
    nesting,
    min: numberAt(facts, "min") ?? 0,
    max: numberAt(facts, "max") ?? 0,
    computed: flagAt(facts, "computed"),
    deprecated: deprecation(facts, version),
    conflicts: partners(facts, "conflicts", version),
    schema: readBlock(objectAt(property, "items"), version),
  };
}

function readAttribute(property: Json, facts: Json, version: ProviderVersion): AttributeSchema {
  const value = facts.default;
  return {
    description: textAt(property, "description"),
    type: readAttributeType(facts.type),
    integer: flagAt(facts, "integer"),
    required: flagAt(facts, "required"),
    optional: flagAt(facts, "optional"),
    computed: flagAt(facts, "computed"),
    sensitive: flagAt(facts, "sensitive"),
    default: typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null,
    minItems: numberAt(facts, "minItems") ?? 0,
    deprecated: deprecation(facts, version),
    conflicts: partners(facts, "conflicts", version),
    requiredWith: partners(facts, "requiredWith", version),
    exactlyOneOf: partners(facts, "exactlyOneOf", version),
    checks: objectsAt(facts, "checks")
      .filter((check) => exists(check, version))
      .map(readCheck)
      .filter((check) => check !== null),
  };
}

/** The newest version's facts, with those that were otherwise before put in their place. */
function factsOf(terraform: Json, version: ProviderVersion): Json {
  const earlier = objectsAt(terraform, "was").filter((was) => within(version, null, textAt(was, "until")));
  // The entries are sorted: the first whose end is still ahead is the one that counts.
  return Object.assign({}, terraform, ...earlier.toReversed());
}

/** For types, attributes, blocks (`removedIn`) and for checks and rules (`until`). */
function exists(item: Json, version: ProviderVersion): boolean {
  return within(version, optionalText(item, "since"), optionalText(item, "removedIn") ?? optionalText(item, "until"));
}

function deprecation(item: Json, version: ProviderVersion): string | null {
  const current = objectsAt(item, "deprecated").find((entry) => exists(entry, version));
  return current ? textAt(current, "note") : null;
}

function partners(facts: Json, key: string, version: ProviderVersion): readonly string[] {
  return objectsAt(facts, key)
    .filter((entry) => exists(entry, version))
    .map((entry) => textAt(entry, "with"));
}

function stageAt(item: Json): Stage {
  const at = textAt(item, "at");
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

function readCheck(check: Json): Check | null {
  const at = stageAt(check);
  const kind = textAt(check, "kind");
  switch (kind) {
    case "enum":
      return { at, kind, values: textsAt(check, "values") };
    case "pattern":
      return { at, kind, pattern: textAt(check, "pattern"), text: textAt(check, "text") };
    case "maxBytes":
      return { at, kind, value: numberAt(check, "value") ?? Number.POSITIVE_INFINITY };
    case "range": {
      const or = check.or;
      return {
        at,
        kind,
        min: numberAt(check, "min"),
        max: numberAt(check, "max"),
        or: Array.isArray(or) ? or.filter((value) => typeof value === "number") : [],
      };
    }
    case "notEmpty":
      return { at, kind, each: flagAt(check, "each") };
    case "url":
    case "uuid":
    case "absolutePath":
    case "timezone":
    case "regex":
      return { at, kind };
    case "cron":
      return {
        at,
        kind,
        fields: numberAt(check, "fields") === 5 ? 5 : 6,
        firstField: optionalText(check, "firstField"),
      };
    default:
      return null;
  }
}

export function readHistory(item: Json): History {
  return {
    since: optionalText(item, "since"),
    removedIn: optionalText(item, "removedIn"),
    replacedBy: optionalText(item, "replacedBy"),
    note: optionalText(item, "note"),
    deprecated: objectsAt(item, "deprecated").map((entry) => ({
      since: optionalText(entry, "since"),
      note: textAt(entry, "note"),
    })),
  };
}
