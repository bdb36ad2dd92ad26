import type { CheckResult } from "../../src/check-types.ts";
import { primaryLabel } from "../../src/diagnostic.ts";
import { applyEdits } from "../../src/fix/apply.ts";
import { suppressingEdits } from "../../src/suppress/add.ts";
import { suppressionsOf } from "../../src/suppress/comments.ts";
import { canBeSuppressed } from "../../src/suppress/limits.ts";
import { withoutRules } from "../../src/suppress/remove.ts";
import { lint } from "../compiler.ts";
import { type FileSet, readFiles, writeFiles } from "../file-set.ts";
import type { Target } from "../target.ts";
import { randomTemplate } from "../template-grammar.ts";

const reason = "fuzzed";

export const suppressions: Target = {
  name: "suppressions",
  holds: "comments for all findings suppress them and change nothing else; without them the text is what it was",
  input: (random) => writeFiles(randomTemplate(random)),
  problem(input) {
    const files = readFiles(input);
    const before = lint(files);
    const wanted = before.diagnostics.filter((one) => !one.suppressed && canBeSuppressed(one.rule));
    const after = new Map(files);
    for (const [path, text] of files) {
      const here = wanted.filter((one) => primaryLabel(one).file.name === path && path.endsWith(".tf"));
      const [first] = here;
      if (!first) continue;
      const { file } = primaryLabel(first);
      const findings = here.map((one) => ({ rule: one.rule, span: primaryLabel(one).span }));
      const commented = applied(text, suppressingEdits(file, findings, reason));
      after.set(path, commented);
      const back = withoutComments(path, commented);
      if (back !== text) return `identity: ${JSON.stringify(back.slice(0, 300))}`;
    }
    return keptProblem(before, lint(after), files);
  },
};

function applied(
  text: string,
  edits: readonly { readonly span: { start: number; end: number }; readonly newText: string }[],
): string {
  return applyEdits(
    text,
    edits.map(({ span, newText }) => ({ ...span, newText })),
  );
}

function withoutComments(name: string, text: string): string {
  const comments = suppressionsOf({ name, text }).filter((one) => one.reason === reason);
  return applied(
    text,
    comments.flatMap((one) => withoutRules(one, one.rules).edits),
  );
}

/** What counts now is what no comment can suppress, or what is told of comments. */
function keptProblem(before: CheckResult, after: CheckResult, files: FileSet): string | null {
  const count = (result: CheckResult, rule: string): number =>
    result.diagnostics.filter((one) => !one.suppressed && one.rule === rule).length;
  // Where the syntax is wrong a comment may stand in what a recovery skips.
  if (count(before, "syntax-error") > 0) return null;
  for (const one of after.diagnostics) {
    if (one.suppressed) continue;
    const { file } = primaryLabel(one);
    const commentable = canBeSuppressed(one.rule) && file.name.endsWith(".tf") && files.has(file.name);
    if (commentable) return `kept: ${one.rule} in ${file.name}: ${one.headline}`;
    if (count(after, one.rule) > count(before, one.rule)) return `new: ${one.rule}: ${one.headline}`;
  }
  return null;
}
