import type { Core } from "../../check-types.ts";
import { reportOf } from "../../report/report.ts";
import type { Arguments } from "../arguments.ts";
import { emit } from "../emit.ts";
import { type CommandFailure, exitCode } from "../exit-code.ts";
import { exitCodeOf, withSecondOpinion } from "../judge.ts";
import { readOptions } from "../options.ts";
import type { Program } from "../program.ts";
import { Session } from "../session.ts";
import { checkAll } from "../work/check-all.ts";
import { findWork, type Work } from "../work/find.ts";

/** Checks templates by all rules. */
export async function lint(given: Arguments, program: Program, core: Core): Promise<number> {
  const options = readOptions(given);
  if (options.showConfig) return (await import("./show-config.ts")).showConfig(given, options, program);
  if (options.watch) {
    const { watchTemplates } = await import("../work/watch.ts");
    return await watchTemplates(options, program, given.operands, () => lintOnce(given, program, core));
  }
  return (await lintOnce(given, program, core)).code;
}

/** All that is asked for, once. */
async function lintOnce(given: Arguments, program: Program, core: Core): Promise<{ code: number; work: Work }> {
  const session = new Session(readOptions(given), program, core, false);
  const { options } = session;
  const work = await findWork(given.operands, options, program);
  const checked = await checkAll(work.templates, session, given);
  const failures = [...work.failures, ...checked.failures];
  if (!options.quiet) for (const note of work.notes) program.stderr.write(`templatecheck: ${note}\n`);
  const results = options.secondOpinion ? await withSecondOpinion(checked.results) : checked.results;
  // A summary would say "no problems" of a question that wasn't asked right.
  const refused = failures.length > 0 || results.some(({ usageErrors }) => usageErrors.length > 0);
  if (results.length > 0 || failures.length === 0) {
    emit(reportOf(results), { ...options, quiet: options.quiet || refused }, program, program.stdout);
  }
  for (const error of results.flatMap((result) => result.usageErrors))
    program.stderr.write(`templatecheck: ${error}\n`);
  for (const { message, hint } of failures)
    program.stderr.write(`templatecheck: ${message}\n${hint === null ? "" : `${hint}\n`}`);
  return { code: Math.max(exitCodeOf(results, options), codeOf(failures)), work };
}

/** The highest that any of them asks for. */
function codeOf(failures: readonly CommandFailure[]): number {
  return Math.max(exitCode.clean, ...failures.map((failure) => failure.exitCode));
}
