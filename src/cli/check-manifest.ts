/** `compile --check`: whether a manifest that was written before is what the template compiles to now. */

import path from "node:path";
import { jsonExcess } from "../json-budget.ts";
import { reportOf } from "../report/report.ts";
import { unifiedDiff } from "./difference.ts";
import { emit } from "./emit.ts";
import { CommandFailure, exitCode } from "./exit-code.ts";
import { readRegularFile } from "./host.ts";
import { exitCodeOf } from "./judge.ts";
import { field, recordedOptions } from "./recorded-inputs.ts";
import { completed, type Session } from "./session.ts";
import { homeOf, type Template } from "./surroundings.ts";
import { manifestJson } from "./yaml-document.ts";
import { asYaml, isYamlName } from "./yaml-text.ts";

/** The inputs and the name are taken from the file; the compiler's version may differ, and it is said. */
export async function checkManifest(session: Session, file: string, template: Template): Promise<number> {
  const { program } = session;
  const written = read(path.resolve(program.cwd, file), file);
  const recorded = await parsed(written, file);
  const directory = homeOf(template, program.cwd);
  const options = recordedOptions(recorded, session.options, directory);
  const result = completed(
    await session.withOptions(options).ask(template, (core, ...asked) => core.compile(...asked)),
  );
  if (result.manifest === null) {
    await emit(reportOf([result]), options, program, program.stderr);
    for (const error of result.usageErrors) program.stderr.write(`templatecheck: ${error}\n`);
    return Math.max(exitCodeOf([result], options), exitCode.findings);
  }
  const now = compilerVersion(JSON.parse(result.manifest));
  const then = compilerVersion(recorded);
  if (now !== then && !options.quiet) {
    program.stderr.write(`templatecheck: ${file} was written by version ${then}, this is ${now}\n`);
  }
  // The compiler's version is the first field of that name.
  const json = result.manifest.replace(`"version": ${JSON.stringify(now)}`, () => `"version": ${JSON.stringify(then)}`);
  const fresh = isYamlName(file) ? await asYaml(json) : json;
  const difference = unifiedDiff(written, fresh, file, "compiled now");
  if (difference === "") return exitCode.clean;
  program.stderr.write(`templatecheck: ${file} is not up to date\n`);
  program.stdout.write(difference);
  return exitCode.findings;
}

function read(absolute: string, shown: string): string {
  const answer = readRegularFile(absolute);
  if (!answer.ok) throw new CommandFailure(`cannot read ${shown}: ${answer.reason}`);
  return new TextDecoder().decode(answer.bytes);
}

async function parsed(text: string, shown: string): Promise<unknown> {
  const json = isYamlName(shown) ? await manifestJson(text, shown) : text;
  const excess = jsonExcess(json);
  if (excess !== null) throw new CommandFailure(`${shown} is not a manifest: ${excess}`);
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    throw new CommandFailure(`${shown} is not a manifest: it is no JSON`);
  }
  // Anything that was a manifest once is compared; without this, it is another document.
  if (field(document, "manifestVersion") !== undefined) return document;
  throw new CommandFailure(`${shown} is not a manifest: it has no "manifestVersion"`);
}

function compilerVersion(manifest: unknown): string {
  const version = field(field(manifest, "compiler"), "version");
  return typeof version === "string" ? version : "";
}
