/** Documents as YAML 1.2: every text in double quotes as in JSON, so that nothing in it means anything. */

export type Yaml = string | number | boolean | readonly Yaml[] | { readonly [key: string]: Yaml } | Script;

/** Lines of a program, as a block. */
export class Script {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    this.lines = lines;
  }
}

export function yamlLines(value: Yaml): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: Yaml) =>
      isBranch(item)
        ? yamlLines(item).map((line, at) => (at === 0 ? `- ${line}` : `  ${line}`))
        : [`- ${scalar(item)}`],
    );
  }
  if (value instanceof Script || typeof value !== "object") return [scalar(value)];
  return Object.entries(value).flatMap(([key, item]: [string, Yaml]) => {
    const name = /^[a-zA-Z_][a-zA-Z0-9_-]*$/.test(key) ? key : JSON.stringify(key);
    if (item instanceof Script) return [`${name}: |`, ...item.lines.map((line) => (line === "" ? "" : `  ${line}`))];
    if (!isBranch(item)) return [`${name}: ${scalar(item)}`];
    return [`${name}:`, ...yamlLines(item).map((line) => (line === "" ? "" : `  ${line}`))];
  });
}

function isBranch(value: Yaml): boolean {
  if (typeof value !== "object" || value instanceof Script) return false;
  return Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0;
}

function scalar(value: Yaml): string {
  return value instanceof Script ? JSON.stringify(value.lines.join("\n")) : JSON.stringify(value);
}
