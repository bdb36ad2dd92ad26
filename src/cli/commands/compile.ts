import path from "node:path";
import type { CheckResult, Core } from "../../check-types.ts";
import { reportOf } from "../../report/report.ts";
import type { Arguments } from "../arguments.ts";
import { emit } from "../emit.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import { exitCodeOf, withSecondOpinion } from "../judge.ts";
import { type Options, readOptions } from "../options.ts";
import type { Program } from "../program.ts";
import { completed, Session, templateOrPlanOf } from "../session.ts";
import { makeDirectory, writeFileAtomically } from "../write.ts";
import { asYaml, isYamlName } from "../yaml-text.ts";

/** Template to routing manifest. Any error: no manifest, and an existing file stays as it is. */
export async function compile(given: Arguments, program: Program, core: Core): Promise<number> {
  const session = new Session(readOptions(given), program, core, true);
  const { options } = session;
  checkTarget(options, given.operands);
  if (options.check !== null) {
    const { checkManifest } = await import("../check-manifest.ts");
    return await checkManifest(session, options.check, templateOrPlanOf(given.operands[0] ?? ".", program));
  }
  const targets = given.operands.length > 0 ? given.operands : ["."];
  const compiled: CheckResult[] = [];
  for (const target of targets) {
    const answer = await session.ask(templateOrPlanOf(target, program), (compiler, ...asked) =>
      compiler.compile(...asked),
    );
    compiled.push(completed(session.news(answer)));
  }
  const results = options.secondOpinion ? await withSecondOpinion(compiled) : compiled;
  const quiet = { ...options, quiet: options.quiet || !results.some(hasSomethingToSay) };
  await emit(reportOf(results), quiet, program, program.stderr);
  for (const error of results.flatMap((result) => result.usageErrors))
    program.stderr.write(`templatecheck: ${error}\n`);
  await writeManifests(results, options, program);
  // `--exit-zero` is about findings; a manifest that was asked for and isn't there is more than that.
  const missing = results.some((result) => result.manifest === null);
  return Math.max(exitCodeOf(results, options), missing ? exitCode.findings : exitCode.clean);
}

function checkTarget(options: Options, paths: readonly string[]): void {
  const { output, outDirectory, check } = options;
  if ([output, outDirectory, check].filter((target) => target !== null).length > 1) {
    throw new CommandFailure("only one of --output, --out-dir and --check can be given");
  }
  if (paths.length > 1 && outDirectory === null) {
    throw new CommandFailure(
      "a manifest is of one template",
      "With several, say --out-dir DIR: each gets a file of its own there.",
    );
  }
  if (paths.length > 1 && options.name !== null) throw new CommandFailure("--name is for one template");
}

/** A clean compilation says nothing: its output is the manifest. */
function hasSomethingToSay(result: CheckResult): boolean {
  return result.diagnostics.some((diagnostic) => !diagnostic.suppressed) || result.unresolved.length > 0;
}

async function writeManifests(results: readonly CheckResult[], options: Options, program: Program): Promise<void> {
  const { output, outDirectory } = options;
  if (outDirectory !== null) {
    const directory = path.resolve(program.cwd, outDirectory);
    makeDirectory(directory, outDirectory);
    for (const [file, text] of await namedManifests(results, options)) {
      writeFileAtomically(path.join(directory, file), text, `${outDirectory}/${file}`);
    }
    return;
  }
  for (const { manifest } of results) {
    if (manifest === null) continue;
    const text = isYaml(options) ? await asYaml(manifest) : manifest;
    if (output === null || output === "-") program.stdout.write(text);
    else writeFileAtomically(path.resolve(program.cwd, output), text, output);
  }
}

/** Files of `--out-dir`, named after the templates. */
async function namedManifests(results: readonly CheckResult[], options: Options): Promise<ReadonlyMap<string, string>> {
  const yaml = options.outputFormat === "yaml";
  const files = new Map<string, string>();
  for (const { manifest, directory } of results) {
    if (manifest === null) continue;
    const file = `${nameOf(manifest, directory)}.${yaml ? "yaml" : "json"}`;
    if (files.has(file))
      throw new CommandFailure(`two templates would be written to ${file}: ${directory} is the second`);
    files.set(file, yaml ? await asYaml(manifest) : manifest);
  }
  return files;
}

function nameOf(manifest: string, directory: string): string {
  const document: { readonly template?: { readonly name?: unknown } } = JSON.parse(manifest);
  const name = document.template?.name;
  return typeof name === "string" && /^[\w.-]+$/.test(name) && !name.startsWith(".") ? name : path.basename(directory);
}

function isYaml({ outputFormat, output }: Options): boolean {
  return outputFormat === null ? isYamlName(output ?? "") : outputFormat === "yaml";
}
