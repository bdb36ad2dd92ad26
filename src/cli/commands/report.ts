import path from "node:path";
import { withoutRules } from "../../check/without-rules.ts";
import type { CheckInputs, CheckResult, Core } from "../../check-types.ts";
import { sourceAddress } from "../../html/access.ts";
import { reportModel } from "../../html/build-model.ts";
import { reportCsv } from "../../html/csv.ts";
import { clientScript } from "../../html/generated/client.js";
import { reportMarkdown } from "../../html/markdown.ts";
import { reportPage } from "../../html/page.ts";
import { readManifest } from "../../manifest/reader.ts";
import type { Manifest } from "../../manifest/types.ts";
import { secretsOf } from "../../report/secrets.ts";
import { countsLine } from "../../report/summary.ts";
import { version } from "../../version.ts";
import type { Arguments } from "../arguments.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import { crypto } from "../host.ts";
import type { Reading } from "../load-reading.ts";
import { formatOf } from "../options.ts";
import type { Program } from "../program.ts";
import { writeFileAtomically } from "../write.ts";

const formats = ["html", "markdown", "csv"] as const;
type Format = (typeof formats)[number];

/** What people look at: one template, as a page, as tables for a pull request, or as an inventory. */
export async function report(given: Arguments, program: Program, core: Core, reading: Reading): Promise<number> {
  // Its formats aren't those of diagnostics.
  const others = given.options.filter(({ name }) => name !== "format");
  const options = { ...reading.readOptions({ ...given, options: others }), formats: [] };
  const { output } = options;
  const format = formatFor(given, output);
  const sourceUrl = sourceUrlOf(given);
  const session = new reading.Session(options, program, core, true);
  const template = reading.templateOrPlanOf(given.operands[0] ?? ".", program);
  const answer = await session.ask(template, (compiler, host, directory, inputs, libraries) => {
    // What is unknown is a part of the report.
    const partial: CheckInputs = { ...inputs, allowPartial: true };
    const result = compiler.compile(host, directory, partial, libraries);
    const wrong = result.manifest === null && result.usageErrors.length === 0;
    return {
      result,
      provisional: wrong ? compiler.compile(host, directory, withoutRules(partial), libraries).manifest : null,
      plan: template.kind === "plan" ? null : compiler.inspect("plan", host, directory, partial, libraries).document,
      profile: inputs.profiles[0]?.name ?? null,
    };
  });
  const compiled = reading.completed({ ...answer, value: answer.value.result });
  if (compiled.usageErrors.length > 0) return told(compiled, program, reading);
  const results = options.secondOpinion ? await reading.withSecondOpinion([compiled]) : [compiled];
  const [result = compiled] = results;
  const { plan, profile, provisional } = answer.value;
  const whole = reading.reportOf([result]);
  const model = reportModel({
    manifest: manifestOf(result.manifest ?? answer.value.result.manifest ?? provisional),
    errors: result.manifest === null,
    directory: result.directory,
    tool: `templatecheck ${version}`,
    profile,
    plan,
    sourceUrl,
    secrets: secretsOf(whole.diagnostics),
  });
  const text = rendered(format, { model, report: whole, unresolved: result.unresolved, script: clientScript, digest });
  if (output === null || output === "-") program.stdout.write(text);
  else writeFileAtomically(path.resolve(program.cwd, output), text, output);
  if (!options.quiet) program.stderr.write(`templatecheck: ${countsLine(whole)}\n`);
  return reading.exitCodeOf([result], options);
}

function rendered(format: Format, request: Parameters<typeof reportPage>[0]): string {
  switch (format) {
    case "html":
      return reportPage(request);
    case "markdown":
      return reportMarkdown(request.model, request.report, request.unresolved);
    case "csv":
      return reportCsv(request.model);
  }
}

/** The ending of the output's name says it, too. */
function formatFor(given: Arguments, output: string | null): Format {
  if (given.options.some(({ name }) => name === "format")) return formatOf(given, formats);
  if (output !== null && /\.(md|markdown)$/i.test(output)) return "markdown";
  return output !== null && /\.csv$/i.test(output) ? "csv" : "html";
}

function sourceUrlOf({ options }: Arguments): string | null {
  const value = options.findLast(({ name }) => name === "source-url")?.value;
  if (typeof value !== "string") return null;
  const example = sourceAddress(value, "", "main.tf", 1);
  if (value.includes("{file}") && example !== null && URL.canParse(example) && /^https?:\/\//i.test(value))
    return value;
  throw new CommandFailure(
    `--source-url ${JSON.stringify(value)} is no address of http or https with {file} in it`,
    'It looks like "https://git.example.com/r/blob/main/{file}#L{line}".',
  );
}

function manifestOf(text: string | null): Manifest | null {
  const read = text === null ? null : readManifest(text);
  return read?.ok ? read.manifest : null;
}

/** Something else was asked than the template can answer. */
function told(result: CheckResult, program: Program, reading: Reading): number {
  for (const error of result.usageErrors) program.stderr.write(`templatecheck: ${error}\n`);
  if (result.diagnostics.length > 0) {
    const options = reading.readOptions({ command: "report", operands: [], options: [] });
    reading.emit(reading.reportOf([result]), options, program, program.stderr);
  }
  return exitCode.usage;
}

function digest(text: string): string {
  return crypto().createHash("sha256").update(text).digest("base64");
}
