/** JSON as Go's decoder and cty take it: what follows a closing bracket at the end isn't looked at. */

import { parseNum } from "../../hcl/number.ts";
import { typeOf } from "../../hcl/type-of.ts";
import { typeEqual } from "../../hcl/type-relations.ts";
import { dynamicType } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { boolValue, nullValue, numberValue, objectValue, stringValue, tupleValue } from "../../hcl/values.ts";
import { maxElements } from "./answers.ts";

const maxDepth = 500;

/** A value, or what is wrong. */
export function decodeJson(text: string): Value | string {
  const reader = new JsonReader(text);
  const value = reader.value(0);
  if (value === null) return reader.problem;
  return reader.isFinished() ? value : "there is more text after the value";
}

const literalPattern = /true|false|null/y;
const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const plainPattern = /[^"\\\u0000-\u001f]*/y;
const spacePattern = /[ \t\r\n]*/y;
const escapePattern = /\\(?:(["\\/bfnrt])|u([0-9a-fA-F]{4}))/y;

const escaped: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

class JsonReader {
  problem = "";
  /** Values so far. */
  #count = 0;
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isFinished(): boolean {
    const next = this.#next();
    return next === "" || next === "]" || next === "}";
  }

  /** Null when it is refused. */
  value(depth: number): Value | null {
    if (depth > maxDepth) return this.#refuse(`values are nested more than ${maxDepth} deep`);
    if (++this.#count > maxElements) return this.#refuse(`it has more than ${maxElements} values ("elements")`);
    const next = this.#next();
    if (next === "{") return this.#object(depth);
    if (next === "[") return this.#array(depth);
    if (next === '"') {
      const text = this.#string();
      return text === null ? null : stringValue(text);
    }
    const literal = this.#take(literalPattern);
    if (literal === "null") return nullValue(dynamicType);
    if (literal) return boolValue(literal === "true");
    const number = this.#take(numberPattern);
    if (!number)
      return this.#refuse(next === "" ? "the text ends where a value is expected" : `${this.#here()} begins no value`);
    const parsed = parseNum(number);
    return parsed === null ? this.#refuse(`number ${number} is too large`) : numberValue(parsed);
  }

  #object(depth: number): Value | null {
    this.#at += 1;
    const entries = new Map<string, Value>();
    for (let first = true; ; first = false) {
      if (first && this.#skip("}")) return objectValue(entries);
      if (this.#next() !== '"') return this.#refuse(`${this.#here()} where a property's name in quotes is expected`);
      const name = this.#string();
      if (name === null) return null;
      // cty looks for the attribute by the name as it is written, and its objects have only normalised ones.
      if (name !== name.normalize("NFC"))
        return this.#refuse(`property ${JSON.stringify(name)} is not in normal form C`);
      if (!this.#skip(":")) return this.#refuse(`${this.#here()} where ":" is expected`);
      const value = this.value(depth + 1);
      if (value === null) return null;
      const before = entries.get(name);
      // cty 1.16.2: as a concession, repeated properties may have values of one type.
      if (before && !typeEqual(typeOf(before), typeOf(value)))
        return this.#refuse(`property ${JSON.stringify(name)} is there twice`);
      entries.set(name, value);
      if (this.#skip(",")) continue;
      return this.#skip("}") ? objectValue(entries) : this.#refuse(`${this.#here()} where "," or "}" is expected`);
    }
  }

  #array(depth: number): Value | null {
    this.#at += 1;
    const items: Value[] = [];
    if (this.#skip("]")) return tupleValue(items);
    for (;;) {
      const value = this.value(depth + 1);
      if (value === null) return null;
      items.push(value);
      if (this.#skip(",")) continue;
      return this.#skip("]") ? tupleValue(items) : this.#refuse(`${this.#here()} where "," or "]" is expected`);
    }
  }

  /** Surrogates that have no partner become U+FFFD. */
  #string(): string | null {
    this.#at += 1;
    let result = "";
    for (;;) {
      result += this.#take(plainPattern);
      if (this.#text[this.#at] === '"') {
        this.#at += 1;
        return result.replace(/\p{Surrogate}/gu, "\ufffd");
      }
      escapePattern.lastIndex = this.#at;
      const match = escapePattern.exec(this.#text);
      if (!match) {
        this.#refuse(
          this.#at < this.#text.length ? `${this.#here()} in a string` : "a string without its closing quote",
        );
        return null;
      }
      this.#at += match[0].length;
      const [, letter, code] = match;
      result += code ? String.fromCharCode(Number.parseInt(code, 16)) : (escaped.get(letter ?? "") ?? letter ?? "");
    }
  }

  #next(): string {
    this.#take(spacePattern);
    return this.#text[this.#at] ?? "";
  }

  #skip(sign: string): boolean {
    if (this.#next() !== sign) return false;
    this.#at += 1;
    return true;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #here(): string {
    const code = this.#text.codePointAt(this.#at);
    const character = code === undefined ? "the end of the text" : JSON.stringify(String.fromCodePoint(code));
    return `${character} (at ${this.#at})`;
  }

  #refuse(problem: string): null {
    this.problem ||= problem;
    return null;
  }
}
