/** Which level a rule has for a file. */

import { type RuleId, ruleIds } from "../rule-ids.ts";
import type { Config, Level, PresetName } from "./types.ts";

/** The groups "Who can open it" and `secret-in-url`, and what keeps a template from being read at all. */
const security: ReadonlySet<RuleId> = new Set<RuleId>([
  "app-share-public",
  "app-share-user-choice",
  "app-share-exceeds-maximum",
  "app-share-no-effect",
  "app-share-terminal",
  "secret-in-url",
  "syntax-error",
  "template-invalid",
  "evaluation-budget",
  "config-invalid",
  "parser-disagreement",
]);

/** Rules that are off unless asked for, and the ledger. */
const strict: ReadonlyMap<RuleId, Level> = new Map<RuleId, Level>([
  ["app-healthcheck-missing", "warning"],
  ["value-unknown", "error"],
]);

/** Null: the rule's own default. `path` (of the host) is null for what concerns no file. */
export function ruleLevel(config: Config, rule: RuleId, path: string | null): Level | null {
  let level = config.rules.get(rule) ?? presetLevel(config, rule);
  if (path === null) return level;
  for (const override of config.overrides) {
    const own = override.levels.get(rule);
    if (own !== undefined && override.applies(path)) level = own;
  }
  return level;
}

/** All rules whose level the configuration decides, for one file. */
export function ruleLevels(config: Config, path: string | null): ReadonlyMap<RuleId, Level> {
  const levels = new Map<RuleId, Level>();
  for (const rule of ruleIds) {
    const level = ruleLevel(config, rule, path);
    if (level !== null) levels.set(rule, level);
  }
  return levels;
}

function presetLevel(config: Config, rule: RuleId): Level | null {
  if (has(config, "strict")) return strict.get(rule) ?? null;
  if (has(config, "recommended") || security.has(rule) || config.locked.has(rule)) return null;
  return "off";
}

/** The presets that a rule belongs to. `off`: it is off unless something asks for it. */
export function presetsOf(rule: RuleId, off: boolean): readonly PresetName[] {
  const recommended: readonly PresetName[] = off ? [] : ["recommended"];
  return [...recommended, "strict", ...(security.has(rule) ? (["security"] as const) : [])];
}

function has(config: Config, preset: PresetName): boolean {
  return config.presets.includes(preset);
}

/** Whether what could not be decided is an error, as with `--strict-unknown`. */
export function strictUnknown(config: Config): boolean {
  return has(config, "strict") && ruleLevel(config, "value-unknown", null) === "error";
}
