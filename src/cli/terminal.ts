/** What the terminal can show. */

import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Links } from "../report/links.ts";
import { rulePageAddress } from "../report/rule-page.ts";
import type { Options } from "./options.ts";
import type { Output, Program } from "./program.ts";

/** `NO_COLOR` and `FORCE_COLOR` count when they aren't empty (no-color.org, force-color.org). */
export function usesColor(choice: Options["color"], env: Program["env"], output: Output | null): boolean {
  if (choice !== "auto") return choice === "always";
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return output?.isTTY === true && env.TERM !== "dumb";
}

/** To files and rules; null where links would be seen as garbage. */
export function terminalLinks(choice: Options["color"], program: Program, output: Output | null): Links | null {
  const { env, cwd } = program;
  if (choice === "never" || output?.isTTY !== true || !hasLinks(env)) return null;
  const { rulePages } = program;
  return {
    file: (name) => (name.startsWith("<") ? null : pathToFileURL(path.resolve(cwd, name)).href),
    rule: (rule) => rulePageAddress(rule) ?? (rulePages ? new URL(`${rule}.md`, rulePages).href : null),
  };
}

const programs: ReadonlySet<string> = new Set(["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "zed"]);

/** Terminals that know OSC 8 say who they are in one of these ways. */
function hasLinks(env: Program["env"]): boolean {
  if (env.FORCE_HYPERLINK) return env.FORCE_HYPERLINK !== "0";
  if (env.TERM === "dumb" || env.CI) return false;
  if (env.TERM_PROGRAM && programs.has(env.TERM_PROGRAM)) return true;
  if (env.WT_SESSION || env.KONSOLE_VERSION || env.DOMTERM) return true;
  // VTE 0.50, which GNOME's terminal is made of.
  if (env.VTE_VERSION) return Number(env.VTE_VERSION) >= 5000;
  return /^(xterm-kitty|xterm-ghostty|alacritty|foot)/.test(env.TERM ?? "");
}
