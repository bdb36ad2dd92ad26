/** What inputs grow from: the examples, and sources whose answers are recorded. Paths are those of the project's root. */

import { readdirSync, readFileSync } from "node:fs";
import type { FileSet } from "./file-set.ts";

interface SyntaxRow {
  readonly source?: string;
}

interface ExpressionRow {
  readonly expr: string;
  readonly json?: string;
  readonly type?: string;
}

/** Sources of HCL's native syntax, right and wrong. */
export const hclSources: readonly string[] = lazily(() =>
  ["valid", "invalid"].flatMap((name) => syntaxRows(name)).filter((text) => text.length < 4000),
);

/** Sources of HCL's JSON syntax. */
export const jsonSources: readonly string[] = lazily(() => syntaxRows("json").filter((text) => text.length < 4000));

export const recordedExpressions: readonly ExpressionRow[] = lazily(() => readJson("test/data/expressions/cases.json"));

/** Small templates: examples, and those whose plans are recorded. */
export const templates: readonly FileSet[] = lazily(() => {
  const roots = ["examples", "test/data/provider/cases", "test/data/provider/more"];
  return roots.flatMap((root) =>
    readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => filesOf(`${root}/${name}`))
      .filter((files) => [...files.keys()].some((path) => path.endsWith(".tf")) && sizeOf(files) < 12_000),
  );
});

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, "utf8"));
}

function syntaxRows(name: string): readonly string[] {
  const { cases } = readJson<{ readonly cases: readonly SyntaxRow[] }>(`test/data/syntax/${name}.json`);
  return cases.flatMap(({ source }) => (source === undefined ? [] : [source]));
}

function filesOf(directory: string): FileSet {
  const files = new Map<string, string>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(tf|json|tfvars|yaml|tftpl|sh|txt)$/.test(entry.name)) continue;
    const path = `${entry.parentPath}/${entry.name}`;
    if (/\/(expect|answer)[^/]*$/.test(path)) continue;
    files.set(path.slice(directory.length + 1), readFileSync(path, "utf8"));
  }
  return files;
}

function sizeOf(files: FileSet): number {
  return [...files.values()].reduce((sum, text) => sum + text.length, 0);
}

/** An array that is made when it is first looked at: a target reads its own seeds only. */
function lazily<T>(make: () => readonly T[]): readonly T[] {
  let made: readonly T[] | undefined;
  return new Proxy<readonly T[]>([], {
    get: (_, key) => {
      made ??= make();
      return Reflect.get(made, key, made);
    },
  });
}
