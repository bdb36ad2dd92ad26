import { type CheckedDiagnostic, defaultInputs } from "../../src/check-types.ts";
import { primaryLabel } from "../../src/diagnostic.ts";
import { reportOf } from "../../src/report/report.ts";
import { formats as renderers } from "../../test/report/fixtures.ts";
import { readXml } from "../../test/report/xml-reader.ts";
import { lint } from "../compiler.ts";
import { readFiles, writeFiles } from "../file-set.ts";
import type { Target } from "../target.ts";
import { randomTemplate } from "../template-grammar.ts";

export const formats: Target = {
  name: "formats",
  holds:
    "any template has findings with places in its files, and every format of them is well-formed and the same again",
  input: (random) => writeFiles(randomTemplate(random)),
  problem(input) {
    const files = readFiles(input);
    const result = lint(files, { maxChoices: defaultInputs.maxChoices });
    for (const diagnostic of result.diagnostics) {
      const problem = diagnosticProblem(diagnostic);
      if (problem) return `${problem} (${diagnostic.rule}: ${diagnostic.headline})`;
    }
    const report = reportOf([result]);
    const again = reportOf([lint(files)]);
    for (const [name, render] of Object.entries(renderers)) {
      const text = render(report);
      if (render(again) !== text) return `again: ${name} differs`;
      const problem = formatProblem(name, text);
      if (problem) return `${name}: ${problem}`;
    }
    return null;
  },
};

function diagnosticProblem(diagnostic: CheckedDiagnostic): string | null {
  const { headline, labels, trail, fix } = diagnostic;
  primaryLabel(diagnostic);
  const places = [...labels, ...(trail ?? []), ...(fix?.edits ?? [])];
  for (const { file, span } of places) {
    if (span.start < 0 || span.end < span.start || span.end > file.text.length)
      return `place: ${span.start}–${span.end} of ${file.text.length}`;
  }
  return headline === "" ? "headline: empty" : null;
}

function formatProblem(name: string, text: string): string | null {
  try {
    switch (name) {
      case "json":
      case "gitlab":
      case "sarif":
        JSON.parse(text);
        return null;
      case "jsonl":
        for (const line of text.split("\n")) if (line !== "") JSON.parse(line);
        return null;
      case "junit":
      case "checkstyle":
        readXml(text);
        return null;
      case "github": {
        // Between these two nothing is a command.
        const commands = text.replaceAll(/^::stop-commands::(.+)\n[\s\S]*?^::\1::\n/gm, "").split("\n");
        const known = /^(::(error|warning|notice) .*|)$/;
        return commands.every((line) => known.test(line)) ? null : "a line is an unknown command";
      }
      default:
        return null;
    }
  } catch (error) {
    return String(error);
  }
}
