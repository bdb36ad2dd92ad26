/** What is wrong in a configuration file, as diagnostics; and the file's values without it. */

import type { Diagnostic } from "../diagnostic.ts";
import type { Problem } from "../schema/validate.ts";
import type { SourceFile, Span } from "../source.ts";
import type { YamlEntry, YamlValue } from "./yaml.ts";

/** Longer lists of legal values aren't printed. */
const mostShown = 12;

export function configInvalid(
  file: SourceFile,
  span: Span,
  headline: string,
  more: { readonly notes?: readonly string[]; readonly help?: string; readonly label?: string } = {},
): Diagnostic {
  return {
    rule: "config-invalid",
    severity: "error",
    headline,
    labels: [{ file, span, text: more.label ?? "", primary: true }],
    notes: more.notes ?? [],
    ...(more.help !== undefined && { help: more.help }),
  };
}

export function problemDiagnostic(file: SourceFile, tree: YamlValue, problem: Problem): Diagnostic {
  const span = placeOf(tree, problem);
  const where = problem.path.join(".");
  const headline = where === "" ? problem.message : `${problem.message} (${where})`;
  const help = helpFor(problem, tree, file.text.slice(span.start, span.end));
  return configInvalid(file, span, headline, { notes: notesFor(problem), ...(help !== null && { help }) });
}

function notesFor(problem: Problem): readonly string[] {
  if (problem.allowed.length === 0) return [];
  if (problem.allowed.length > mostShown) return ["`templatecheck rules` lists the rules"];
  const what = problem.key === null ? "legal values" : "legal keys";
  return [`${what}: ${problem.allowed.map((text) => JSON.stringify(text)).join(", ")}`];
}

function helpFor(problem: Problem, tree: YamlValue, written: string): string | null {
  if (problem.suggestion !== null) return `write \`${problem.suggestion}\``;
  const value = problem.key === null ? valueAt(tree, problem.path) : null;
  const unquoted = value?.kind === "scalar" && typeof value.value !== "string" && value.value !== null;
  const says = (expected: string): boolean => problem.message.endsWith(` is not ${expected}`);
  // A version such as 2.30 is the number 2.3 in YAML.
  if (unquoted && says("a text")) return `put it in quotes: "${written}"`;
  if (value?.kind !== "scalar") return null;
  const text = String(value.value);
  if (says("a whole number") && /^[0-9]+$/.test(text)) return `leave the quotes out: ${text}`;
  // YAML 1.2 took these words back.
  if (says("true or false") && /^(yes|on|no|off)$/i.test(text))
    return `write \`${/^(yes|on)$/i.test(text) ? "true" : "false"}\``;
  if (says("a list")) return `put it in brackets: [${written}]`;
  return null;
}

function placeOf(tree: YamlValue, problem: Problem): Span {
  const found = valueAt(tree, problem.path) ?? tree;
  if (problem.key === null) return found.kind === "map" && problem.path.length > 0 ? firstKey(found) : found.span;
  return (found.kind === "map" && found.entries.get(problem.key)?.keySpan) || found.span;
}

/** A key that lacks in a map is told at the map's beginning. */
function firstKey(map: YamlValue & { readonly kind: "map" }): Span {
  for (const entry of map.entries.values()) return entry.keySpan;
  return map.span;
}

function valueAt(tree: YamlValue, path: readonly string[]): YamlValue | null {
  let current: YamlValue | undefined = tree;
  for (const key of path) {
    if (current?.kind === "map") current = current.entries.get(key)?.value;
    else if (current?.kind === "list") current = current.items[Number(key)];
    else return null;
  }
  return current ?? null;
}

/** What is left when every place with a problem is taken out; null when the whole is wrong. */
export function withoutProblems(tree: YamlValue, problems: readonly Problem[]): YamlValue | null {
  const bad = new Set(
    problems.map((problem) => place(problem.key === null ? problem.path : [...problem.path, problem.key])),
  );
  return without(tree, [], bad);
}

function without(value: YamlValue, path: readonly string[], bad: ReadonlySet<string>): YamlValue | null {
  if (bad.has(place(path))) return null;
  switch (value.kind) {
    case "scalar":
      return value;
    case "list": {
      const items = value.items.map((item, index) => without(item, [...path, String(index)], bad));
      return { ...value, items: items.filter((item) => item !== null) };
    }
    case "map": {
      const entries = new Map<string, YamlEntry>();
      for (const [key, entry] of value.entries) {
        const kept = without(entry.value, [...path, key], bad);
        if (kept) entries.set(key, { keySpan: entry.keySpan, value: kept });
      }
      return { ...value, entries };
    }
    default:
      return value satisfies never;
  }
}

function place(path: readonly string[]): string {
  return JSON.stringify(path);
}
