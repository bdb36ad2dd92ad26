/** Several files to one configuration: the nearest wins, key by key. */

import { builtInProfile } from "../check-types.ts";
import { compareText, type Diagnostic } from "../diagnostic.ts";
import type { RuleId } from "../rule-ids.ts";
import type { SourceFile, Span } from "../source.ts";
import { suggest } from "../suggest.ts";
import type { ConfigFile, Placed, Scalar } from "./file.ts";
import { glob } from "./glob.ts";
import { joinPath, relativePath } from "./path.ts";
import { configInvalid } from "./problems.ts";
import { profileOf } from "./profile.ts";
import { type Config, type ConfigSource, emptyConfig, type Level, type Override, type PresetName } from "./types.ts";

interface Found<T> extends Placed<T> {
  readonly file: SourceFile;
}

/** `layers`: the farthest first. `above`: see `relativePath`. */
export function mergeConfigs(
  layers: readonly ConfigFile[],
  above: readonly string[],
): { readonly config: Config; readonly diagnostics: readonly Diagnostic[]; readonly sources: readonly ConfigSource[] } {
  const merger = new Merger(above);
  for (const layer of layers) merger.add(layer);
  return merger.result();
}

class Merger {
  readonly #above: readonly string[];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #profiles = new Map<string, Map<string, Found<Scalar>>>();
  readonly #rules = new Map<RuleId, Found<Level>>();
  readonly #locked = new Map<RuleId, Found<true>>();
  readonly #overrides: Override[] = [];
  readonly #overridePlaces: Found<string>[] = [];
  #modules = new Map<string, Found<string>>();
  #presets: Found<readonly PresetName[]> | null = null;
  #defaultProfile: Found<string> | null = null;

  constructor(above: readonly string[]) {
    this.#above = above;
  }

  add(layer: ConfigFile): void {
    const { file } = layer;
    if (layer.presets) this.#presets = { ...layer.presets, file };
    if (layer.defaultProfile) this.#defaultProfile = { ...layer.defaultProfile, file };
    for (const [name, values] of layer.profiles) {
      const profile = this.#profiles.get(name) ?? new Map<string, Found<Scalar>>();
      for (const [key, value] of values) profile.set(key, { ...value, file });
      this.#profiles.set(name, profile);
    }
    for (const [rule, level] of layer.rules) {
      if (this.#mayChange(rule, level, file)) this.#rules.set(rule, { ...level, file });
    }
    for (const override of layer.overrides) this.#addOverride(layer, override);
    // A nearer file's patterns are tried first.
    const modules = [...layer.modules].map(
      ([pattern, path]) => [pattern, { value: joinPath(layer.directory, path.value), span: path.span, file }] as const,
    );
    const farther = [...this.#modules].filter(([pattern]) => !layer.modules.has(pattern));
    this.#modules = new Map([...modules, ...farther]);
    // Last: a file may set the level of what it locks itself.
    for (const [rule, span] of layer.locked) {
      if (!this.#locked.has(rule)) this.#locked.set(rule, { value: true, span, file });
    }
  }

  #addOverride(layer: ConfigFile, override: ConfigFile["overrides"][number]): void {
    const levels = new Map<RuleId, Level>();
    for (const [rule, level] of override.levels) {
      if (this.#mayChange(rule, level, layer.file)) levels.set(rule, level.value);
    }
    const globs = override.files.map(glob);
    const applies = (path: string): boolean => {
      const own = relativePath(layer.directory, path, this.#above);
      return own !== null && globs.some((one) => (own.complete || one.anywhere) && one.matches(own.path));
    };
    this.#overrides.push({ files: override.files, directory: layer.directory, levels, applies });
    const value = JSON.stringify({ files: override.files, rules: Object.fromEntries(levels) });
    this.#overridePlaces.push({ value, span: override.span, file: layer.file });
  }

  /** Whether the rule isn't locked further away; tells otherwise, unless the level stays what it is. */
  #mayChange(rule: RuleId, level: Placed<Level>, file: SourceFile): boolean {
    const lock = this.#locked.get(rule);
    if (!lock) return true;
    const before = this.#rules.get(rule)?.value;
    if (level.value === before) return false;
    const stays = before === undefined ? "its own level" : `"${before}"`;
    const { labels, ...rest } = configInvalid(
      file,
      level.span,
      `rule "${rule}" is locked, "${level.value}" has no effect`,
      {
        notes: [`it stays at ${stays}`],
        help: `remove it here, or from \`locked\` in ${lock.file.name}`,
      },
    );
    const locked = { file: lock.file, span: lock.span, text: "locked here", primary: false };
    this.#diagnostics.push({ ...rest, labels: [...labels, locked] });
    return false;
  }

  result(): { config: Config; diagnostics: readonly Diagnostic[]; sources: readonly ConfigSource[] } {
    const config: Config = {
      profiles: new Map(
        [...this.#profiles].map(([name, values]) => [
          name,
          profileOf(name, new Map([...values].map(([key, found]) => [key, found.value]))),
        ]),
      ),
      defaultProfile: this.#checkedDefault(),
      presets: this.#presets?.value ?? emptyConfig.presets,
      rules: new Map([...this.#rules].map(([rule, found]) => [rule, found.value])),
      locked: new Set(this.#locked.keys()),
      overrides: this.#overrides,
      modules: new Map([...this.#modules].map(([pattern, found]) => [pattern, found.value])),
    };
    return { config, diagnostics: this.#diagnostics, sources: this.#sources(config) };
  }

  #checkedDefault(): string | null {
    const found = this.#defaultProfile;
    if (!found || this.#profiles.has(found.value)) return found?.value ?? null;
    const names = [...this.#profiles.keys()];
    const near = suggest(found.value, names);
    const declared = names.map((name) => `"${name}"`).join(", ");
    this.#diagnostics.push(
      configInvalid(found.file, found.span, `no profile is named "${found.value}" (defaultProfile)`, {
        notes: [names.length === 0 ? "no profiles are declared" : `profiles: ${declared}`],
        ...(near !== null && { help: `write \`${near}\`` }),
      }),
    );
    return null;
  }

  #sources(config: Config): readonly ConfigSource[] {
    const sources: ConfigSource[] = [];
    const tell = (key: string, value: unknown, found: { file: SourceFile; span: Span } | null | undefined): void => {
      sources.push({
        key,
        value: JSON.stringify(value) ?? "null",
        place: found ? { file: found.file, span: found.span } : null,
      });
    };
    tell("presets", config.presets, this.#presets);
    tell("defaultProfile", config.defaultProfile, this.#defaultProfile);
    for (const [name, profile] of config.profiles) {
      const values = this.#profiles.get(name);
      const defaults = Object.keys(builtInProfile).filter((key) => key !== "name");
      const settings = new Map<string, unknown>(Object.entries(profile));
      for (const key of new Set([...defaults, ...(values?.keys() ?? [])])) {
        tell(`profiles.${name}.${key}`, settings.get(key), values?.get(key));
      }
    }
    for (const [rule, found] of this.#rules) tell(`rules.${rule}`, found.value, found);
    for (const [rule, found] of this.#locked) tell(`locked.${rule}`, true, found);
    for (const [index, found] of this.#overridePlaces.entries()) {
      sources.push({ key: `overrides.${index}`, value: found.value, place: { file: found.file, span: found.span } });
    }
    for (const [pattern, found] of this.#modules) tell(`modules.${pattern}`, found.value, found);
    return sources.sort((a, b) => compareText(a.key, b.key));
  }
}
