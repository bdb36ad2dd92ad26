/** What can be said of a template's other files when some of its root's can't be read or don't parse. */

import type { CheckInputs } from "../check-types.ts";
import { type Diagnostic, primaryLabel, type RuleId } from "../diagnostic.ts";
import type { Host } from "../host.ts";
import { readTemplate, type Template } from "./template.ts";

/**
 * What stands in the text itself, or follows from what is declared beside it. Names that aren't declared, presets,
 * targets and duplicates may be about what the broken file has.
 */
const independent: ReadonlySet<RuleId> = new Set<RuleId>([
  "schema-unknown-attribute",
  "schema-missing-attribute",
  "schema-wrong-type",
  "schema-conflict",
  "schema-block-count",
  "app-slug-format",
  "app-share-value",
  "app-open-in-value",
  "app-text-too-long",
  "app-icon-url",
  "parameter-invalid",
  "script-invalid",
  "value-invalid",
  "function-call",
  "type-mismatch",
  "instance-key",
  "module-call",
  "reference-cycle",
]);

/**
 * The template without those files of its root; null where nothing can be said: an override may change
 * any block, and without the constraint on the provider nobody knows which attributes there are.
 */
export function besideBroken(template: Template, inputs: CheckInputs): Template | null {
  const { config } = template.root;
  const { unread, diagnostics } = template.tree;
  if (diagnostics.some(({ rule }) => rule === "evaluation-budget")) return null;
  const told = diagnostics.filter(({ rule }) => rule === "syntax-error").map((item) => primaryLabel(item).file);
  const broken = new Set(config.files.filter((file) => told.includes(file)));
  if (broken.size >= config.files.length) return null;
  const hidden = new Set(
    [...broken]
      .map(({ name }) => name)
      .concat(unread)
      .map(baseName),
  );
  if ([...hidden].some((name) => /(?:^|_)override\.\w+(?:\.json)?$/.test(name))) return null;
  const constrains = unread.length > 0 || [...broken].some(({ text }) => text.includes("required_providers"));
  if (constrains && !template.providerPinned && template.providerConstraints.length === 0) return null;
  const others = readTemplate(without(template.host, template.directory, hidden), template.directory, {
    ...inputs,
    providerVersion: template.providerVersion,
  });
  return others.broken || !others.tree.found ? null : others;
}

/** Of what was found in the other files, what holds whatever the broken ones say; placed in the files of `template`. */
export function independentOf(template: Template, others: Template, found: readonly Diagnostic[]): Diagnostic[] {
  const own = new Set(others.root.config.files);
  const originals = new Map(template.tree.configs.flatMap(({ files }) => files).map((file) => [file.name, file]));
  return found
    .filter((diagnostic) => {
      if (diagnostic.severity !== "error" || diagnostic.witness) return false;
      const declaredThere = diagnostic.rule === "reference-undeclared" && !own.has(primaryLabel(diagnostic).file);
      return independent.has(diagnostic.rule) || declaredThere;
    })
    .map((diagnostic) => ({
      ...diagnostic,
      labels: diagnostic.labels.map((label) => ({ ...label, file: originals.get(label.file.name) ?? label.file })),
    }));
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

function without(host: Host, directory: string, hidden: ReadonlySet<string>): Host {
  return {
    read: (path) => host.read(path),
    list: (path) => {
      const entries = host.list(path);
      return path === directory ? (entries?.filter(({ name }) => !hidden.has(name)) ?? null) : entries;
    },
    realpath: (path) => host.realpath(path),
    digest: (algorithm, bytes) => host.digest(algorithm, bytes),
  };
}
