/** Finds the configuration of a template, and reads it. */

import type { Diagnostic } from "../diagnostic.ts";
import type { Host } from "../host.ts";
import type { SourceFile } from "../source.ts";
import { type ConfigFile, parseConfigFile } from "./file.ts";
import { mergeConfigs } from "./merge.ts";
import { joinPath, normalPath, parentPath } from "./path.ts";
import { configInvalid } from "./problems.ts";
import { type ConfigResult, emptyConfig } from "./types.ts";
import type { YamlModule } from "./yaml.ts";

export const configFileName = ".templatecheck.yaml";

export interface ReadConfigOptions {
  /** Called when there is a file to read. */
  readonly loadYaml: () => Promise<YamlModule>;
  /** Where the search upwards ends when there is no repository around; the directory itself is searched. Default: the host's root. */
  readonly stopAt?: string;
  /** Names of the directories that lead to the host's root, the nearest last: for patterns in files above the root. */
  readonly above?: readonly string[];
  /** Shared between templates, so that no file is read twice. */
  readonly cache?: ConfigCache;
}

/** What is known of files, by path; null: there is none. */
export type ConfigCache = Map<string, LoadedFile | null>;

export interface LoadedFile {
  readonly config: ConfigFile;
  readonly diagnostics: readonly Diagnostic[];
}

/** Directories above the template that are searched at most. */
const mostDirectories = 64;
const mostFiles = 64;
/** A file that several extend counts for each: two that extend the next two, and so on, would double at every step. */
const mostLayers = 256;

/** The configuration for the template in a directory: from there up to the repository's root, or a file with `root: true`. */
export async function readConfig(
  host: Host,
  startDirectory: string,
  options: ReadConfigOptions,
): Promise<ConfigResult> {
  const reader = new Reader(host, options);
  const found: ConfigFile[] = [];
  for (const directory of searched(host, normalPath(startDirectory), options.stopAt ?? ".")) {
    const config = await reader.load(joinPath(directory, configFileName));
    if (!config) continue;
    found.unshift(config);
    if (config.root) break;
  }
  return reader.result(found);
}

/** The configuration in one file, for `--config FILE`. Nothing is searched. */
export async function readConfigFile(host: Host, path: string, options: ReadConfigOptions): Promise<ConfigResult> {
  const reader = new Reader(host, options);
  const config = await reader.load(normalPath(path));
  if (config) return reader.result([config]);
  const result = await reader.result([]);
  if (result.diagnostics.length > 0) return result;
  const file = { name: normalPath(path), text: "" };
  return {
    ...result,
    diagnostics: [configInvalid(file, { start: 0, end: 0 }, `can't read ${file.name}: no such file`)],
  };
}

/** Nearest first. */
function searched(host: Host, start: string, stopAt: string): readonly string[] {
  const limit = normalPath(stopAt);
  const directories: string[] = [];
  let reachesLimit = 0;
  for (let directory = start; directories.length < mostDirectories; directory = parentPath(directory)) {
    directories.push(directory);
    if (directory === limit) reachesLimit = directories.length;
    // A work tree of git has a file there.
    if (host.realpath(joinPath(directory, ".git")) !== null) return directories;
    const above = host.realpath(parentPath(directory));
    if (above === null || above === host.realpath(directory) || directory === "/") break;
  }
  return directories.slice(0, Math.max(1, reachesLimit));
}

class Reader {
  readonly #host: Host;
  readonly #options: ReadConfigOptions;
  readonly #cache: ConfigCache;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #files = new Map<string, SourceFile>();
  #layerCount = 0;

  constructor(host: Host, options: ReadConfigOptions) {
    this.#host = host;
    this.#options = options;
    this.#cache = options.cache ?? new Map();
  }

  /** Null when there is no such file; one that can't be read is told, and counts as empty. */
  async load(path: string): Promise<ConfigFile | null> {
    let loaded = this.#cache.get(path);
    if (loaded === undefined) {
      loaded = await this.#read(path);
      this.#cache.set(path, loaded);
    }
    if (!loaded) return null;
    // Twice in one result, when a file is found and extended besides, it is told once.
    if (!this.#files.has(path)) this.#diagnostics.push(...loaded.diagnostics);
    this.#files.set(path, loaded.config.file);
    return loaded.config;
  }

  async #read(path: string): Promise<LoadedFile | null> {
    const directory = parentPath(path);
    const result = this.#host.read(path);
    if (!result.ok) {
      if (result.code === "absent") return null;
      return unreadable(path, result.reason);
    }
    const text = decoded(result.bytes);
    if (text === null) return unreadable(path, "it isn't UTF-8");
    return parseConfigFile({ name: path, text }, directory, await this.#options.loadYaml());
  }

  /** The files that `config` adds to, the farthest first, and itself. */
  async #layers(config: ConfigFile, chain: readonly string[]): Promise<readonly ConfigFile[]> {
    const layers: ConfigFile[] = [];
    for (const { value, span } of config.extends) {
      const path = joinPath(config.directory, value);
      const tell = (headline: string, help: string): void => {
        this.#diagnostics.push(configInvalid(config.file, span, headline, { help }));
      };
      if (chain.includes(path)) {
        tell(
          `"${value}" extends itself: ${[...chain.slice(chain.indexOf(path)), path].join(" → ")}`,
          "remove one of them",
        );
        continue;
      }
      if (this.#layerCount >= mostLayers) {
        // Told once, not for each that comes after.
        if (this.#layerCount++ === mostLayers)
          tell(`more than ${mostLayers} files are extended in all`, "extend fewer files");
        break;
      }
      this.#layerCount++;
      if (chain.length >= mostFiles || this.#files.size >= mostFiles) {
        tell(`"${value}" is one file too many: ${mostFiles} are read`, "extend fewer files");
        continue;
      }
      const base = await this.load(path);
      if (base) layers.push(...(await this.#layers(base, [...chain, path])));
      else tell(`can't extend "${value}": no such file`, "give a path relative to this file's directory");
    }
    layers.push(config);
    return layers;
  }

  /** `found`: the farthest first. */
  async result(found: readonly ConfigFile[]): Promise<ConfigResult> {
    const layers: ConfigFile[] = [];
    for (const config of found) layers.push(...(await this.#layers(config, [config.file.name])));
    const files = [...new Set(layers.map((layer) => layer.file))];
    if (layers.length === 0) return { config: emptyConfig, diagnostics: this.#diagnostics, sources: [], files };
    const merged = mergeConfigs(layers, this.#options.above ?? []);
    return { ...merged, diagnostics: [...this.#diagnostics, ...merged.diagnostics], files };
  }
}

function unreadable(path: string, reason: string): LoadedFile {
  const file = { name: path, text: "" };
  const diagnostic = configInvalid(file, { start: 0, end: 0 }, `can't read ${path}: ${reason}`);
  const empty: ConfigFile = {
    file,
    directory: parentPath(path),
    root: false,
    extends: [],
    presets: null,
    profiles: new Map(),
    defaultProfile: null,
    rules: new Map(),
    locked: new Map(),
    overrides: [],
    modules: new Map(),
  };
  return { config: empty, diagnostics: [diagnostic] };
}

/** Null when the bytes aren't UTF-8. */
function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
