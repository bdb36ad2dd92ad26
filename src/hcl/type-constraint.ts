/**
 * Terraform's type constraints: `string`, `list(object({ a = string, b = optional(number, 5) }))`, `any`, and the bare
 * `list` and `map` of Terraform 0.11. What is refused, and where, is that of hcl v2.24's typeexpr and Terraform 1.13.
 */

import type { Diagnostic } from "../diagnostic.ts";
import type { SourceFile, Span } from "../source.ts";
import { convert } from "./convert.ts";
import { jsonSource } from "./json-expression.ts";
import { exprAsKeyword, exprCall, exprList, exprMap } from "./static.ts";
import type { Expression, FunctionCall } from "./tree.ts";
import { allTypeForms, type TypeConstructor, typeForm, typeSuggestion } from "./type-forms.ts";
import { boolType, compareCodePoints, dynamicType, numberType, stringType, type Type } from "./types.ts";
import type { Value } from "./value.ts";

export interface TypeConstraint {
  /** `dynamic` when the expression isn't a type. */
  readonly type: Type;
  /** Null when no optional attribute has a default. */
  readonly defaults: TypeDefaults | null;
  /** All `terraform-block`. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface TypeDefaults {
  readonly type: Type;
  /** Of an object's optional attributes, already of the attribute's type. */
  readonly values: ReadonlyMap<string, Value>;
  /** By attribute, by index of a tuple, or "" for all elements of a list, set or map. */
  readonly children: ReadonlyMap<string, TypeDefaults>;
}

/** The value of a constant, without names or functions; null when it has none, which `evaluate` has told. */
export type EvaluateConstant = (expr: Expression) => Value | null;

/** The `type` of a variable or output. In JSON it is a string that holds the expression. */
export function typeConstraint(expr: Expression, file: SourceFile, evaluate: EvaluateConstant): TypeConstraint {
  const reader = new TypeReader(file, evaluate);
  if (expr.kind === "template" && !jsonSource(expr)) return { ...reader.quoted(expr), diagnostics: reader.diagnostics };
  // Only here, not inside of other types.
  const keyword = exprAsKeyword(expr);
  if (keyword === "list" || keyword === "map") {
    return { type: { kind: keyword, element: dynamicType }, defaults: null, diagnostics: [] };
  }
  const { type, defaults } = reader.type(expr);
  const { diagnostics } = reader;
  return diagnostics.length > 0 ? { ...failed, diagnostics } : { type, defaults, diagnostics };
}

interface TypeWithDefaults {
  readonly type: Type;
  readonly defaults: TypeDefaults | null;
}

const failed: TypeWithDefaults = { type: dynamicType, defaults: null };

class TypeReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #file: SourceFile;
  readonly #evaluate: EvaluateConstant;

  constructor(file: SourceFile, evaluate: EvaluateConstant) {
    this.#file = file;
    this.#evaluate = evaluate;
  }

  type(expr: Expression): TypeWithDefaults {
    // Its mistake has been told.
    if (expr.kind === "error") return failed;
    const keyword = exprAsKeyword(expr);
    if (keyword !== null) return this.#keyword(keyword, expr);
    const call = exprCall(expr);
    if (!call) {
      return this.#refuse(expr, `${this.#quote(expr)} isn't a type`, "not a type", `write ${allTypeForms}`);
    }
    return this.#constructed(call);
  }

  /** Terraform 0.11's form, which native syntax refuses. */
  quoted(expr: Expression): TypeWithDefaults {
    const inside = this.#file.text.slice(expr.start + 1, expr.end - 1);
    const type = inside === "list" || inside === "map" ? `${inside}(string)` : inside;
    const isName = /^[a-z(){}[\], =]+$/.test(type);
    return this.#refuse(
      expr,
      `the type ${this.#quote(expr)} is written in quotes`,
      "quotes around a type are Terraform 0.11's form",
      isName ? `write ${type}, without quotes` : "write the type without quotes",
    );
  }

  #keyword(keyword: string, expr: Expression): TypeWithDefaults {
    switch (keyword) {
      case "string":
        return { type: stringType, defaults: null };
      case "number":
        return { type: numberType, defaults: null };
      case "bool":
        return { type: boolType, defaults: null };
      case "any":
        return { type: dynamicType, defaults: null };
      case "list":
      case "set":
      case "map":
      case "object":
      case "tuple":
        return this.#refuse(
          expr,
          `${this.#lacksArgument(keyword)}`,
          "an argument belongs behind this",
          `write ${typeForm(keyword)}`,
        );
      default:
        return this.#refuse(expr, `"${keyword}" isn't a type`, "not a type", typeSuggestion(keyword));
    }
  }

  #constructed(call: FunctionCall): TypeWithDefaults {
    const { name } = call;
    switch (name) {
      case "string":
      case "number":
      case "bool":
      case "any":
        return this.#refuse(
          argumentsOf(call),
          `type "${name}" takes no arguments`,
          "not allowed here",
          `write ${name}`,
        );
      case "list":
      case "set":
      case "map": {
        const argument = this.#onlyArgument(call, name);
        if (!argument) return failed;
        const { type: element, defaults } = this.type(argument);
        const type: Type = { kind: name, element };
        return { type, defaults: defaults && { type, values: new Map(), children: new Map([["", defaults]]) } };
      }
      case "tuple": {
        const argument = this.#onlyArgument(call, name);
        return argument ? this.#tuple(argument) : failed;
      }
      case "object": {
        const argument = this.#onlyArgument(call, name);
        return argument ? this.#object(argument) : failed;
      }
      case "optional":
        return this.#refuse(
          call.nameSpan,
          '"optional" is only for attributes of an object',
          "not an attribute's type",
          "write the type alone",
        );
      default:
        return this.#refuse(call.nameSpan, `"${name}" isn't a type`, "not a type", typeSuggestion(name));
    }
  }

  #onlyArgument(call: FunctionCall, name: TypeConstructor): Expression | null {
    const [argument, second] = call.args;
    const last = call.args.at(-1);
    if (!argument || !last) {
      this.#refuse(
        argumentsOf(call),
        this.#lacksArgument(name),
        "an argument belongs in here",
        `write ${typeForm(name)}`,
      );
      return null;
    }
    if (second) {
      const extra = { start: second.start, end: last.end };
      const given = `type "${name}" takes one argument, and ${call.args.length} are given`;
      const help = name === "tuple" ? "put the types in brackets: tuple([TYPE, …])" : `write ${typeForm(name)}`;
      this.#refuse(extra, given, "too much", help);
      return null;
    }
    return argument;
  }

  #tuple(argument: Expression): TypeWithDefaults {
    const items = exprList(argument);
    if (!items) {
      return this.#refuse(
        argument,
        `${this.#quote(argument)} isn't a list of types`,
        "types in brackets belong here",
        `write ${typeForm("tuple")}`,
      );
    }
    const elements: Type[] = [];
    const children = new Map<string, TypeDefaults>();
    for (const [index, item] of items.entries()) {
      const { type, defaults } = this.type(item);
      elements.push(type);
      if (defaults) children.set(String(index), defaults);
    }
    const type: Type = { kind: "tuple", elements };
    return { type, defaults: children.size > 0 ? { type, values: new Map(), children } : null };
  }

  #object(argument: Expression): TypeWithDefaults {
    const items = exprMap(argument);
    if (!items) {
      const help = `write ${typeForm("object")}`;
      return this.#refuse(
        argument,
        `${this.#quote(argument)} isn't a map of types`,
        "attributes in braces belong here",
        help,
      );
    }
    const attributes = new Map<string, Type>();
    const optional = new Set<string>();
    const values = new Map<string, Value>();
    const children = new Map<string, TypeDefaults>();
    const names = new Map<string, Expression>();
    for (const { key, value } of items) {
      const name = exprAsKeyword(key);
      if (name === null) {
        this.#refuse(
          key,
          `${this.#quote(key)} isn't an attribute's name`,
          "a plain name belongs here",
          "write the name without quotes",
        );
        continue;
      }
      const first = names.get(name);
      if (first) {
        this.#repeated(name, key, first);
        continue;
      }
      names.set(name, key);
      const { type, defaults, isOptional, value: given } = this.#attribute(value);
      attributes.set(name, type);
      if (isOptional) optional.add(name);
      if (given) values.set(name, given);
      if (defaults) children.set(name, defaults);
    }
    const type: Type = { kind: "object", attributes: sorted(attributes), ...(optional.size > 0 ? { optional } : {}) };
    return { type, defaults: values.size > 0 || children.size > 0 ? { type, values, children } : null };
  }

  #attribute(expr: Expression): TypeWithDefaults & { readonly isOptional: boolean; readonly value: Value | null } {
    const call = exprCall(expr);
    if (call?.name !== "optional") return { ...this.type(expr), isOptional: false, value: null };
    const [typeExpr, defaultExpr] = call.args;
    if (!typeExpr) {
      const help = "write optional(TYPE) or optional(TYPE, DEFAULT)";
      this.#refuse(argumentsOf(call), '"optional" lacks the type', "a type belongs in here", help);
      return { ...failed, isOptional: true, value: null };
    }
    if (call.args.length > 2) {
      const given = `"optional" takes a type and a default, and ${call.args.length} arguments are given`;
      this.#refuse(argumentsOf(call), given, "too much", "write optional(TYPE) or optional(TYPE, DEFAULT)");
    }
    const read = this.type(typeExpr);
    const value = defaultExpr && call.args.length === 2 ? this.#default(defaultExpr, read.type) : null;
    return { ...read, isOptional: true, value };
  }

  #default(expr: Expression, type: Type): Value | null {
    const value = this.#evaluate(expr);
    if (!value || (value.kind === "unknown" && value.fromError)) return null;
    const converted = convert(value, type);
    if (converted.ok) return converted.value;
    const help = "give a default that converts to the attribute's type";
    this.#refuse(
      expr,
      `the default ${this.#quote(expr)} doesn't fit its type: ${converted.message}`,
      "not of that type",
      help,
    );
    return null;
  }

  #repeated(name: string, again: Span, first: Span): void {
    const label = (span: Span, text: string, primary: boolean) => ({
      file: this.#file,
      span: spanOf(span),
      text,
      primary,
    });
    this.diagnostics.push({
      rule: "terraform-block",
      severity: "error",
      headline: `attribute "${name}" is in the object type twice`,
      labels: [label(again, "here again", true), label(first, "here first", false)],
      notes: [],
      help: "remove one of the two",
    });
  }

  #lacksArgument(name: TypeConstructor): string {
    const argument =
      name === "object"
        ? "its attributes"
        : name === "tuple"
          ? "the types of its elements"
          : "the type of its elements";
    return `type "${name}" lacks ${argument}`;
  }

  /** The text of an expression, on one line. */
  #quote(span: Span): string {
    const text = this.#file.text.slice(span.start, span.end).replace(/\s+/g, " ");
    return text.length > 40 ? `${text.slice(0, 40)}…` : text;
  }

  #refuse(span: Span, headline: string, text: string, help: string): TypeWithDefaults {
    const label = { file: this.#file, span: spanOf(span), text, primary: true };
    this.diagnostics.push({ rule: "terraform-block", severity: "error", headline, labels: [label], notes: [], help });
    return failed;
  }
}

function argumentsOf(call: FunctionCall): Span {
  return { start: call.openParen.start, end: call.closeParen.end };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function sorted(attributes: ReadonlyMap<string, Type>): ReadonlyMap<string, Type> {
  return new Map([...attributes].sort(([a], [b]) => compareCodePoints(a, b)));
}

/**
 * Attributes that are absent or null get their default, nested ones too; what isn't known, or null itself, stays.
 * Elements may come to have different types: lists and sets become tuples, maps objects, until they are converted.
 */
export function applyDefaults(defaults: TypeDefaults, value: Value): Value {
  switch (value.kind) {
    case "list":
    case "set":
    case "tuple": {
      const items = value.items.map((item, index) => applyChild(childAt(defaults, index), item));
      if (items.every((item, index) => item === value.items[index])) return value;
      return { kind: "tuple", items, ...marksOf(value) };
    }
    case "map":
    case "object": {
      const entries = withDefaults(defaults, value.entries);
      return entries === value.entries ? value : { kind: "object", entries, ...marksOf(value) };
    }
    case "unknown":
      return value.outcomes ? { ...value, outcomes: value.outcomes.map((one) => applyDefaults(defaults, one)) } : value;
    default:
      return value;
  }
}

function withDefaults(defaults: TypeDefaults, given: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  const entries = new Map<string, Value>();
  let changed = false;
  for (const [name, value] of given) {
    const applied = applyChild(childNamed(defaults, name), value);
    entries.set(name, applied);
    if (applied !== value) changed = true;
  }
  for (const [name, byDefault] of defaults.values) {
    const value = entries.get(name);
    if (!value || value.kind === "null") entries.set(name, applyChild(childNamed(defaults, name), byDefault));
    // Null would be replaced, so it can't become null any more.
    else if (value.kind === "unknown" && byDefault.kind !== "null" && value.type.kind !== "dynamic" && !value.notNull) {
      entries.set(name, { ...value, notNull: true });
    } else continue;
    changed = true;
  }
  if (!changed) return given;
  return entries.size === given.size ? entries : new Map([...entries].sort(([a], [b]) => compareCodePoints(a, b)));
}

function applyChild(defaults: TypeDefaults | undefined, value: Value): Value {
  return defaults ? applyDefaults(defaults, value) : value;
}

/** A value may be of another shape than the type: then there is nothing for it here, and its conversion fails later. */
function childAt({ type, children }: TypeDefaults, index: number): TypeDefaults | undefined {
  return children.get(type.kind === "tuple" ? String(index) : "");
}

function childNamed({ type, children }: TypeDefaults, name: string): TypeDefaults | undefined {
  return children.get(type.kind === "object" ? name : "");
}

function marksOf({ marks }: Value): Pick<Value, "marks"> {
  return marks ? { marks } : {};
}
