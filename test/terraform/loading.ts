/** Short forms for what the tests of loading look at. */

import type { Diagnostic } from "../../src/diagnostic.ts";
import { primaryLabel } from "../../src/diagnostic.ts";
import { positionAt } from "../../src/source.ts";
import { defaultBudgets } from "../../src/terraform/budget.ts";
import { loadModuleTree, type ModuleTree } from "../../src/terraform/module-tree.ts";
import { memoryHost } from "../memory-host.ts";

export function tree(
  files: Readonly<Record<string, string>>,
  moduleMap: Readonly<Record<string, string>> = {},
  directory = "",
): ModuleTree {
  return loadModuleTree(memoryHost(files), directory, {
    moduleMap: new Map(Object.entries(moduleMap)),
    shown: (path) => path,
    budgets: defaultBudgets,
  });
}

export function load(main: string): ModuleTree {
  return tree({ "main.tf": main });
}

/** `rule file:line:column text`, the text being what the primary label marks. */
export function marked(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map((diagnostic) => {
    const { file, span } = primaryLabel(diagnostic);
    const { line, column } = positionAt(file, span.start);
    const severity = diagnostic.severity === "error" ? "" : `${diagnostic.severity} `;
    return `${severity}${diagnostic.rule} ${file.name}:${line}:${column} ${file.text.slice(span.start, span.end)}`;
  });
}

export function told(main: string): string[] {
  return marked(load(main).diagnostics);
}
