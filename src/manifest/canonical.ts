/** The one text of a manifest: keys in the order of the schema, lists in a defined order, two spaces, one newline at the end. */

import { manifestShape } from "./manifest-shape.ts";
import { isObject, type Shape } from "./shape.ts";
import type { Guard, GuardMember, Manifest, ManifestPlace } from "./types.ts";

export function canonicalManifest(manifest: Manifest): string {
  return `${new Writer().write(arrange(manifest), manifestShape(), "")}\n`;
}

/** The same manifest with its lists in order. */
function arrange(manifest: Manifest): Manifest {
  const { template } = manifest;
  const arranged = once(arrangeWhen);
  const textOf = once((when: readonly Guard[]) => JSON.stringify(when));
  // What is always so comes first.
  const guardKey = (when: readonly Guard[] | undefined): string => (when === undefined ? "" : textOf(when));
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
    agents: sortBy(
      manifest.agents.map((entry) => arrangeGuards(entry, arranged)),
      ({ name, when }) => [name, guardKey(when)],
    ),
    apps: sortBy(
      manifest.apps.map((entry) => arrangeGuards(entry, arranged)),
      ({ agent, slug, when }) => [agent, slug, guardKey(when)],
    ),
    ports: { ...manifest.ports, protocols: [...manifest.ports.protocols].sort() },
    unresolved: sortBy(
      manifest.unresolved.map((entry) => ({ ...entry, dependsOn: [...entry.dependsOn].sort() })),
      ({ source, address, attribute }) => [...placeKey(source), address, attribute],
    ),
  };
}

type Arrange = (when: readonly Guard[]) => readonly Guard[];

function arrangeGuards<Entry extends { readonly when?: readonly Guard[] }>(entry: Entry, arranged: Arrange): Entry {
  return entry.when === undefined ? entry : { ...entry, when: arranged(entry.when) };
}

/** Many entries have one list of guards. */
function once<Key extends object, Result>(make: (key: Key) => Result): (key: Key) => Result {
  const made = new Map<Key, Result>();
  return (key) => {
    const result = made.get(key) ?? make(key);
    made.set(key, result);
    return result;
  };
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
class Writer {
  /** Lists that stand in several places: guards may be long. */
  readonly #lists = new Map<readonly unknown[], { readonly indent: string; readonly text: string }>();

  write(value: unknown, shape: Shape, indent: string): string {
    if (shape.kind === "nullable" && value !== null) return this.write(value, shape.of, indent);
    if (shape.kind === "either") return this.write(value, isObject(value) ? shape.ofObject : shape.ofOther, indent);
    if (shape.kind === "array" && Array.isArray(value)) return this.#list(value, shape.of, indent);
    const inner = `${indent}  `;
    if (shape.kind === "record" && isObject(value)) {
      const members = Object.entries(value).map(
        ([key, item]) => `${JSON.stringify(key)}: ${this.write(item, shape.of, inner)}`,
      );
      return enclose("{", members, "}", indent);
    }
    if (shape.kind === "object" && isObject(value)) {
      const members = new Map<string, unknown>(Object.entries(value));
      const written = shape.fields
        .filter((field) => members.get(field.name) !== undefined)
        .map(({ name, shape: of }) => `${JSON.stringify(name)}: ${this.write(members.get(name), of, inner)}`);
      return enclose("{", written, "}", indent);
    }
    return JSON.stringify(value) ?? "null";
  }

  #list(list: readonly unknown[], of: Shape, indent: string): string {
    const known = this.#lists.get(list);
    if (known?.indent === indent) return known.text;
    const items = list.map((item) => this.write(item, of, `${indent}  `));
    const text = enclose("[", items, "]", indent);
    this.#lists.set(list, { indent, text });
    return text;
  }
}

function enclose(open: string, items: readonly string[], close: string, indent: string): string {
  if (items.length === 0) return open + close;
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(",\n")}\n${indent}${close}`;
}
