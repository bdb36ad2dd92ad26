/** One finding a line, for editors and `grep`. */

import { primaryLabel } from "../diagnostic.ts";
import { positionAt } from "../source.ts";
import { neutralised } from "./display-width.ts";
import type { Report } from "./types.ts";

/** `file:line:column: severity[rule]: headline` */
export function renderCompact(report: Report): string {
  return report.diagnostics
    .filter((diagnostic) => !diagnostic.suppressed)
    .map((diagnostic) => {
      const { file, span } = primaryLabel(diagnostic);
      const { line, column } = positionAt(file, span.start);
      const what = `${diagnostic.severity}[${diagnostic.rule}]: ${diagnostic.headline}`;
      return `${neutralised(file.name)}:${line}:${column}: ${neutralised(what)}\n`;
    })
    .join("");
}
