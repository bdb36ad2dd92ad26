/** Reads JSON of a shape that tests have checked; what is absent is the given default. */

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function objectAt(from: Json, key: string): Json {
  const value = from[key];
  return isObject(value) ? value : {};
}

export function objectsAt(from: Json, key: string): readonly Json[] {
  const value = from[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textAt(from: Json, key: string): string {
  return optionalText(from, key) ?? "";
}

export function optionalText(from: Json, key: string): string | null {
  const value = from[key];
  return typeof value === "string" ? value : null;
}

export function textsAt(from: Json, key: string): readonly string[] {
  const value = from[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

export function numberAt(from: Json, key: string): number | null {
  const value = from[key];
  return typeof value === "number" ? value : null;
}
