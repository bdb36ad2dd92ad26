/** A configuration as it has been read, all files and profiles merged. */

import type { Profile } from "../check-types.ts";
import type { Diagnostic, Severity } from "../diagnostic.ts";
import type { RuleId } from "../rule-ids.ts";
import type { SourceFile, Span } from "../source.ts";

export type Level = Severity | "off";

export type PresetName = "recommended" | "strict" | "security";

export interface Override {
  /** Patterns as they were written, relative to `directory`. */
  readonly files: readonly string[];
  readonly directory: string;
  readonly levels: ReadonlyMap<RuleId, Level>;
  /** Whether it is about a file (path of the host). */
  applies(path: string): boolean;
}

export interface Config {
  /** In the order in which they are declared, the farthest file's first. */
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly defaultProfile: string | null;
  readonly presets: readonly PresetName[];
  readonly rules: ReadonlyMap<RuleId, Level>;
  readonly locked: ReadonlySet<RuleId>;
  /** Later ones win. */
  readonly overrides: readonly Override[];
  /** Pattern of a module's source to a directory (path of the host) with the pattern's names in braces. First match wins. */
  readonly modules: ReadonlyMap<string, string>;
}

/** Where a value of the configuration comes from, for `--show-config`. */
export interface ConfigSource {
  /** "profiles.prod.edition", "rules.app-share-public", "locked", …. */
  readonly key: string;
  /** As JSON. */
  readonly value: string;
  /** Null: the default. */
  readonly place: { readonly file: SourceFile; readonly span: Span } | null;
}

export interface ConfigResult {
  /** Usable even when there are diagnostics: what is wrong is left out. */
  readonly config: Config;
  readonly diagnostics: readonly Diagnostic[];
  /** Sorted by key. */
  readonly sources: readonly ConfigSource[];
  /** All that were read, the nearest last. Empty: there is no configuration. */
  readonly files: readonly SourceFile[];
}

export const emptyConfig: Config = {
  profiles: new Map(),
  defaultProfile: null,
  presets: ["recommended"],
  rules: new Map(),
  locked: new Set(),
  overrides: [],
  modules: new Map(),
};
