/** Reports in the formats that were asked for, to where they were asked for. */

import { appendFileSync, statSync } from "node:fs";
import path from "node:path";
import { renderCompact } from "../report/compact.ts";
import { renderHuman } from "../report/human.ts";
import { renderJson, renderJsonLines } from "../report/json.ts";
import { relativeUri } from "../report/repository-path.ts";
import type { Report } from "../report/types.ts";
import { inert, looksLikeCommands } from "../report/workflow-log.ts";
import { version } from "../version.ts";
import { CommandFailure } from "./exit-code.ts";
import type { Asked } from "./formats.ts";
import { crypto, relativePath } from "./host.ts";
import type { DiagnosticFormat, Options } from "./options.ts";
import type { Output, Program } from "./program.ts";
import { treeOf } from "./surroundings.ts";
import { systemReason } from "./system-error.ts";
import { terminalLinks, usesColor } from "./terminal.ts";
import { writeFileAtomically } from "./write.ts";

const widthWithoutTerminal = 120;
const narrowest = 40;

/** `output` takes the formats that name no file. */
export async function emit(report: Report, options: Options, program: Program, output: Output): Promise<void> {
  const formats = options.formats.length > 0 ? options.formats : [{ format: "human", file: null } as const];
  for (const { format, file } of formats) {
    const text = await rendered(report, format, options, program, file === null ? output : null);
    if (file !== null) writeReport(path.resolve(program.cwd, file), text, file);
    else output.write(isForPeople(format) ? safeInLog(text, program.env) : text);
    if (format === "github") await writeStepSummary(report, options, program);
  }
}

async function rendered(
  report: Report,
  format: DiagnosticFormat,
  options: Options,
  program: Program,
  output: Output | null,
): Promise<string> {
  switch (format) {
    case "human": {
      const links = terminalLinks(options.color, program, output);
      return renderHuman(report, {
        color: usesColor(options.color, output ? program.env : {}, output),
        width: Math.max(narrowest, output?.columns || widthWithoutTerminal),
        quiet: options.quiet,
        verbose: options.verbose,
        ...(links && { links }),
      });
    }
    case "json":
      return renderJson(report, { toolVersion: version, digest: sha256 });
    case "jsonl":
      return renderJsonLines(report, { toolVersion: version, digest: sha256 });
    case "compact":
      return renderCompact(report);
    default:
      return (await import("./formats.ts")).renderMachine(report, format, asked(options, program));
  }
}

function asked(options: Options, { cwd, env }: Program): Asked {
  const root = treeOf(cwd, cwd);
  const below = (absolute: string): string => {
    const relative = relativePath(root, absolute);
    return relative === "." || relative.startsWith("..") ? "" : relative;
  };
  return {
    toolVersion: version,
    digest: sha256,
    directory: below(cwd),
    subject: commonDirectory(options.paths.map((given) => (given === "-" ? "" : below(path.resolve(cwd, given))))),
    failLevel: options.failLevel,
    sourceAddress: (file, line) => sourceAddress(file, line, env),
  };
}

/** Of paths with "/" separators; "" for none, or when they have nothing in common. */
function commonDirectory(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((name) => name.split("/"));
  const differs = first.findIndex((step, index) => others.some((steps) => steps[index] !== step));
  return (differs === -1 ? first : first.slice(0, differs)).join("/");
}

/** In the web interface of the service that runs this job. */
function sourceAddress(file: string, line: number, env: Program["env"]): string | null {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA, CI_PROJECT_URL, CI_COMMIT_SHA } = env;
  if (file.startsWith("<") || file.startsWith("../")) return null;
  if (GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_SHA) {
    return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${GITHUB_SHA}/${relativeUri(file)}#L${line}`;
  }
  if (CI_PROJECT_URL && CI_COMMIT_SHA) return `${CI_PROJECT_URL}/-/blob/${CI_COMMIT_SHA}/${relativeUri(file)}#L${line}`;
  return null;
}

function isForPeople(format: DiagnosticFormat): boolean {
  return format === "human" || format === "compact";
}

/** A template's text must not give orders to the runner that shows it. */
function safeInLog(text: string, env: Program["env"]): string {
  if (env.GITHUB_ACTIONS !== "true" || !looksLikeCommands(text)) return text;
  return inert(text.replace(/\n$/, "").split("\n"), sha256)
    .map((line) => `${line}\n`)
    .join("");
}

function writeReport(absolute: string, text: string, shown: string): void {
  const parent = path.dirname(absolute);
  if (!statSync(parent, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CommandFailure(`cannot write ${shown}: there is no directory ${path.dirname(shown)}`, "Make it first.");
  }
  writeFileAtomically(absolute, text, shown);
}

/** GitHub takes no more of a step. */
const summaryLimit = 1024 * 1024;
const shortestSummary = 4096;

async function writeStepSummary(report: Report, options: Options, program: Program): Promise<void> {
  const file = program.env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  try {
    // What the step wrote before counts, too.
    const left = summaryLimit - (statSync(file, { throwIfNoEntry: false })?.size ?? 0);
    if (left < shortestSummary) return;
    const { stepSummary } = await import("./formats.ts");
    appendFileSync(file, stepSummary(report, asked(options, program), left));
  } catch (error) {
    throw new CommandFailure(`cannot write the step's summary: ${systemReason(error)}`);
  }
}

function sha256(text: string): string {
  return crypto().createHash("sha256").update(text).digest("hex");
}
