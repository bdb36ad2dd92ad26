/** Unchecked JSON, looked at one field at a time. */

import { jsonExcess } from "../json-budget.ts";

export type JsonRecord = Readonly<Record<string, unknown>>;

export type JsonReading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string };

export function parseJson(text: string): JsonReading {
  const excess = jsonExcess(text);
  if (excess !== null) return { ok: false, error: excess };
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : "unreadable" };
  }
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function recordOf(value: unknown): JsonRecord | null {
  return isRecord(value) ? value : null;
}

export function recordAt(record: JsonRecord | null, field: string): JsonRecord | null {
  return record && Object.hasOwn(record, field) ? recordOf(record[field]) : null;
}

export function textAt(record: JsonRecord, field: string): string | null {
  const value = record[field];
  return typeof value === "string" ? value : null;
}

export function recordsAt(record: JsonRecord, field: string): readonly JsonRecord[] {
  return listOf(record[field]).filter(isRecord);
}

export function textsAt(record: JsonRecord, field: string): readonly string[] {
  return listOf(record[field]).filter((item): item is string => typeof item === "string");
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
