import type { CheckResult, Core } from "../../check-types.ts";
import { reportOf } from "../../report/report.ts";
import type { Arguments } from "../arguments.ts";
import type { Baselined } from "../baseline.ts";
import { checkAll } from "../batch/check-all.ts";
import { findWork, type Work } from "../batch/find.ts";
import type { Changed } from "../change/change.ts";
import { emit } from "../emit.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import { exitCodeOf, withSecondOpinion } from "../judge.ts";
import { type Options, readOptions } from "../options.ts";
import type { Program } from "../program.ts";
import { Session } from "../session.ts";

/** Checks templates by all rules. */
export async function lint(given: Arguments, program: Program, core: Core): Promise<number> {
  const options = readOptions(given);
  checkTogether(options);
  if (options.showConfig) return (await import("./show-config.ts")).showConfig(given, options, program);
  if (options.watch) {
    const { watchTemplates } = await import("../batch/watch.ts");
    return await watchTemplates(options, program, given.operands, () => lintOnce(given, program, core));
  }
  return (await lintOnce(given, program, core)).code;
}

/** All that is asked for, once. */
async function lintOnce(given: Arguments, program: Program, core: Core): Promise<{ code: number; work: Work }> {
  const session = new Session(readOptions(given), program, core, false);
  const { options } = session;
  const work = await findWork(given.operands, options, program);
  if (options.baseline !== null) (await import("../baseline-file.ts")).readBaseline(options.baseline, program.cwd);
  const checked = await checkedAndChanged(work, session, given);
  const failures = [...work.failures, ...checked.failures];
  if (!options.quiet) for (const note of work.notes) program.stderr.write(`templatecheck: ${note}\n`);
  const doubted = options.secondOpinion ? await withSecondOpinion(checked.results) : checked.results;
  const { results, notes } = await withKnown(doubted, work, session);
  for (const note of [...checked.notes, ...notes]) program.stderr.write(`templatecheck: ${note}\n`);
  if (checked.text !== null) program.stdout.write(checked.text);
  // A summary would say "no problems" of a question that wasn't asked right.
  const refused = failures.length > 0 || results.some(({ usageErrors }) => usageErrors.length > 0);
  if (results.length > 0 || failures.length === 0) {
    const report = reportOf(results);
    const summary = checked.fixed === null ? report.summary : { ...report.summary, fixed: checked.fixed };
    const output = checked.text === null ? program.stdout : program.stderr;
    await emit({ ...report, summary }, { ...options, quiet: options.quiet || refused }, program, output);
  }
  for (const error of results.flatMap((result) => result.usageErrors))
    program.stderr.write(`templatecheck: ${error}\n`);
  for (const { message, hint } of failures)
    program.stderr.write(`templatecheck: ${message}\n${hint === null ? "" : `${hint}\n`}`);
  return { code: Math.max(exitCodeOf(results, options), codeOf(failures)), work };
}

/** Options that can't be given together, or not alone. */
function checkTogether(options: Options): void {
  const { fix, diff, unsafeFixes, addSuppressions, reason, baseline, baselineWrite, baselinePrune } = options;
  if ([fix, diff, addSuppressions].filter((given) => given).length > 1)
    throw new CommandFailure("only one of --fix, --diff and --add-suppressions can be given");
  if (unsafeFixes && !fix && !diff) throw new CommandFailure("--unsafe-fixes needs --fix or --diff");
  if (addSuppressions && !/\S/.test(reason ?? ""))
    throw new CommandFailure("--add-suppressions needs --reason TEXT", "A comment that suppresses says why.");
  if (reason !== null && !addSuppressions) throw new CommandFailure("--reason needs --add-suppressions");
  if (/[\r\n]/.test(reason ?? "")) throw new CommandFailure("--reason has to be one line");
  if (baseline !== null && baselineWrite !== null)
    throw new CommandFailure("only one of --baseline and --baseline-write can be given");
  if (baselinePrune && baseline === null) throw new CommandFailure("--baseline-prune needs --baseline FILE");
}

async function checkedAndChanged({ templates }: Work, session: Session, given: Arguments): Promise<Changed> {
  const { fix, diff, addSuppressions } = session.options;
  if (fix || diff || addSuppressions)
    return await (await import("../change/change.ts")).changeTemplates(templates, session);
  return { ...(await checkAll(templates, session, given)), notes: [], fixed: null, text: null };
}

/** What a baseline knows doesn't count. */
async function withKnown(results: readonly CheckResult[], { templates }: Work, session: Session): Promise<Baselined> {
  const { options, program } = session;
  const [first] = templates;
  if (!first || (options.baseline === null && options.baselineWrite === null)) return { results, notes: [] };
  const levels = await session.ask(first, (_core, _host, _directory, { ruleLevel }) => ruleLevel);
  return (await import("../baseline.ts")).withBaseline(results, options, program, levels.value);
}

/** The highest that any of them asks for. */
function codeOf(failures: readonly CommandFailure[]): number {
  return Math.max(exitCode.clean, ...failures.map((failure) => failure.exitCode));
}
