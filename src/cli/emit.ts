/** Reports in the formats that were asked for, to where they were asked for. */

import path from "node:path";
import { renderCompact } from "../report/compact.ts";
import { renderHuman } from "../report/human.ts";
import { renderJson, renderJsonLines } from "../report/json.ts";
import type { Report } from "../report/types.ts";
import { version } from "../version.ts";
import { crypto } from "./host.ts";
import type { DiagnosticFormat, Options } from "./options.ts";
import type { Output, Program } from "./program.ts";
import { writeFileAtomically } from "./write.ts";

const widthWithoutTerminal = 120;
const narrowest = 40;

/** `output` takes the formats that name no file. */
export function emit(report: Report, options: Options, program: Program, output: Output): void {
  const formats = options.formats.length > 0 ? options.formats : [{ format: "human", file: null } as const];
  for (const { format, file } of formats) {
    if (file === null) output.write(rendered(report, format, options, program.env, output));
    else writeFileAtomically(path.resolve(program.cwd, file), rendered(report, format, options, {}, null), file);
  }
}

function rendered(
  report: Report,
  format: DiagnosticFormat,
  options: Options,
  env: Program["env"],
  output: Output | null,
): string {
  switch (format) {
    case "human":
      return renderHuman(report, {
        color: usesColor(options.color, env, output),
        width: Math.max(narrowest, output?.columns ?? widthWithoutTerminal),
        quiet: options.quiet,
        verbose: options.verbose,
      });
    case "json":
      return renderJson(report, { toolVersion: version, digest: sha256 });
    case "jsonl":
      return renderJsonLines(report, { toolVersion: version, digest: sha256 });
    case "compact":
      return renderCompact(report);
  }
}

/** `NO_COLOR` and `FORCE_COLOR` count when they aren't empty (no-color.org, force-color.org). */
export function usesColor(choice: Options["color"], env: Program["env"], output: Output | null): boolean {
  if (choice !== "auto") return choice === "always";
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return output?.isTTY === true && env.TERM !== "dumb";
}

function sha256(text: string): string {
  return crypto().createHash("sha256").update(text).digest("hex");
}
