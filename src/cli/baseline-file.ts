/** The file of a baseline: read with the places of its entries, written in one order. */

import path from "node:path";
import { compareText } from "../diagnostic.ts";
import { parseJson } from "../hcl/json-parser.ts";
import type { Json } from "../hcl/tree.ts";
import { jsonExcess } from "../json-budget.ts";
import { baselineProblems } from "../schema/baseline-schema.ts";
import { isObject, numberAt, objectsAt, textAt } from "../schema/json-reader.ts";
import type { Problem } from "../schema/validate.ts";
import { positionAt, type SourceFile, type Span } from "../source.ts";
import { CommandFailure } from "./exit-code.ts";
import { readRegularFile } from "./host.ts";

export interface Entry {
  /** Relative to the directory of the baseline, with "/". */
  readonly file: string;
  readonly rule: string;
  readonly fingerprint: string;
  readonly count: number;
}

export interface ReadEntry extends Entry {
  readonly span: Span;
}

export interface Baseline {
  /** Named as it is shown. */
  readonly source: SourceFile;
  readonly entries: readonly ReadEntry[];
}

/** Five for each finding, with the places of all: three times that would take half a gigabyte. */
const mostValues = 250_000;

/** What is wrong with it ends the run, with the place. */
export function readBaseline(file: string, cwd: string): Baseline {
  const answer = readRegularFile(path.resolve(cwd, file));
  if (!answer.ok) {
    const hint = answer.code === "absent" ? "`--baseline-write FILE` writes one." : null;
    throw new CommandFailure(`cannot read the baseline ${file}: ${answer.reason}`, hint);
  }
  const source: SourceFile = { name: file, text: new TextDecoder().decode(answer.bytes) };
  const value = jsonOf(source);
  const { body } = parseJson(source);
  const [problem] = baselineProblems(value);
  if (problem) throw invalid(source, placeOf(body.value, problem), messageOf(problem));
  const items = memberOf(body.value, "findings");
  const entries = (isObject(value) ? objectsAt(value, "findings") : []).map((entry, index): ReadEntry => {
    const item = items?.kind === "json-array" ? items.items[index] : undefined;
    const span = { start: item?.start ?? 0, end: item?.end ?? 0 };
    return {
      file: textAt(entry, "file"),
      rule: textAt(entry, "rule"),
      fingerprint: textAt(entry, "fingerprint"),
      count: numberAt(entry, "count") ?? 0,
      span,
    };
  });
  return { source, entries };
}

/** One finding a line: changes of a baseline are reviewed. */
export function baselineText(entries: readonly Entry[]): string {
  const sorted = [...entries].sort(
    (a, b) => compareText(a.file, b.file) || compareText(a.rule, b.rule) || compareText(a.fingerprint, b.fingerprint),
  );
  const lines = sorted.map(({ file, rule, fingerprint, count }) => JSON.stringify({ file, rule, fingerprint, count }));
  const list = lines.length === 0 ? "[]" : `[\n    ${lines.join(",\n    ")}\n  ]`;
  return `{\n  "version": 1,\n  "findings": ${list}\n}\n`;
}

function jsonOf(source: SourceFile): unknown {
  const excess = jsonExcess(source.text, mostValues);
  if (excess !== null) throw invalid(source, { start: 0, end: 0 }, excess);
  try {
    return JSON.parse(source.text);
  } catch {
    const [first] = parseJson(source).diagnostics;
    throw invalid(source, first?.labels[0]?.span ?? { start: 0, end: 0 }, first?.headline ?? "it is no JSON");
  }
}

function invalid(source: SourceFile, { start }: Span, message: string): CommandFailure {
  const { line, column } = positionAt(source, start);
  return new CommandFailure(`${source.name}:${line}:${column}: not a baseline: ${message}`);
}

function messageOf({ message, suggestion, path: keys, key }: Problem): string {
  const where = [...keys, ...(key === null ? [] : [key])].join(".");
  return `${where === "" ? "" : `${where}: `}${message}${suggestion === null ? "" : `; did you mean ${JSON.stringify(suggestion)}?`}`;
}

function placeOf(root: Json, { path: keys, key }: Problem): Span {
  let at: Json = root;
  for (const step of keys) {
    const next: Json | undefined = at.kind === "json-array" ? at.items[Number(step)] : memberOf(at, step);
    if (!next) break;
    at = next;
  }
  const named = key !== null && at.kind === "json-object" ? at.members.find(({ name }) => name === key) : undefined;
  return named?.nameSpan ?? at;
}

function memberOf(value: Json, name: string): Json | undefined {
  return value.kind === "json-object" ? value.members.find((member) => member.name === name)?.value : undefined;
}
