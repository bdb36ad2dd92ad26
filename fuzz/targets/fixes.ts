import type { CheckResult } from "../../src/check-types.ts";
import { applyEdits } from "../../src/fix/apply.ts";
import { compatibleFixes, type TextEdit } from "../../src/fix/select.ts";
import { lint } from "../compiler.ts";
import { type FileSet, readFiles, writeFiles } from "../file-set.ts";
import { randomTemplate } from "../template-grammar.ts";
import type { Target } from "../target.ts";

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

function fixedAll(files: FileSet, first: CheckResult): FileSet | string {
  let now = files;
  let result = first;
  for (let round = 0; round < mostRounds; round++) {
    const next = fixedOnce(now, result, true);
    if (next === null) return now;
    now = next;
    result = lint(now);
  }
  return "rounds: more than 20";
}

/** Null when there is nothing to fix. */
function fixedOnce(files: FileSet, result: CheckResult, safe: boolean): FileSet | null {
  const candidates = result.diagnostics.flatMap(({ fix, suppressed }) => {
    if (!fix || suppressed || fix.safe !== safe) return [];
    const edits = fix.edits.map((edit): TextEdit => ({ file: edit.file.name, ...edit.span, newText: edit.newText }));
    return [{ edits }];
  });
  const chosen = compatibleFixes(candidates);
  if (chosen.length === 0) return null;
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
    result.diagnostics.filter((one) => !one.suppressed && one.severity === "error" && one.rule === rule).length;
  const one = after.diagnostics.find(
    ({ rule, severity }) => severity === "error" && count(after, rule) > count(before, rule),
  );
  return one ? `${one.rule}: ${one.headline}` : null;
}

function unsafeProblem(files: FileSet, before: CheckResult): string | null {
  const fixed = fixedOnce(files, before, false);
  if (!fixed) return null;
  const syntax = (result: CheckResult): number =>
    result.diagnostics.filter(({ rule }) => rule === "syntax-error").length;
  return syntax(lint(fixed)) > syntax(before) ? "syntax: an unsafe fix breaks it" : null;
}
