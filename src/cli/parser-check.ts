/** HashiCorp's parser over every file of a template: does it read them the way templatecheck did? */

import type { CheckResult } from "../check-types.ts";
import { primaryLabel } from "../diagnostic.ts";
import { parse } from "../hcl/parser.ts";
import type { SourceFile } from "../source.ts";
import { literalDisagreements } from "../verify/literals.ts";
import type { Disagreement, ParserCheck } from "../verify/report.ts";
import { largestText, secondReading } from "./second-opinion.ts";

/** `others`: files of HCL that are no module's. */
export async function parserCheck(result: CheckResult, others: readonly SourceFile[]): Promise<ParserCheck> {
  const refused = new Set<string>();
  for (const diagnostic of result.diagnostics) {
    if (diagnostic.rule === "syntax-error") refused.add(primaryLabel(diagnostic).file.name);
  }
  // JSON is JSON's; what isn't UTF-8 can't be handed over.
  const files = [...result.files, ...others].filter(({ name, invalidUtf8 }) => !name.endsWith(".json") && !invalidUtf8);
  const disagreements: Disagreement[] = [];
  let unconverted = 0;
  for (const file of files) {
    if (file.text.length > largestText) {
      unconverted++;
      continue;
    }
    const theirs = await secondReading(file.text);
    const ours = !refused.has(file.name);
    if (theirs.kind === "unconverted") unconverted++;
    if (theirs.kind === "refused" && ours) {
      disagreements.push({ file: file.name, message: `it refuses this file: ${firstLine(theirs.message)}` });
    } else if (theirs.kind !== "refused" && !ours) {
      disagreements.push({ file: file.name, message: "it accepts this file, and templatecheck refuses it" });
    } else if (theirs.kind === "read") {
      const { body } = parse(file);
      const lines = literalDisagreements(file, body, theirs.document);
      disagreements.push(...lines.map((message) => ({ file: file.name, message })));
    }
  }
  return { ok: disagreements.length === 0, files: files.length, unconverted, disagreements };
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}
