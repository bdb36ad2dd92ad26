/** YAML as Terraform's encoder (libyaml's emitter) writes it: block style, keys and strings in double quotes. */

import { formatNum } from "../../hcl/number.ts";
import type { Value } from "../../hcl/value.ts";
import { utf8Bytes } from "./go/bytes.ts";
import { isYamlBreak, isYamlPrintable, quotedEscape } from "./yaml-characters.ts";

const bestWidth = 80;
const longestSimpleKey = 128;

/** Of a value without unknowns and marks. */
export function emitYaml(value: Value): string {
  const emitter = new Emitter();
  emitter.document(value);
  return emitter.text();
}

/** Names are libyaml's: `indention` is that only indentation has been written on the line, `whitespace` that it ends in a blank. */
class Emitter {
  readonly #pieces: string[] = [];
  #column = 0;
  #whitespace = true;
  #indention = true;
  #openEnded = false;

  text(): string {
    return this.#pieces.join("");
  }

  document(value: Value): void {
    this.#node(value, -1, true, false);
    this.#writeIndent(0);
    if (this.#openEnded) this.#put("...\n");
  }

  #put(text: string): void {
    this.#pieces.push(text);
    const lastBreak = text.lastIndexOf("\n");
    this.#column = lastBreak < 0 ? this.#column + Array.from(text).length : text.length - lastBreak - 1;
  }

  #writeIndent(indent: number): void {
    const width = Math.max(0, indent);
    if (!this.#indention || this.#column > width || (this.#column === width && !this.#whitespace)) this.#put("\n");
    if (this.#column < width) this.#put(" ".repeat(width - this.#column));
    this.#whitespace = true;
    this.#indention = true;
  }

  #indicator(sign: string, needsBlank: boolean, isBlank: boolean, isIndention: boolean): void {
    if (needsBlank && !this.#whitespace) this.#put(" ");
    this.#put(sign);
    this.#whitespace = isBlank;
    this.#indention &&= isIndention;
    this.#openEnded = false;
  }

  #node(value: Value, indent: number, root: boolean, inMapping: boolean): void {
    switch (value.kind) {
      case "null":
      case "unknown":
        this.#plain("null", root);
        break;
      case "bool":
        this.#plain(value.value ? "true" : "false", root);
        break;
      case "number":
        this.#plain(formatNum(value.value), root);
        break;
      case "string":
        this.#string(value.value, indent < 0 ? 2 : indent + 2, false);
        break;
      case "list":
      case "set":
      case "tuple":
        this.#sequence(value.items, indent, inMapping);
        break;
      case "map":
      case "object":
        this.#mapping(value.entries, indent);
        break;
    }
  }

  #plain(text: string, root: boolean): void {
    if (!this.#whitespace) this.#put(" ");
    this.#put(text);
    this.#whitespace = false;
    this.#indention = false;
    if (root) this.#openEnded = true;
  }

  /** Sequences that follow a key on its line aren't indented. */
  #sequence(items: readonly Value[], indent: number, inMapping: boolean): void {
    if (items.length === 0) {
      this.#empty("[", "]");
      return;
    }
    const own = indent < 0 ? 0 : inMapping && !this.#indention ? indent : indent + 2;
    for (const item of items) {
      this.#writeIndent(own);
      this.#indicator("-", true, false, true);
      this.#node(item, own, false, false);
    }
  }

  #mapping(entries: ReadonlyMap<string, Value>, indent: number): void {
    if (entries.size === 0) {
      this.#empty("{", "}");
      return;
    }
    const own = indent < 0 ? 0 : indent + 2;
    for (const [key, value] of entries) {
      this.#writeIndent(own);
      if (isSimpleKey(key)) {
        this.#string(key, own + 2, true);
        this.#indicator(":", false, false, false);
      } else {
        this.#indicator("?", true, false, true);
        this.#string(key, own + 2, false);
        this.#writeIndent(own);
        this.#indicator(":", true, false, true);
      }
      this.#node(value, own, false, true);
    }
  }

  #empty(open: string, close: string): void {
    this.#indicator(open, true, true, false);
    this.#indicator(close, false, false, false);
  }

  #string(text: string, indent: number, simpleKey: boolean): void {
    if (text.includes("\n") && !simpleKey && isLiteral(text)) this.#literal(text, indent);
    else this.#quoted(text, indent, simpleKey);
  }

  #literal(text: string, indent: number): void {
    this.#indicator("|", true, false, false);
    const characters = Array.from(text);
    if (characters[0] === " " || isYamlBreak(characters[0] ?? "")) this.#indicator("2", false, false, false);
    if (!isYamlBreak(characters.at(-1) ?? "")) {
      this.#indicator("-", false, false, false);
    } else if (characters.length === 1 || isYamlBreak(characters.at(-2) ?? "")) {
      this.#indicator("+", false, false, false);
    }
    this.#put("\n");
    this.#indention = true;
    this.#whitespace = true;
    let afterBreak = true;
    for (const character of characters) {
      if (isYamlBreak(character)) {
        this.#break(character);
        afterBreak = true;
        continue;
      }
      if (afterBreak) this.#writeIndent(indent);
      this.#put(character);
      this.#indention = false;
      afterBreak = false;
    }
  }

  #break(character: string): void {
    this.#put(character);
    this.#column = 0;
    this.#indention = true;
  }

  /** Long lines break at blanks, but not those of keys. */
  #quoted(text: string, indent: number, simpleKey: boolean): void {
    this.#indicator('"', true, false, false);
    const characters = Array.from(text);
    // libyaml looks for a byte order mark at the beginning of the text, whichever character it is at.
    const marked = characters[0] === "\ufeff";
    let afterBlank = false;
    for (const [at, character] of characters.entries()) {
      const inner = at > 0 && at < characters.length - 1;
      if (marked || character !== " ") {
        this.#put(marked || needsEscape(character) ? quotedEscape(character) : character);
        afterBlank = false;
      } else if (!simpleKey && !afterBlank && this.#column > bestWidth && inner) {
        this.#writeIndent(indent);
        if (characters[at + 1] === " ") this.#put("\\");
        afterBlank = true;
      } else {
        this.#put(" ");
        afterBlank = true;
      }
    }
    this.#indicator('"', false, false, false);
    this.#whitespace = false;
    this.#indention = false;
  }
}

function needsEscape(character: string): boolean {
  return character === '"' || character === "\\" || !isYamlPrintable(character) || isYamlBreak(character);
}

function isSimpleKey(key: string): boolean {
  return utf8Bytes(key).length <= longestSimpleKey && !Array.from(key).some(isYamlBreak);
}

/** libyaml's `block_allowed`: nothing that needs an escape, and no blank before a line break or at the end. */
function isLiteral(text: string): boolean {
  let previous = "";
  for (const character of text) {
    if (!isYamlPrintable(character) || (isYamlBreak(character) && previous === " ")) return false;
    previous = character;
  }
  return previous !== " ";
}
