/** Values as expressions in HCL, laid out as `hclwrite` does. */

import { isIdentifier } from "../../hcl/characters.ts";
import { formatNum } from "../../hcl/number.ts";
import type { Value } from "../../hcl/value.ts";
import { graphemeCount } from "./go/graphemes.ts";

/** Of a value without unknowns and marks. */
export function hclExpression(value: Value): string {
  return layOut(expression(value));
}

/** Arguments, one after another; their names must be identifiers. */
export function hclArguments(entries: ReadonlyMap<string, Value>): string {
  return layOut(Array.from(entries, ([name, value]) => `${name} = ${expression(value)}\n`).join(""));
}

function expression(value: Value): string {
  switch (value.kind) {
    case "string":
      return quotedString(value.value);
    case "number":
      return formatNum(value.value);
    case "bool":
      return value.value ? "true" : "false";
    case "null":
    case "unknown":
      return "null";
    case "list":
    case "set":
    case "tuple":
      return `[${value.items.map(expression).join(", ")}]`;
    case "map":
    case "object": {
      if (value.entries.size === 0) return "{}";
      const lines = Array.from(value.entries, ([name, item]) => `${keyText(name)} = ${expression(item)}\n`);
      return `{\n${lines.join("")}}`;
    }
  }
}

function keyText(name: string): string {
  return isIdentifier(name) ? name : quotedString(name);
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ['"', '\\"'],
  ["\\", "\\\\"],
]);

function quotedString(text: string): string {
  const escaped = text.replace(/[$%](?=\{)|["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (character) => {
    if (character === "$" || character === "%") return character + character;
    const hex = (character.codePointAt(0) ?? 0).toString(16);
    return (
      shortEscapes.get(character) ?? (hex.length > 4 ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`)
    );
  });
  return `"${escaped}"`;
}

/** Opening brackets less closing ones, outside of strings. */
function netBrackets(line: string): number {
  const bare = line.replace(/"(?:[^"\\]|\\.)*"/g, "");
  return (bare.match(/[[{]/g)?.length ?? 0) - (bare.match(/[\]}]/g)?.length ?? 0);
}

interface Line {
  readonly indent: number;
  readonly text: string;
}

function layOut(source: string): string {
  return aligned(indented(source.split("\n")))
    .map(({ indent, text }) => (text === "" ? "" : "  ".repeat(indent) + text))
    .join("\n");
}

/** Brackets that open on one line are one level. */
function indented(lines: readonly string[]): readonly Line[] {
  const open: number[] = [];
  return lines.map((text) => {
    const net = netBrackets(text);
    for (let closed = -net; closed > 0 && open.length > 0; ) {
      const last = open.pop() ?? 0;
      if (closed < last) open.push(last - closed);
      closed -= last;
    }
    const indent = open.length;
    if (net > 0) open.push(net);
    return { indent, text };
  });
}

const assignment = /^((?:"(?:[^"\\]|\\.)*"|[^\s"=]+)) = /;

/** The equals signs of neighbouring lines that hold a whole value stand below each other. */
function aligned(lines: readonly Line[]): readonly Line[] {
  const result: Line[] = [];
  let group: Line[] = [];
  const close = (): void => {
    const width = Math.max(0, ...group.map(({ text }) => keyWidth(text)));
    for (const { indent, text } of group) {
      const key = assignment.exec(text)?.[1] ?? "";
      result.push({ indent, text: key + " ".repeat(width - graphemeCount(key)) + text.slice(key.length) });
    }
    group = [];
  };
  for (const line of lines) {
    if (assignment.test(line.text) && netBrackets(line.text) === 0) {
      group.push(line);
      continue;
    }
    close();
    result.push(line);
  }
  close();
  return result;
}

function keyWidth(text: string): number {
  return graphemeCount(assignment.exec(text)?.[1] ?? "");
}
