/** The recorded answers of HashiCorp's parser, as the tests read them. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { decodeSource } from "../../src/hcl/decode.ts";
import type { SourceFile } from "../../src/source.ts";

/** `[startByte, endByte, startUtf16, endUtf16, …]`. */
export type RecordedRange = readonly number[];

export interface RecordedDiagnostic {
  readonly summary: string;
  readonly detail: string;
  readonly subject: RecordedRange;
}

export interface RecordedCase {
  readonly id: string;
  readonly group: string;
  readonly entry?: string;
  readonly source?: string;
  readonly sourceBase64?: string;
  readonly tokens: readonly (readonly [string, ...number[]])[];
  readonly lexDiagnosticCount: number;
  readonly diagnostics: readonly RecordedDiagnostic[];
  readonly body: unknown;
  readonly expr?: unknown;
  readonly steps?: unknown;
  readonly variables?: readonly string[];
}

export type Mutation = readonly [
  op: "truncate" | "delete" | "insert",
  at: number,
  text: string,
  diagnosticCount: number,
  first: readonly [string, number, number] | null,
  tokensSha256: string,
  treeSha256: string,
];

export interface MutationBase {
  readonly id: string;
  readonly source: string;
  readonly mutations: readonly Mutation[];
}

function read(name: string): { readonly cases: unknown } {
  return JSON.parse(readFileSync(new URL(`../data/syntax/${name}.json`, import.meta.url), "utf8"));
}

export function recorded(name: "valid" | "invalid" | "other-entry"): readonly RecordedCase[] {
  return read(name).cases as RecordedCase[];
}

export function mutationBases(): readonly MutationBase[] {
  return read("mutations").cases as MutationBase[];
}

export function sourceOf(row: RecordedCase): SourceFile {
  const bytes =
    row.sourceBase64 === undefined ? Buffer.from(row.source ?? "") : Buffer.from(row.sourceBase64, "base64");
  return decodeSource("main.tf", bytes);
}

export function mutate(source: string, [op, at, text]: Mutation): SourceFile {
  const bytes = Buffer.from(source);
  const rest = op === "truncate" ? Buffer.alloc(0) : bytes.subarray(op === "delete" ? at + 1 : at);
  return decodeSource("main.tf", Buffer.concat([bytes.subarray(0, at), Buffer.from(text), rest]));
}

export function sha256(dump: unknown): string {
  return createHash("sha256").update(JSON.stringify(dump)).digest("hex");
}

/** A recorded tree with its ranges in UTF-16 alone. */
export function inUtf16(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inUtf16);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      if (name === "constant") return [];
      return [[name, /[rR]ange$/.test(name) ? member.slice(2, 4) : inUtf16(member)]];
    }),
  );
}

/** Of bytes that aren't UTF-8, Go makes a replacement character each, and one of a surrogate; JavaScript otherwise. */
export function withoutRuns(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/\ufffd+/g, "\ufffd"));
}

/** Rows that are judged otherwise than HashiCorp's parser does, by reason. */
export function otherPlace(): Readonly<Record<string, readonly string[]>> {
  return JSON.parse(readFileSync(new URL("../data/syntax/other-place.json", import.meta.url), "utf8"));
}

export const youngerLetters = "letters that are younger than Unicode 9 are accepted, as in hcl v2.25";

export function identifierRanges(): {
  readonly start: readonly (readonly [number, number])[];
  readonly continue: readonly (readonly [number, number])[];
} {
  return JSON.parse(readFileSync(new URL("../data/syntax/identifiers.json", import.meta.url), "utf8"));
}
