/** The one text of a manifest: keys in the order of the schema, lists in a defined order, two spaces, one newline at the end. */

import { manifestShape } from "./manifest-shape.ts";
import { isObject, type Shape } from "./shape.ts";
import type { Guard, GuardMember, Manifest, ManifestPlace } from "./types.ts";

export function canonicalManifest(manifest: Manifest): string {
  return `${write(arrange(manifest), manifestShape, "")}\n`;
}

/** The same manifest with its lists in order. */
function arrange(manifest: Manifest): Manifest {
  const { template } = manifest;
  return {
    ...manifest,
    template: { ...template, sources: sortBy(template.sources, ({ path }) => [path]) },
    inputs: {
      ...manifest.inputs,
      variables: sortKeys(manifest.inputs.variables),
      sensitiveVariables: sortKeys(manifest.inputs.sensitiveVariables),
      parameters: sortKeys(manifest.inputs.parameters),
    },
    parameters: sortBy(manifest.parameters, ({ name }) => [name]),
    agents: sortBy(manifest.agents.map(arrangeGuards), ({ name, when }) => [name, guardKey(when)]),
    apps: sortBy(manifest.apps.map(arrangeGuards), ({ agent, slug, when }) => [agent, slug, guardKey(when)]),
    ports: { ...manifest.ports, protocols: [...manifest.ports.protocols].sort() },
    unresolved: sortBy(
      manifest.unresolved.map((entry) => ({ ...entry, dependsOn: [...entry.dependsOn].sort() })),
      ({ source, address, attribute }) => [...placeKey(source), address, attribute],
    ),
  };
}

function arrangeGuards<Entry extends { readonly when?: readonly Guard[] }>(entry: Entry): Entry {
  return entry.when === undefined ? entry : { ...entry, when: arrangeWhen(entry.when) };
}

/** Guards by their text, their members by name, values in order, all once. */
function arrangeWhen(when: readonly Guard[]): readonly Guard[] {
  const guards = when.map((guard): Guard => {
    const members = Object.entries(guard).map(([name, member]): [string, GuardMember] => [name, arrangeMember(member)]);
    return sortKeys(Object.fromEntries(members));
  });
  const byText = new Map(guards.map((guard) => [JSON.stringify(guard), guard]));
  return sortBy([...byText], ([text]) => [text]).map(([, guard]) => guard);
}

function arrangeMember(member: GuardMember): GuardMember {
  return "not" in member ? { not: distinct(member.not) } : distinct(member);
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

/** What is always so comes first. */
function guardKey(when: readonly Guard[] | undefined): string {
  return when === undefined ? "" : JSON.stringify(when);
}

function placeKey({ file, line, column }: ManifestPlace): readonly (string | number)[] {
  return [file, line, column];
}

/** Texts by UTF-16 code units, so that the order is the same everywhere. */
function sortBy<Item>(items: readonly Item[], keys: (item: Item) => readonly (string | number)[]): readonly Item[] {
  return items
    .map((item) => ({ item, keys: keys(item) }))
    .sort((a, b) => compareKeys(a.keys, b.keys))
    .map(({ item }) => item);
}

function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at];
    if (right === undefined || left === right) continue;
    return left < right ? -1 : 1;
  }
  return 0;
}

function sortKeys<Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** JSON with the keys of objects in the order of the shape; records keep theirs. */
function write(value: unknown, shape: Shape, indent: string): string {
  if (shape.kind === "nullable" && value !== null) return write(value, shape.of, indent);
  if (shape.kind === "either") return write(value, isObject(value) ? shape.ofObject : shape.ofOther, indent);
  const inner = `${indent}  `;
  if (shape.kind === "array" && Array.isArray(value)) {
    return enclose(
      "[",
      value.map((item: unknown) => write(item, shape.of, inner)),
      "]",
      indent,
    );
  }
  if (shape.kind === "record" && isObject(value)) {
    const members = Object.entries(value).map(
      ([key, item]) => `${JSON.stringify(key)}: ${write(item, shape.of, inner)}`,
    );
    return enclose("{", members, "}", indent);
  }
  if (shape.kind === "object" && isObject(value)) {
    const members = new Map<string, unknown>(Object.entries(value));
    const written = shape.fields
      .filter((field) => members.get(field.name) !== undefined)
      .map(({ name, shape: of }) => `${JSON.stringify(name)}: ${write(members.get(name), of, inner)}`);
    return enclose("{", written, "}", indent);
  }
  return JSON.stringify(value) ?? "null";
}

function enclose(open: string, items: readonly string[], close: string, indent: string): string {
  if (items.length === 0) return open + close;
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(",\n")}\n${indent}${close}`;
}
