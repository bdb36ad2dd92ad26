/** A YAML file as plain values, and the place of every key and value in it. */

import type * as yaml from "yaml";
import type { SourceFile, Span } from "../source.ts";

/** The `yaml` package, or something like it. It is loaded when there is a file to read, and not before. */
export type YamlModule = Pick<typeof yaml, "parseDocument" | "isAlias" | "isMap" | "isScalar" | "isSeq">;

export interface YamlProblem {
  readonly span: Span;
  /** One clause. */
  readonly message: string;
}

export interface YamlEntry {
  readonly keySpan: Span;
  readonly value: YamlValue;
}

export type YamlValue =
  | { readonly kind: "scalar"; readonly span: Span; readonly value: string | number | boolean | null }
  | { readonly kind: "list"; readonly span: Span; readonly items: readonly YamlValue[] }
  | { readonly kind: "map"; readonly span: Span; readonly entries: ReadonlyMap<string, YamlEntry> };

export type YamlResult =
  | { readonly ok: true; readonly value: YamlValue }
  | { readonly ok: false; readonly problems: readonly YamlProblem[] };

const largestText = 1 << 20;
const mostNodes = 20_000;
const deepest = 32;
const mostBrackets = 64;
const widestIndentation = 256;

/** An empty file is an empty map. */
export function parseYaml(file: SourceFile, module: YamlModule): YamlResult {
  const whole = { start: 0, end: Math.min(1, file.text.length) };
  if (file.text.length > largestText) return failed(whole, `is larger than ${largestText / 1024} KiB`);
  const nested = tooDeep(file.text);
  if (nested) return failed(nested, "nests too deeply");
  const document = module.parseDocument(file.text, { prettyErrors: false, uniqueKeys: false });
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map((error) => ({
        span: problemSpan(file.text, error.pos),
        message: yamlMessage(error.code),
      })),
    };
  }
  return readDocument(document, file, module);
}

/**
 * The package follows nesting by recursion, and running out of stack there can end the process. So what would nest is
 * counted before: brackets, also those in texts, and the indentation and list markers at a line's beginning.
 */
function tooDeep(text: string): Span | null {
  let depth = 0;
  for (const match of text.matchAll(/[[{\]}]|^[ \t?:-]+/gm)) {
    const [found] = match;
    if (found === "[" || found === "{") depth++;
    else if (found === "]" || found === "}") depth = Math.max(0, depth - 1);
    if (depth > mostBrackets || found.length > widestIndentation) {
      return { start: match.index, end: match.index + found.length };
    }
  }
  return null;
}

/** The package marks one character of what is wrong; people see the word. */
function problemSpan(text: string, [start, end]: readonly [number, number]): Span {
  const word = /[^\s:,[\]{}]*/y;
  word.lastIndex = start;
  const length = word.exec(text)?.[0].length ?? 0;
  return { start, end: Math.min(text.length, Math.max(start, end, start + length)) };
}

function failed(span: Span, message: string): YamlResult {
  return { ok: false, problems: [{ span, message }] };
}

class Refusal extends Error {
  readonly problem: YamlProblem;
  constructor(span: Span, message: string) {
    super(message);
    this.problem = { span, message };
  }
}

function readDocument(document: yaml.Document.Parsed, file: SourceFile, module: YamlModule): YamlResult {
  let nodes = 0;
  const read = (node: unknown, from: Span, depth: number): YamlValue => {
    const span = spanOf(node, from);
    nodes++;
    if (nodes > mostNodes) throw new Refusal(span, `has more than ${mostNodes} values`);
    if (depth > deepest) throw new Refusal(span, `nests more than ${deepest} levels deep`);
    if (module.isAlias(node)) {
      // The alias is the place to show: the anchor's values may be right elsewhere.
      const target = node.resolve(document);
      if (!target) throw new Refusal(span, "is an alias without an anchor");
      return { ...read(target, span, depth + 1), span };
    }
    if (module.isSeq(node)) return { kind: "list", span, items: node.items.map((item) => read(item, span, depth + 1)) };
    if (module.isMap(node)) {
      const entries = new Map<string, YamlEntry>();
      for (const pair of node.items) {
        const keySpan = spanOf(pair.key, span);
        const key = keyText(pair.key, module);
        // The package's own look at this takes time that grows with the square of the keys.
        if (entries.has(key)) throw new Refusal(keySpan, yamlMessage("DUPLICATE_KEY"));
        entries.set(key, { keySpan, value: read(pair.value, keySpan, depth + 1) });
      }
      return { kind: "map", span, entries };
    }
    return { kind: "scalar", span, value: module.isScalar(node) ? plain(node.value) : null };
  };
  const start = { start: 0, end: Math.min(1, file.text.length) };
  if (document.contents === null) return { ok: true, value: { kind: "map", span: start, entries: new Map() } };
  try {
    const value = read(document.contents, start, 0);
    const empty = value.kind === "scalar" && value.value === null;
    return { ok: true, value: empty ? { kind: "map", span: value.span, entries: new Map() } : value };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problems: [error.problem] };
    throw error;
  }
}

function spanOf(node: unknown, otherwise: Span): Span {
  const range = typeof node === "object" && node !== null && "range" in node ? node.range : null;
  if (!Array.isArray(range)) return otherwise;
  const [start, end]: readonly unknown[] = range;
  return typeof start === "number" && typeof end === "number" ? { start, end: Math.max(start, end) } : otherwise;
}

function keyText(key: unknown, module: YamlModule): string {
  return module.isScalar(key) ? String(key.value) : String(key);
}

/** Timestamps and such aren't values of YAML's core schema; big integers lose nothing that a configuration needs. */
function plain(value: unknown): string | number | boolean | null {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return value;
    case "bigint":
      return Number(value);
    default:
      return null;
  }
}

/** As JSON has it, for the schema. Keys such as "__proto__" are keys like any other. */
export function plainValue(value: YamlValue): unknown {
  switch (value.kind) {
    case "scalar":
      return value.value;
    case "list":
      return value.items.map(plainValue);
    case "map": {
      const object: Record<string, unknown> = Object.create(null);
      for (const [key, entry] of value.entries) object[key] = plainValue(entry.value);
      return object;
    }
    default:
      return value satisfies never;
  }
}

/** What is wrong, by the package's code. */
function yamlMessage(code: string): string {
  switch (code) {
    case "DUPLICATE_KEY":
      return "repeats a key of the same map";
    case "BAD_INDENT":
      return "is not indented as YAML asks, or a bracket isn't closed";
    case "BLOCK_AS_IMPLICIT_KEY":
    case "BLOCK_IN_FLOW":
      return "is not indented as YAML asks";
    case "TAB_AS_INDENT":
      return "is indented with a tab, YAML takes only spaces";
    case "MISSING_CHAR":
      return "lacks a character, such as a colon, a comma or a closing quote or bracket";
    case "MULTILINE_IMPLICIT_KEY":
      return "is a key of several lines, or lacks a colon";
    case "MULTIPLE_DOCS":
      return "begins a second document";
    case "BAD_SCALAR_START":
    case "BAD_ALIAS":
      return "begins with a character that needs quotes";
    case "UNEXPECTED_TOKEN":
      return "has something that doesn't belong here";
    case "RESOURCE_EXHAUSTION":
      return "nests too deeply";
    default:
      return `is no valid YAML (${code.toLowerCase().replaceAll("_", " ")})`;
  }
}
