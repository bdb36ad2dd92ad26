/**
 * HCL's JSON syntax (`.tf.json`, `.tfvars.json`): what HashiCorp's parser accepts (hcl v2.24, package json), with a
 * repeated property kept as often as it is written.
 */

import type { Diagnostic, RuleId } from "../diagnostic.ts";
import type { SourceFile, Span } from "../source.ts";
import { JsonScanner, type JsonToken } from "./json-scanner.ts";
import { decodeJsonString } from "./json-string.ts";
import type { Json, JsonBody, JsonMember } from "./tree.ts";

export interface JsonParseResult {
  /** An empty object when the text isn't an object or an array, or a budget ended its reading. */
  readonly body: JsonBody;
  /** How many there are, those within others included. */
  readonly values: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Nested objects and arrays. */
export const maxJsonDepth = 500;
/** Values in one file. */
export const maxJsonValues = 250_000;
/** Further mistakes of a file aren't told. */
const maxDiagnostics = 100;

const numberPattern = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/;
/** JavaScript's, which some programs write where JSON has no word. */
const foreignKeywords: ReadonlySet<string> = new Set(["undefined", "NaN", "Infinity"]);

export function parseJson(file: SourceFile): JsonParseResult {
  const parser = new JsonParser(file);
  const value = parser.document();
  const cut = parser.diagnostics.some(({ rule }) => rule === "evaluation-budget");
  const isBody = (value.kind === "json-object" || value.kind === "json-array") && !cut;
  const root: Json = isBody ? value : { kind: "json-object", members: [], start: value.start, end: value.end };
  const body: JsonBody = {
    kind: "json-body",
    file,
    value: root,
    endSpan: jsonEndSpan(root),
    start: root.start,
    end: root.end,
  };
  return { body, values: parser.values, diagnostics: parser.diagnostics };
}

/** Where an attribute that is missing would go. */
export function jsonEndSpan(value: Json): Span {
  switch (value.kind) {
    case "json-object":
      return value.end > value.start
        ? { start: value.end - 1, end: value.end }
        : { start: value.start, end: value.end };
    case "json-array":
      return { start: value.start, end: value.start + 1 };
    default:
      return { start: value.start, end: value.end };
  }
}

class JsonParser {
  readonly diagnostics: Diagnostic[] = [];
  readonly #file: SourceFile;
  readonly #scanner: JsonScanner;
  #depth = 0;
  values = 0;
  /** The structure is broken: what would be told from here on follows from that. Reading stops. */
  #lost = false;

  constructor(file: SourceFile) {
    this.#file = file;
    this.#scanner = new JsonScanner(file.text);
  }

  document(): Json {
    const value = this.#value(null);
    if (this.#lost) return value;
    const after = this.#scanner.peek();
    if (after.kind !== "end") {
      this.#lose(
        after,
        `${this.#found(after)} after the end of the JSON value`,
        "the value has ended before this",
        "remove what follows the value",
      );
    } else if (value.kind !== "json-object" && value.kind !== "json-array" && value.kind !== "json-error") {
      this.#report(
        "syntax-error",
        value,
        `a configuration in JSON is an object, not ${describe(value)}`,
        "an object belongs here",
        "write an object, or an array of objects",
      );
    }
    return value;
  }

  /** `close` is the bracket of what the value is in. */
  #value(close: "}" | "]" | null): Json {
    const token = this.#scanner.peek();
    this.values += 1;
    if (this.values > maxJsonValues) {
      return this.#overBudget(token, `more than ${maxJsonValues} values in one JSON file`, "split the file");
    }
    switch (token.kind) {
      case "{":
        return this.#nested(token, () => this.#object());
      case "[":
        return this.#nested(token, () => this.#array());
      case "string":
        return this.#string();
      case "number":
        return this.#number();
      case "keyword":
        return this.#keyword();
      case "}":
      case "]":
      case ",":
      case ":":
      case "=":
      case "invalid":
      case "end": {
        const headline =
          token.kind === close
            ? `a value is missing before "${token.kind}"`
            : `${this.#found(token)} where a JSON value starts`;
        // The bracket still closes what the value is in: nothing else is lost.
        if (token.kind === close) return this.#missing(token, headline);
        return this.#lose(token, headline, "a value belongs here", this.#valueHelp(token));
      }
    }
  }

  #nested(token: JsonToken, read: () => Json): Json {
    if (this.#depth >= maxJsonDepth) {
      return this.#overBudget(
        token,
        `objects and arrays are nested more than ${maxJsonDepth} deep`,
        "nest them less deeply",
      );
    }
    this.#depth += 1;
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #object(): Json {
    const open = this.#scanner.read();
    const members: JsonMember[] = [];
    while (this.#scanner.peek().kind !== "}") {
      const member = this.#member();
      if (member) members.push(member);
      if (!this.#lost) this.#separator(open, "}");
      if (this.#lost) return { kind: "json-object", members, start: open.start, end: this.#scanner.peek().start };
    }
    return { kind: "json-object", members, start: open.start, end: this.#scanner.read().end };
  }

  #member(): JsonMember | null {
    const token = this.#scanner.peek();
    if (token.kind !== "string") {
      this.#lose(
        token,
        `${this.#found(token)} where a property's name starts`,
        "a name in double quotes belongs here",
        nameHelp(token),
      );
      return null;
    }
    const name = this.#string();
    if (this.#lost || name.kind !== "json-string") {
      // A name that can't be read is told; nothing is known about what follows it.
      this.#lost = true;
      return null;
    }
    const colon = this.#scanner.read();
    if (colon.kind !== ":") {
      const help = colon.kind === "=" ? 'write ":" between name and value' : `write ":" and a value after the name`;
      this.#lose(
        colon,
        `${this.#found(colon)} after the name "${name.value}", where ":" belongs`,
        'a ":" belongs here',
        help,
      );
      return null;
    }
    const value = this.#value("}");
    return {
      name: name.value,
      nameSpan: { start: name.start, end: name.end },
      colon: { start: colon.start, end: colon.end },
      value,
    };
  }

  #array(): Json {
    const open = this.#scanner.read();
    const items: Json[] = [];
    while (this.#scanner.peek().kind !== "]") {
      items.push(this.#value("]"));
      if (!this.#lost) this.#separator(open, "]");
      if (this.#lost) return { kind: "json-array", items, start: open.start, end: this.#scanner.peek().start };
    }
    return { kind: "json-array", items, start: open.start, end: this.#scanner.read().end };
  }

  /** Reads a comma with something after it; a closing bracket stays. */
  #separator(open: JsonToken, close: "}" | "]"): void {
    const token = this.#scanner.peek();
    if (token.kind === close) return;
    const what = close === "}" ? "object" : "array";
    if (token.kind === ",") {
      this.#scanner.read();
      if (this.#scanner.peek().kind === close) {
        this.#lose(
          token,
          `"," after the last ${close === "}" ? "property" : "value"} of an ${what}`,
          "nothing follows this comma",
          "remove the comma",
        );
      }
    } else if (token.kind === "end") {
      this.#lose(
        open,
        `this ${what} isn't closed before the end of the file`,
        `no "${close}" for this`,
        `add "${close}"`,
      );
    } else if (token.kind === "}" || token.kind === "]") {
      this.#lose(
        token,
        `"${token.kind}" where an ${what} is closed with "${close}"`,
        `"${close}" belongs here`,
        `close the ${what} with "${close}"`,
      );
    } else if (token.kind === ":") {
      this.#lose(
        token,
        `":" after a value of an ${what}`,
        "no name stands before this",
        "use an object for named values",
      );
    } else {
      this.#lose(
        token,
        `${this.#found(token)} where "," or "${close}" belongs`,
        `"," or "${close}" belongs before this`,
        `separate the ${close === "}" ? "properties" : "values"} with ","`,
      );
    }
  }

  #string(): Json {
    const token = this.#scanner.read();
    const decoded = decodeJsonString(this.#file.text, token);
    if (decoded.ok) return { kind: "json-string", value: decoded.value, start: token.start, end: token.end };
    const wrong = this.#quoted(decoded.span);
    switch (decoded.wrong) {
      case "escape":
        return this.#refuse(
          token,
          decoded.span,
          `${wrong} is no escape of a JSON string`,
          "not an escape",
          'write "\\\\" for a backslash, or one of \\" \\/ \\b \\f \\n \\r \\t \\uXXXX',
        );
      case "control":
        return this.#lose(
          decoded.span,
          `${controlName(this.#file.text.charCodeAt(decoded.span.start))} inside a JSON string`,
          "the string is broken off here",
          `write ${controlEscape(this.#file.text.charCodeAt(decoded.span.start))} for it`,
        );
      case "unclosed":
        return this.#lose(
          decoded.span,
          "this string isn't closed before the end of the file",
          'no closing "\\"" for this',
          'add the closing "\\""',
        );
    }
  }

  #number(): Json {
    const token = this.#scanner.read();
    const text = this.#file.text.slice(token.start, token.end);
    if (numberPattern.test(text)) return { kind: "json-number", text, start: token.start, end: token.end };
    return this.#refuse(token, token, `${this.#quoted(token)} is no JSON number`, "not a number", numberHelp(text));
  }

  #keyword(): Json {
    const token = this.#scanner.read();
    const text = this.#file.text.slice(token.start, token.end);
    if (text === "true" || text === "false" || text === "null") {
      return {
        kind: "json-keyword",
        value: text === "null" ? null : text === "true",
        start: token.start,
        end: token.end,
      };
    }
    const meant = ["true", "false", "null"].find((word) => word.startsWith(text.toLowerCase().slice(0, 3)));
    const help = foreignKeywords.has(text)
      ? "use null, or a string: JSON has no such value"
      : meant
        ? `write ${meant}`
        : "put it in double quotes: JSON has only the words true, false and null";
    return this.#refuse(token, token, `${this.#quoted(token)} is no JSON keyword`, "not a keyword", help);
  }

  /** The text at a span in double quotes, shortened to stay on one line. */
  #quoted(span: Span): string {
    const text = this.#file.text.slice(span.start, Math.min(span.end, span.start + 40));
    return `"${text}${span.end > span.start + 40 ? "…" : ""}"`;
  }

  #found(token: JsonToken): string {
    switch (token.kind) {
      case "end":
        return "the end of the file";
      case "string":
        return "a string";
      case "invalid": {
        const code = this.#file.text.codePointAt(token.start) ?? 0;
        return code === 0xfeff ? "a byte order mark" : code < 0x20 ? controlName(code) : this.#quoted(token);
      }
      default:
        return this.#quoted(token);
    }
  }

  #valueHelp(token: JsonToken): string {
    if (token.kind !== "invalid") return startsOfValue;
    const text = this.#file.text;
    if (text.charCodeAt(token.start) === 0xfeff) return "save the file without a byte order mark";
    if (text.startsWith("//", token.start) || text.startsWith("/*", token.start) || text.charAt(token.start) === "#") {
      return 'use a property named "//": JSON has no comments';
    }
    return text.charAt(token.start) === "'" ? "use double quotes" : startsOfValue;
  }

  /** A token that is wrong by itself: reading goes on behind it. */
  #refuse(token: Span, span: Span, headline: string, label: string, help: string): Json {
    this.#report("syntax-error", span, headline, label, help);
    return { kind: "json-error", start: token.start, end: token.end };
  }

  #lose(span: Span, headline: string, label: string, help: string): Json {
    this.#report("syntax-error", span, headline, label, help);
    this.#lost = true;
    return { kind: "json-error", start: span.start, end: span.end };
  }

  #missing(token: Span, headline: string): Json {
    this.#report("syntax-error", token, headline, "a value belongs before this", startsOfValue);
    return { kind: "json-error", start: token.start, end: token.start };
  }

  #overBudget(token: Span, headline: string, help: string): Json {
    this.#report("evaluation-budget", token, headline, "reading stops here", help);
    this.#lost = true;
    return { kind: "json-error", start: token.start, end: token.end };
  }

  #report(rule: RuleId, span: Span, headline: string, label: string, help: string): void {
    if (this.#lost) return;
    const primary = { file: this.#file, span: { start: span.start, end: span.end }, text: label, primary: true };
    this.diagnostics.push({ rule, severity: "error", headline, labels: [primary], notes: [], help });
    if (this.diagnostics.length >= maxDiagnostics) this.#lost = true;
  }
}

const startsOfValue = "write an object, an array, a string, a number, true, false or null";

function describe(value: Json): string {
  switch (value.kind) {
    case "json-string":
      return "a string";
    case "json-number":
      return "a number";
    case "json-keyword":
      return String(value.value);
    case "json-object":
      return "an object";
    case "json-array":
      return "an array";
    case "json-error":
      return "this";
  }
}

function nameHelp(token: JsonToken): string {
  if (token.kind === "end") return 'close the object with "}"';
  return token.kind === "keyword" ? "put the name in double quotes" : "write a name in double quotes";
}

function numberHelp(text: string): string {
  if (text.startsWith("+")) return 'remove the "+"';
  if (/^-?0[0-9]/.test(text)) return "remove the leading zeros";
  if (/^-?\./.test(text) || /\.(?![0-9])/.test(text)) return "write a digit on both sides of the point";
  return "write digits, at most one point, and an exponent such as e5 at most";
}

function controlName(code: number): string {
  if (code === 0x0a) return "a line break";
  if (code === 0x0d) return "a carriage return";
  if (code === 0x09) return "a tab";
  return `the control character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

function controlEscape(code: number): string {
  if (code === 0x0a) return '"\\n"';
  if (code === 0x0d) return '"\\r"';
  if (code === 0x09) return '"\\t"';
  return `"\\u${code.toString(16).padStart(4, "0")}"`;
}
