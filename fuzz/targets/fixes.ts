import { type CheckResult, type Core, defaultInputs } from "../../src/check-types.ts";
import { checkOver } from "../../src/cli/change/checking.ts";
import { Draft } from "../../src/cli/change/draft.ts";
import { fixAll } from "../../src/cli/change/fixes.ts";
import type { Session, Work } from "../../src/cli/session.ts";
import type { Template } from "../../src/cli/surroundings.ts";
import { applyEdits } from "../../src/fix/apply.ts";
import { compatibleFixes, type TextEdit } from "../../src/fix/select.ts";
import { check } from "../../src/index.ts";
import { memoryHost } from "../../test/memory-host.ts";
import { libraries, lint } from "../compiler.ts";
import { type FileSet, readFiles, writeFiles } from "../file-set.ts";
import type { Target } from "../target.ts";
import { randomTemplate } from "../template-grammar.ts";

export const fixes: Target = {
  name: "fixes",
  holds:
    "safe fixes come to an end, leave no new error, and fixed twice is fixed once; unsafe ones don't break the syntax",
  input: (random) => writeFiles(randomTemplate(random)),
  async problem(input) {
    const files = readFiles(input);
    const before = lint(files);
    const once = await fixedAll(files);
    if (typeof once === "string") return once;
    const after = lint(once);
    const worse = newError(before, after);
    if (worse) return `worse: ${worse}`;
    const twice = await fixedAll(once);
    if (typeof twice === "string") return twice;
    if (writeFiles(twice) !== writeFiles(once)) return "twice: another text";
    return unsafeProblem(files, before);
  },
};

/** As `lint --fix` does. */
async function fixedAll(files: FileSet): Promise<FileSet | string> {
  const cwd = process.cwd();
  const template: Template = { kind: "directory", directory: cwd };
  const core = { check } as Core;
  const session = {
    options: { unsafeFixes: false },
    program: { cwd },
    ask: async (_: Template, work: Work<CheckResult>) => ({
      value: work(core, memoryHost(Object.fromEntries(files)), "", defaultInputs, libraries),
    }),
  } as unknown as Session;
  const draft = new Draft(cwd);
  const { draft: done, notes } = await fixAll(draft, [await checkOver(draft, template, session)], session);
  const endless = notes.find((note) => note.includes("rounds"));
  if (endless) return `rounds: ${endless}`;
  return new Map([...files, ...done.changed().map(({ name, after }) => [name, after] as const)]);
}

interface Candidate {
  readonly edits: readonly TextEdit[];
}

function unsafeCandidates(result: CheckResult): readonly Candidate[] {
  return result.diagnostics.flatMap(({ fix, suppressed }) => {
    if (!fix || suppressed || fix.safe) return [];
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
  const chosen = compatibleFixes(unsafeCandidates(before));
  if (chosen.length === 0) return null;
  const fixed = applied(files, chosen);
  const syntax = (result: CheckResult): number =>
    result.diagnostics.filter(({ rule }) => rule === "syntax-error").length;
  return syntax(lint(fixed)) > syntax(before) ? "syntax: an unsafe fix breaks it" : null;
}
