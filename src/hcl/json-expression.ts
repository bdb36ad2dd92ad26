/**
 * Values of the JSON syntax as expressions: strings are templates, objects and arrays constructors, names templates too.
 * Places that Terraform reads without evaluation (types, `depends_on`, `source`) take strings as they are: `literal`.
 */

import type { Diagnostic } from "../diagnostic.ts";
import type { SourceFile, Span } from "../source.ts";
import { jsonStringOffsets } from "./json-string.ts";
import { type Part, parseExpression, parseTemplate, parseTraversal } from "./parser.ts";
import type { Expression, Json, JsonMember, JsonObject, JsonString, ObjectItem, ScopeTraversal } from "./tree.ts";

/** How strings are read. HCL: `Value(ctx)` and `Value(nil)`. */
export type JsonReading = "template" | "literal";

export interface JsonSource {
  readonly json: Json;
  readonly file: SourceFile;
}

/** What was written in JSON where an expression is; found again when a place wants a name instead of a value. */
const sources = new WeakMap<Expression, JsonSource>();

/** Undefined for native syntax. */
export function jsonSource(expr: Expression): JsonSource | undefined {
  return sources.get(expr);
}

/** Diagnostics: `template-invalid` for a string that is no template, `terraform-block` for a repeated property. */
export function jsonExpression(
  json: Json,
  file: SourceFile,
  reading: JsonReading,
  diagnostics: Diagnostic[],
): Expression {
  return new Conversion(file, reading, diagnostics).expression(json);
}

/** The same value with its strings as they are, when it is JSON; a native expression is itself. */
export function literalView(expr: Expression): Expression {
  const source = sources.get(expr);
  // A repeated property has been told when the expression was made.
  return source ? jsonExpression(source.json, source.file, "literal", []) : expr;
}

/** A JSON string read as a native expression, its spans in the JSON source; null when it isn't one. */
export function jsonNativeExpression(json: JsonString, file: SourceFile): Expression | null {
  const { expr, diagnostics } = parseExpression(file, partOf(json, file));
  return diagnostics.length === 0 ? expr : null;
}

/** A JSON string read as a reference; null when it isn't one. */
export function jsonTraversal(json: JsonString, file: SourceFile): ScopeTraversal | null {
  const { traversal, diagnostics } = parseTraversal(file, partOf(json, file));
  return diagnostics.length === 0 ? traversal : null;
}

class Conversion {
  readonly #file: SourceFile;
  readonly #reading: JsonReading;
  readonly #diagnostics: Diagnostic[];

  constructor(file: SourceFile, reading: JsonReading, diagnostics: Diagnostic[]) {
    this.#file = file;
    this.#reading = reading;
    this.#diagnostics = diagnostics;
  }

  expression(json: Json): Expression {
    const expr = this.#convert(json);
    sources.set(expr, { json, file: this.#file });
    return expr;
  }

  #convert(json: Json): Expression {
    const { start, end } = json;
    switch (json.kind) {
      case "json-string":
        return this.#string(json);
      case "json-number":
        return { kind: "literal", type: "number", value: json.text, start, end };
      case "json-keyword":
        return { kind: "literal", type: json.value === null ? "null" : "bool", value: json.value, start, end };
      case "json-array":
        return {
          kind: "tuple-cons",
          items: json.items.map((item) => this.expression(item)),
          open: { start, end: start + 1 },
          start,
          end,
        };
      case "json-object":
        return { kind: "object-cons", items: this.#items(json), open: { start, end: start + 1 }, start, end };
      case "json-error":
        return { kind: "error", start, end };
    }
  }

  #items(object: JsonObject): ObjectItem[] {
    const items: ObjectItem[] = [];
    const seen = new Map<string, JsonMember>();
    for (const member of object.members) {
      const key = this.#key(member);
      const name = constantText(key);
      const first = name === null ? undefined : seen.get(name);
      if (first) {
        // Unlike native syntax, where the last one counts (hcl v2.24).
        tellRepeated(member, first, this.#file, this.#diagnostics);
        continue;
      }
      if (name !== null) seen.set(name, member);
      const wrapper: Expression = {
        kind: "object-cons-key",
        wrapped: key,
        forceNonLiteral: false,
        keyword: null,
        start: key.start,
        end: key.end,
      };
      sources.set(wrapper, { json: nameOf(member), file: this.#file });
      items.push({ key: wrapper, value: this.expression(member.value) });
    }
    return items;
  }

  #key(member: JsonMember): Expression {
    return this.expression(nameOf(member));
  }

  #string(json: JsonString): Expression {
    const { start, end, value } = json;
    if (this.#reading === "literal" || !needsParsing(value)) {
      const text: Expression = {
        kind: "literal",
        type: "string",
        value: value.normalize("NFC"),
        start: start + 1,
        end: end - 1,
      };
      return { kind: "template", parts: [text], start, end };
    }
    const { expr, diagnostics } = parseTemplate(this.#file, partOf(json, this.#file));
    const room = maxDiagnostics - this.#diagnostics.length;
    for (const diagnostic of diagnostics.slice(0, Math.max(0, room)))
      this.#diagnostics.push(
        diagnostic.rule === "evaluation-budget" ? diagnostic : { ...diagnostic, rule: "template-invalid" },
      );
    return diagnostics.length > 0 ? { kind: "error", start, end } : { ...expr, start, end };
  }
}

/** A byte order mark at the start of a template is skipped (hcl v2.24). */
function needsParsing(text: string): boolean {
  return text.includes("${") || text.includes("%{") || text.startsWith("\ufeff");
}

function nameOf(member: JsonMember): JsonString {
  return { kind: "json-string", value: member.name, start: member.nameSpan.start, end: member.nameSpan.end };
}

function constantText(key: Expression): string | null {
  if (key.kind !== "template" || key.parts.length !== 1) return null;
  const [part] = key.parts;
  return part?.kind === "literal" && typeof part.value === "string" ? part.value : null;
}

function partOf(json: JsonString, file: SourceFile): Part {
  const text = json.value;
  const start = json.start + 1;
  if (json.end - 1 - start === text.length) return { text, mapOffset: (offset) => start + offset };
  const offsets = jsonStringOffsets(file.text, json);
  return { text, mapOffset: (offset) => offsets[offset] ?? json.end - 1 };
}

/** Further mistakes of a body aren't told. */
const maxDiagnostics = 100;

export function tellRepeated(member: JsonMember, first: JsonMember, file: SourceFile, diagnostics: Diagnostic[]): void {
  if (diagnostics.length >= maxDiagnostics) return;
  const label = (span: Span, text: string, primary: boolean) => ({ file, span, text, primary });
  diagnostics.push({
    rule: "terraform-block",
    severity: "error",
    headline: `property "${member.name}" is set twice in one object`,
    labels: [label(member.nameSpan, "set again here", true), label(first.nameSpan, "set first here", false)],
    notes: [],
    help: "remove one of the two",
  });
}
