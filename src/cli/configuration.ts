/** The configuration that holds for a template. */

import type { Profile, RuleLevel } from "../check-types.ts";
import type { RuleId } from "../diagnostic.ts";

export interface Configuration {
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly defaultProfile: string | null;
  readonly ruleLevel: RuleLevel;
  readonly lockedRules: ReadonlySet<RuleId>;
  /** Pattern of a module's source to an absolute directory, in which `{name}`s of the pattern can stand. */
  readonly modules: ReadonlyMap<string, string>;
}

export const noConfiguration: Configuration = {
  profiles: new Map(),
  defaultProfile: null,
  ruleLevel: () => undefined,
  lockedRules: new Set(),
  modules: new Map(),
};

/** Of the file that is named, or of the nearest ones above the template. */
export async function configurationFor(
  _template: string,
  _choice: { readonly file: string } | "none" | "nearest",
  _cwd: string,
): Promise<Configuration> {
  return noConfiguration;
}
