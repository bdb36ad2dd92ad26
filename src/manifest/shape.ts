/** What a JSON value has to look like, and in which order its keys are written. No library: gateways read manifests with it. */

export type Shape =
  | { readonly kind: "string"; readonly check?: (text: string) => string | null }
  | { readonly kind: "number"; readonly integer: boolean; readonly min?: number; readonly max?: number }
  | { readonly kind: "boolean" }
  | { readonly kind: "constant"; readonly values: readonly (string | number)[] }
  | { readonly kind: "nullable"; readonly of: Shape }
  | { readonly kind: "array"; readonly of: Shape; readonly atLeast: number; readonly atMost: number }
  /** Any keys. */
  | { readonly kind: "record"; readonly of: Shape; readonly atLeast: number }
  /** These keys and no others. */
  | { readonly kind: "object"; readonly fields: readonly Field[] }
  /** An object or something else. */
  | { readonly kind: "either"; readonly ofObject: Shape; readonly ofOther: Shape };

export interface Field {
  readonly name: string;
  readonly shape: Shape;
  readonly optional: boolean;
}

export const string: Shape = { kind: "string" };
export const boolean: Shape = { kind: "boolean" };
export const integer: Shape = { kind: "number", integer: true };
export const number: Shape = { kind: "number", integer: false };

export function checked(check: (text: string) => string | null): Shape {
  return { kind: "string", check };
}
export function between(min: number, max: number): Shape {
  return { kind: "number", integer: true, min, max };
}
export function oneOf(...values: readonly (string | number)[]): Shape {
  return { kind: "constant", values };
}
export function nullable(of: Shape): Shape {
  return { kind: "nullable", of };
}
export function array(of: Shape, atLeast = 0, atMost: number = Number.POSITIVE_INFINITY): Shape {
  return { kind: "array", of, atLeast, atMost };
}
export function record(of: Shape, atLeast = 0): Shape {
  return { kind: "record", of, atLeast };
}
export function either(ofObject: Shape, ofOther: Shape): Shape {
  return { kind: "either", ofObject, ofOther };
}
/** A name that ends in "?" may be absent. */
export function object(fields: Readonly<Record<string, Shape>>): Shape {
  return {
    kind: "object",
    fields: Object.entries(fields).map(([key, shape]) => {
      const optional = key.endsWith("?");
      return { name: optional ? key.slice(0, -1) : key, shape, optional };
    }),
  };
}

export interface ShapeProblem {
  /** JSON pointer (RFC 6901) to the wrong place; "" for the whole. */
  readonly path: string;
  /** One clause for people. */
  readonly error: string;
}

/** The first place that differs, in the order of the shape; null when the value has it. As deep as the shape, not as the value. */
export function shapeProblem(value: unknown, shape: Shape, path = ""): ShapeProblem | null {
  switch (shape.kind) {
    case "string": {
      if (typeof value !== "string") return mismatch(value, "a string", path);
      const error = shape.check?.(value) ?? null;
      return error === null ? null : { path, error };
    }
    case "number":
      return numberProblem(value, shape, path);
    case "boolean":
      return typeof value === "boolean" ? null : mismatch(value, "true or false", path);
    case "constant": {
      const legal = shape.values.map((known) => JSON.stringify(known)).join(", ");
      return shape.values.some((known) => known === value) ? null : mismatch(value, `one of ${legal}`, path);
    }
    case "nullable":
      return value === null ? null : shapeProblem(value, shape.of, path);
    case "array": {
      if (!Array.isArray(value)) return mismatch(value, "a list", path);
      if (value.length < shape.atLeast || value.length > shape.atMost) {
        return { path, error: `a list of ${value.length} elements, ${countText(shape)} expected` };
      }
      return firstProblem(value.entries(), (item, at) => shapeProblem(item, shape.of, `${path}/${at}`));
    }
    case "record": {
      if (!isObject(value)) return mismatch(value, "an object", path);
      const entries = Object.entries(value);
      if (entries.length < shape.atLeast) return { path, error: "an object without members" };
      return firstProblem(entries, (item, key) => shapeProblem(item, shape.of, `${path}/${pointerKey(key)}`));
    }
    case "object":
      return isObject(value) ? objectProblem(value, shape.fields, path) : mismatch(value, "an object", path);
    case "either":
      return shapeProblem(value, isObject(value) ? shape.ofObject : shape.ofOther, path);
    default:
      return shape satisfies never;
  }
}

function objectProblem(value: object, fields: readonly Field[], path: string): ShapeProblem | null {
  const members = new Map<string, unknown>(Object.entries(value));
  const unknown = [...members.keys()].find((key) => !fields.some((field) => field.name === key));
  if (unknown !== undefined) return { path: `${path}/${pointerKey(unknown)}`, error: `unknown field "${unknown}"` };
  for (const { name, shape, optional } of fields) {
    const at = `${path}/${pointerKey(name)}`;
    if (!members.has(name)) {
      if (optional) continue;
      return { path: at, error: `field "${name}" is missing` };
    }
    const problem = shapeProblem(members.get(name), shape, at);
    if (problem) return problem;
  }
  return null;
}

function numberProblem(
  value: unknown,
  shape: Extract<Shape, { readonly kind: "number" }>,
  path: string,
): ShapeProblem | null {
  if (typeof value !== "number" || !Number.isFinite(value)) return mismatch(value, "a number", path);
  if (shape.integer && !Number.isSafeInteger(value)) return mismatch(value, "a whole number", path);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = shape;
  return value < min || value > max ? mismatch(value, `a number from ${min} to ${max}`, path) : null;
}

function countText({ atLeast, atMost }: { readonly atLeast: number; readonly atMost: number }): string {
  if (atLeast === atMost) return `${atLeast}`;
  return atMost === Number.POSITIVE_INFINITY ? `at least ${atLeast}` : `${atLeast} to ${atMost}`;
}

function firstProblem<K>(
  entries: Iterable<readonly [K, unknown]>,
  check: (item: unknown, key: K) => ShapeProblem | null,
): ShapeProblem | null {
  for (const [key, item] of entries) {
    const problem = check(item, key);
    if (problem) return problem;
  }
  return null;
}

function mismatch(value: unknown, expected: string, path: string): ShapeProblem {
  return { path, error: `${describe(value)} where ${expected} belongs` };
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isObject(value)) return "an object";
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function pointerKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
