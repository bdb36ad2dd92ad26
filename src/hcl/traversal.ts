/** Names, attributes and indices: `a.b[0]`, `x[key]`. */

import type { Span } from "../source.ts";
import { suggest } from "../suggest.ts";
import { convert } from "./convert.ts";
import { describe, quoteShort } from "./describe.ts";
import { type Evaluate, isFromError } from "./evaluation.ts";
import { spend } from "./limits.ts";
import { mergeMarks, unmark, withMarks } from "./marks.ts";
import { conversionMessage, type Details, mistake } from "./mistake.ts";
import { compareNum, formatNum, isInfinite, isWholeNum, numToNumber, parseNum } from "./number.ts";
import { overOutcomes } from "./outcomes.ts";
import type { Locals, Scope } from "./scope.ts";
import type { AttrStep, Index, IndexStep, LiteralKey, RelativeTraversal, ScopeTraversal } from "./tree.ts";
import { typeOf } from "./type-of.ts";
import { typeName } from "./type-text.ts";
import { dynamicType, numberType, stringType, type Type } from "./types.ts";
import type { UnknownValue, Value } from "./value.ts";
import { boolValue, combineUnknown, nullValue, numberValue, stringValue } from "./values.ts";

type Step = AttrStep | IndexStep;

export function evaluateScopeTraversal(expr: ScopeTraversal, scope: Scope): Value {
  const [root, ...steps] = expr.steps;
  const local = findLocal(scope.locals, root.name);
  if (local) return follow(local.value, steps, scope);
  const { value, consumed } = scope.resolve(expr, scope);
  return follow(value, expr.steps.slice(Math.max(1, consumed)).filter(isStep), scope);
}

function isStep(step: ScopeTraversal["steps"][number]): step is Step {
  return step.kind !== "root";
}

export function findLocal(locals: Locals | null, name: string): Locals | null {
  for (let at = locals; at; at = at.outer) if (at.name === name) return at;
  return null;
}

export function evaluateRelativeTraversal(expr: RelativeTraversal, scope: Scope, evaluate: Evaluate): Value {
  return follow(evaluate(expr.source, scope), expr.steps, scope);
}

function follow(start: Value, steps: readonly Step[], scope: Scope): Value {
  let value = start;
  for (const step of steps) {
    if (isFromError(value)) return value;
    value =
      step.kind === "attr"
        ? told(attribute(value, step.name), nameSpan(step, scope), scope)
        : told(element(value, keyValue(step.key)), step, scope);
  }
  return value;
}

/** Without the dot. */
function nameSpan({ start, end, name }: AttrStep, { file }: Scope): Span {
  const at = end - name.length;
  return at > start && file.text.slice(at, end) === name ? { start: at, end } : { start, end };
}

export function evaluateIndex(expr: Index, scope: Scope, evaluate: Evaluate): Value {
  const collection = evaluate(expr.collection, scope);
  const key = evaluate(expr.key, scope);
  if (isFromError(collection)) return collection;
  if (isFromError(key)) return key;
  return told(element(collection, key), expr.bracket, scope);
}

function keyValue(key: LiteralKey): Value {
  switch (key.type) {
    case "string":
      return stringValue(key.value);
    case "number":
      return numberValue(parseNum(key.value) ?? 0);
    case "bool":
      return boolValue(key.value);
    case "null":
      return nullValue(dynamicType);
  }
}

type Found = Value | Missing;
/** Nothing there, and why. */
interface Missing {
  readonly kind: "missing";
  readonly headline: string;
  readonly details: Details;
  /** Names that were compared for a suggestion: so many steps. */
  readonly compared: number;
}

function missing(headline: string, details: Details = {}, compared = 0): Missing {
  return { kind: "missing", headline, details, compared };
}

function told(found: Found, span: Span, scope: Scope): Value {
  if (found.kind !== "missing") return found;
  return spend(found.compared, span, scope) ?? mistake(scope, span, found.headline, found.details);
}

function orNull(found: Found): Value | null {
  return found.kind === "missing" ? null : found;
}

// ── Attributes ────────────────────────────────────────────────────────────────────────────────────────────────────

function attribute(object: Value, name: string): Found {
  if (object.marks) {
    const found = attribute(unmark(object), name);
    return found.kind === "missing" ? found : withMarks(found, object.marks);
  }
  switch (object.kind) {
    case "null":
      return missing(`null has no attribute "${name}"`, {
        help: "exclude null first, for example with `x != null ? x.… : …`",
      });
    case "object":
      return object.entries.get(name) ?? noAttribute(name, object.entries.keys());
    case "map":
      return object.entries.get(name) ?? noKey(name, object.entries.keys());
    case "unknown":
      return attributeOfUnknown(object, name);
    case "list":
    case "set":
    case "tuple":
    case "string":
    case "number":
    case "bool":
      return wrongKind(typeOf(object), name);
  }
}

function attributeOfUnknown(object: UnknownValue, name: string): Found {
  if (object.open) return object.open.attribute(name);
  const few = overOutcomes([object], ([outcome]) => (outcome ? orNull(attribute(outcome, name)) : null));
  if (few) return few;
  const { type } = object;
  switch (type.kind) {
    case "dynamic":
      return combineUnknown(dynamicType, object);
    case "map":
      return combineUnknown(type.element, object);
    case "object": {
      const of = type.attributes.get(name);
      return of ? combineUnknown(of, object) : noAttribute(name, type.attributes.keys());
    }
    case "list":
    case "set":
    case "tuple":
    case "string":
    case "number":
    case "bool":
      return wrongKind(type, name);
  }
}

function noAttribute(name: string, names: Iterable<string>): Missing {
  const known = [...names];
  const details = { ...suggestion(name, known), notes: namesNote(known) };
  return missing(`the object has no attribute "${name}"`, details, known.length);
}

function noKey(name: string, names: Iterable<string>): Missing {
  const known = [...names];
  const details = { ...suggestion(name, known), notes: namesNote(known) };
  return missing(`the map has no element ${quoteShort(name)}`, details, known.length);
}

const manyNames = 12;

function namesNote(names: readonly string[]): readonly string[] {
  if (names.length === 0) return ["it is empty"];
  const shown = names.slice(0, manyNames).map((name) => quoteShort(name));
  return [`it has ${shown.join(", ")}${names.length > manyNames ? `, and ${names.length - manyNames} more` : ""}`];
}

function suggestion(name: string, names: readonly string[]): { readonly help?: string } {
  const near = suggest(name, names);
  return near === null ? {} : { help: `write ${quoteShort(near)}` };
}

function wrongKind(type: Type, name: string): Missing {
  const what = typeName(type);
  const headline = `a ${what} has no attribute "${name}"`;
  if (type.kind === "list" || type.kind === "tuple") {
    return missing(headline, {
      help: `take one element, as in \`x[0].${name}\`, or all of them with \`x[*].${name}\``,
    });
  }
  if (type.kind === "set")
    return missing(headline, { help: `take all elements with \`[for item in x : item.${name}]\`` });
  return missing(headline);
}

// ── Elements ──────────────────────────────────────────────────────────────────────────────────────────────────────

function element(collection: Value, key: Value): Found {
  if (collection.kind === "null") return missing("null has no elements", { help: "exclude null first" });
  if (key.kind === "null") return missing("null can't be a key", { help: "give the number or the name of an element" });
  const bare = unmark(collection);
  const found = elementOf(bare, unmark(key), key);
  if (found.kind === "missing") return found;
  // The marks of a key go to what it picks by index, not to an attribute that it names (hcl v2.24).
  const picks = collection.kind === "list" || collection.kind === "tuple" || collection.kind === "map";
  const marks = picks && key.kind !== "unknown" ? mergeMarks(collection.marks, key.marks) : collection.marks;
  return withMarks(found, marks);
}

/** `named` is the key as it may be shown. */
function elementOf(collection: Value, key: Value, named: Value): Found {
  if (collection.kind === "unknown" && collection.open) {
    const name = convert(key, stringType);
    if (key.kind !== "number" && name.ok && name.value.kind === "string")
      return collection.open.attribute(name.value.value);
  }
  const type = typeKind(collection);
  switch (type) {
    case "list":
    case "tuple":
      return elementByNumber(collection, key, named);
    case "map":
    case "object":
      return elementByName(collection, key, named);
    case "dynamic":
      return combineUnknown(dynamicType, collection, key);
    case "set":
      return missing("elements of a set have no keys", {
        help: "make a list of it with `tolist`, or take an element with `one`",
      });
    case "string":
    case "number":
    case "bool":
      if (isUntyped(key)) return combineUnknown(dynamicType, key);
      return missing(
        `${describe(collection)} has no elements`,
        type === "string" ? { help: "take a part of a text with `substr`" } : {},
      );
  }
}

function isUntyped(key: Value): boolean {
  return key.kind === "unknown" && key.type.kind === "dynamic";
}

/** The kind of its type, which costs nothing to know. */
function typeKind(value: Value): Type["kind"] {
  return value.kind === "unknown" || value.kind === "null" ? value.type.kind : value.kind;
}

function badKey(collection: Value, named: Value, reason: string): Missing {
  return missing(`${describe(named)} is no key of ${describe(collection)}: ${reason}`);
}

function elementByNumber(collection: Value, key: Value, named: Value): Found {
  if (isUntyped(key)) return unknownElement(collection, key);
  const converted = convert(key, numberType);
  if (!converted.ok)
    return badKey(collection, named, named.marks?.sensitive ? "it isn't a number" : conversionMessage(converted));
  const number = converted.value;
  if (number.kind !== "number") {
    return (
      overOutcomes([collection, number], ([c, n]) => (c && n ? orNull(elementByNumber(c, n, n)) : null)) ??
      unknownElement(collection, number)
    );
  }
  const secret = named.marks?.sensitive === true;
  const shown = secret ? "the index" : formatNum(number.value);
  if (!isWholeNum(number.value) && !isInfinite(number.value)) {
    return missing(`${shown} is no index: it must be a whole number`, { help: "round it with `floor` or `ceil`" });
  }
  if (compareNum(number.value, 0) < 0) {
    return missing(`${shown} is no index: it can't be negative`, {
      help: "count from the end with `x[length(x) - 1]`",
    });
  }
  const index = numToNumber(number.value);
  if (collection.kind === "unknown") return itemOfUnknown(collection, index, shown);
  if (collection.kind !== "list" && collection.kind !== "tuple") return unknownElement(collection, number);
  return collection.items[index] ?? beyond(shown, collection.items.length);
}

function beyond(shown: string, length: number): Missing {
  if (length === 0)
    return missing(`there is no element ${shown}: the collection is empty`, { help: "look at its `length` first" });
  return missing(`there is no element ${shown}: the last one is ${length - 1}`, {
    help: `give an index from 0 to ${length - 1}`,
  });
}

function itemOfUnknown(collection: UnknownValue, index: number, shown: string): Found {
  const few = overOutcomes([collection], ([outcome]) => {
    const found = outcome ? elementByNumber(outcome, numberValue(index), numberValue(index)) : null;
    return found && orNull(found);
  });
  if (few) return few;
  const { type } = collection;
  if (type.kind !== "tuple") return unknownElement(collection);
  const of = type.elements[index];
  return of ? combineUnknown(of, collection) : beyond(shown, type.elements.length);
}

function unknownElement(collection: Value, ...more: readonly Value[]): Value {
  const type = typeOf(collection);
  const result = type.kind === "list" || type.kind === "map" ? type.element : dynamicType;
  return combineUnknown(result, ...(collection.kind === "unknown" ? [collection] : []), ...more);
}

function elementByName(collection: Value, key: Value, named: Value): Found {
  if (isUntyped(key)) return unknownElement(collection, key);
  const converted = convert(key, stringType);
  if (!converted.ok) return badKey(collection, named, conversionMessage(converted));
  const name = converted.value;
  if (name.kind !== "string") {
    return (
      overOutcomes([collection, name], ([c, n]) => (c && n ? orNull(elementByName(c, n, n)) : null)) ??
      unknownElement(collection, name)
    );
  }
  if (collection.kind === "unknown") return attributeOfUnknown(collection, name.value);
  if (collection.kind !== "map" && collection.kind !== "object") return unknownElement(collection, name);
  const found = collection.entries.get(name.value);
  if (found) return found;
  if (named.marks?.sensitive) return missing(`the ${collection.kind} has no such element`);
  return collection.kind === "map"
    ? noKey(name.value, collection.entries.keys())
    : noAttribute(name.value, collection.entries.keys());
}
