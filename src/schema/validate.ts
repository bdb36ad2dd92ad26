/**
 * Readable answers of the generated validators (`scripts/validators.mjs`, which `npm test` and the build run first).
 */

import { suggest } from "../suggest.ts";
import { isObject, numberAt, objectAt, optionalText, textAt, textsAt } from "./json-reader.ts";

/** An ajv validator in standalone form. */
export interface GeneratedValidator {
  (value: unknown): boolean;
  errors?: readonly GeneratedError[] | null;
}

export interface GeneratedError {
  readonly keyword: string;
  /** JSON pointer into the value. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
  /** The schema that has the keyword. */
  readonly parentSchema?: unknown;
  /** The value that it refuses. */
  readonly data?: unknown;
}

export interface Problem {
  /** Keys and indices that lead to the wrong value, or to the object with the wrong or missing key. */
  readonly path: readonly string[];
  /** Set when the key, not its value, is wrong. */
  readonly key: string | null;
  /** One clause, such as `unknown key "rulez"`. */
  readonly message: string;
  /** Legal values; empty when they can't be listed. */
  readonly allowed: readonly string[];
  /** The legal value or key that was probably meant. */
  readonly suggestion: string | null;
}

/** Empty when the value is as the schema says. One problem for each place, and for each key that lacks there. */
export function problemsOf(validate: GeneratedValidator, value: unknown): readonly Problem[] {
  if (validate(value)) return [];
  const problems = new Map<string, Problem>();
  const errors = validate.errors ?? [];
  const misspelt = new Set(errors.flatMap(misspeltKey));
  for (const error of errors) {
    const problem = problemOf(error);
    if (!problem) continue;
    // Two keys that lack are two mistakes.
    const missing = error.keyword === "required" ? problem.message : null;
    // A key that is misspelt isn't one that lacks as well.
    if (missing && misspelt.has(`${error.instancePath}/${textAt(error.params, "missingProperty")}`)) continue;
    const place = JSON.stringify([problem.path, problem.key, missing]);
    if (!problems.has(place)) problems.set(place, problem);
  }
  return [...problems.values()];
}

/** The place of the key that was meant. */
function misspeltKey(error: GeneratedError): readonly string[] {
  if (error.keyword !== "additionalProperties") return [];
  const suggestion = problemOf(error)?.suggestion;
  return suggestion ? [`${error.instancePath}/${suggestion}`] : [];
}

function problemOf(error: GeneratedError): Problem | null {
  const path = pointer(error.instancePath);
  const schema = isObject(error.parentSchema) ? error.parentSchema : {};
  const wrong = error.data;
  const name = error.propertyName ?? null;
  const about = (message: string, allowed: readonly string[] = []): Problem => ({
    path,
    key: name,
    message,
    allowed,
    suggestion: typeof wrong === "string" ? suggest(wrong, allowed) : null,
  });
  switch (error.keyword) {
    case "additionalProperties": {
      const key = textAt(error.params, "additionalProperty");
      const allowed = Object.keys(objectAt(schema, "properties"));
      return { path, key, message: `unknown key ${shown(key)}`, allowed, suggestion: suggest(key, allowed) };
    }
    case "required":
      return about(`key ${shown(textAt(error.params, "missingProperty"))} is missing`);
    case "enum": {
      const allowed = textsAt(schema, "enum");
      return about(name === null ? `${shown(wrong)} is no legal value` : `unknown key ${shown(wrong)}`, allowed);
    }
    case "const":
      return about(`${shown(wrong)} is not ${shown(error.params.allowedValue)}`);
    case "type":
      return about(`${shown(wrong)} is not ${typeNames(error.params.type)}`);
    case "pattern": {
      const expected = optionalText(schema, "x-expected");
      return about(`${shown(wrong)} is not ${expected ?? `a text that matches ${textAt(error.params, "pattern")}`}`);
    }
    case "minimum":
      return about(`${shown(wrong)} is below the minimum, ${numberAt(error.params, "limit")}`);
    case "maximum":
      return about(`${shown(wrong)} is above the maximum, ${numberAt(error.params, "limit")}`);
    case "minLength":
    case "minItems":
      return about(`${shown(wrong)} is empty`);
    case "uniqueItems":
      return about(`items ${numberAt(error.params, "j")} and ${numberAt(error.params, "i")} are the same`);
    // Said by the errors inside of them.
    case "propertyNames":
    case "if":
      return null;
    default:
      return about(`${shown(wrong)} is not as the schema says (${error.keyword})`);
  }
}

function typeNames(type: unknown): string {
  const names = Array.isArray(type) ? type : [type];
  return names.map((name) => typeName(String(name))).join(" or ");
}

function typeName(name: string): string {
  switch (name) {
    case "string":
      return "a text";
    case "boolean":
      return "true or false";
    case "integer":
      return "a whole number";
    case "number":
      return "a number";
    case "array":
      return "a list";
    case "object":
      return "a set of keys and values";
    default:
      return name;
  }
}

/** As JSON; what is long or has parts is named instead. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "the list" : "a list";
  if (typeof value === "object" && value !== null) return "a set of keys and values";
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** The keys of a JSON pointer. */
function pointer(text: string): readonly string[] {
  return text
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}
