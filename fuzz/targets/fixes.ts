import type { CheckResult } from "../../src/check-types.ts";
import { applyEdits } from "../../src/fix/apply.ts";
import { compatibleFixes, type TextEdit } from "../../src/fix/select.ts";
import { lint } from "../compiler.ts";
import { type FileSet, readFiles, writeFiles } from "../file-set.ts";
import type { Target } from "../target.ts";
import { randomTemplate } from "../template-grammar.ts";

export const fixes: Target = {
  name: "fixes",
  holds:
    "safe fixes come to an end, leave no new error, and fixed twice is fixed once; unsafe ones don't break the syntax",
  input: (random) => writeFiles(randomTemplate(random)),
  problem(input) {
    const files = readFiles(input);
    const before = lint(files);
    const once = fixedAll(files, before);
    if (typeof once === "string") return once;
    const after = lint(once);
    const worse = newError(before, after);
    if (worse) return `worse: ${worse}`;
    const twice = fixedAll(once, after);
    if (typeof twice === "string") return twice;
    if (writeFiles(twice) !== writeFiles(once)) return "twice: another text";
    return unsafeProblem(files, before);
  },
};

const mostRounds = 20;

/** As `lint --fix` does: what makes an error of its own is left out. */
function fixedAll(files: FileSet, first: CheckResult): FileSet | string {
  let now = files;
  let result = first;
  const refused = new Set<string>();
  for (let round = 0; round < mostRounds; round++) {
    let chosen = compatibleFixes(candidates(result, true)).filter((one) => !refused.has(idOf(one)));
    for (;;) {
      const [only, ...others] = chosen;
      if (!only) return now;
      const next = applied(now, chosen);
      const after = lint(next);
      if (newError(result, after) === null) {
        [now, result] = [next, after];
        break;
      }
      if (others.length === 0) refused.add(idOf(only));
      chosen = chosen.slice(0, chosen.length >> 1);
    }
  }
  return refused.size > 0 ? now : "rounds: more than 20";
}

interface Candidate {
  readonly edits: readonly TextEdit[];
}

function idOf({ edits }: Candidate): string {
  return JSON.stringify(edits.map(({ file, newText }) => [file, newText]));
}

function candidates(result: CheckResult, safe: boolean): readonly Candidate[] {
  return result.diagnostics.flatMap(({ fix, suppressed }) => {
    if (!fix || suppressed || fix.safe !== safe) return [];
    return [{ edits: fix.edits.map(({ file, span, newText }): TextEdit => ({ file: file.name, ...span, newText })) }];
  });
}

function applied(files: FileSet, chosen: readonly Candidate[]): FileSet {
  const fixed = new Map(files);
  for (const [path, text] of files) {
    const edits = chosen.flatMap((one) => one.edits.filter(({ file }) => file === path));
    if (edits.some(({ start, end }) => start < 0 || end < start || end > text.length))
      throw new Error("a place outside");
    fixed.set(path, applyEdits(text, edits));
  }
  return fixed;
}

function newError(before: CheckResult, after: CheckResult): string | null {
  const count = (result: CheckResult, rule: string): number =>
    result.diagnostics.filter((item) => !item.suppressed && item.severity === "error" && item.rule === rule).length;
  const one = after.diagnostics.find(
    (item) => item.severity === "error" && count(after, item.rule) > count(before, item.rule),
  );
  return one ? `${one.rule}: ${one.headline}` : null;
}

function unsafeProblem(files: FileSet, before: CheckResult): string | null {
  const chosen = compatibleFixes(candidates(before, false));
  if (chosen.length === 0) return null;
  const fixed = applied(files, chosen);
  const syntax = (result: CheckResult): number =>
    result.diagnostics.filter(({ rule }) => rule === "syntax-error").length;
  return syntax(lint(fixed)) > syntax(before) ? "syntax: an unsafe fix breaks it" : null;
}
