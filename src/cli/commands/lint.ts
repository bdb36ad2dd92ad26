import type { CheckResult, Core } from "../../check-types.ts";
import { reportOf } from "../../report/report.ts";
import type { Arguments } from "../arguments.ts";
import { planFile, templateDirectories } from "../discover.ts";
import { emit } from "../emit.ts";
import { CommandFailure } from "../exit-code.ts";
import { exitCodeOf, withSecondOpinion } from "../judge.ts";
import { readOptions } from "../options.ts";
import type { Program } from "../program.ts";
import { completed, Session, templateOnInput } from "../session.ts";
import type { Template } from "../surroundings.ts";

/** Checks templates by all rules. */
export async function lint(given: Arguments, program: Program, core: Core): Promise<number> {
  const session = new Session(readOptions(given), program, core, false);
  const checked: CheckResult[] = [];
  for (const template of templatesOf(given.operands, program)) {
    const answer = await session.ask(template, (compiler, ...asked) => compiler.check(...asked));
    checked.push(withoutCleanText(completed(answer)));
  }
  const results = session.options.secondOpinion ? await withSecondOpinion(checked) : checked;
  // A summary would say "no problems" of a question that wasn't asked right.
  const refused = results.some(({ usageErrors }) => usageErrors.length > 0);
  const options = { ...session.options, quiet: session.options.quiet || refused };
  emit(reportOf(results), options, program, program.stdout);
  for (const error of results.flatMap((result) => result.usageErrors))
    program.stderr.write(`templatecheck: ${error}\n`);
  return exitCodeOf(results, session.options);
}

/** "-" is one file on standard input. */
export function templatesOf(paths: readonly string[], program: Program): readonly Template[] {
  if (!paths.includes("-")) {
    const plans = paths.flatMap((given) => planFile(given, program.cwd) ?? []);
    const others = paths.filter((given) => planFile(given, program.cwd) === null);
    const directories = plans.length > 0 && others.length === 0 ? [] : templateDirectories(others, program.cwd);
    return [
      ...directories.map((directory) => ({ kind: "directory", directory }) as const),
      ...plans.map((file) => ({ kind: "plan", file }) as const),
    ];
  }
  if (paths.length > 1) throw new CommandFailure('"-" reads standard input: no other path can stand beside it');
  return [templateOnInput(program)];
}

/** Memory grows with the findings, not with the templates: only files with findings keep their text. */
function withoutCleanText(result: CheckResult): CheckResult {
  return { ...result, files: result.files.map(({ name }) => ({ name, text: "" })) };
}
