/** The configuration that holds for a template. Without a file nothing is loaded for it. */

import { statSync } from "node:fs";
import path from "node:path";
import type { Profile, RuleLevel } from "../check-types.ts";
import type { ConfigCache } from "../config/read.ts";
import type { ConfigResult } from "../config/types.ts";
import type { Diagnostic, RuleId } from "../diagnostic.ts";
import type { Host } from "../host.ts";
import { CommandFailure } from "./exit-code.ts";
import { nodeHost, relativePath } from "./host.ts";
import type { Options } from "./options.ts";
import { treeOf } from "./surroundings.ts";

export interface Configuration {
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly defaultProfile: string | null;
  readonly ruleLevel: RuleLevel;
  readonly lockedRules: ReadonlySet<RuleId>;
  readonly strictUnknown: boolean;
  /** Pattern of a module's source to an absolute directory, in which `{name}`s of the pattern can stand. */
  readonly modules: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  /** Names of the files that were read, relative to the working directory. */
  readonly files: readonly string[];
}

const noConfiguration: Configuration = {
  profiles: new Map(),
  defaultProfile: null,
  ruleLevel: () => undefined,
  lockedRules: new Set(),
  strictUnknown: false,
  modules: new Map(),
  diagnostics: [],
  files: [],
};

/** Reads each file once for all templates of a run. */
export class ConfigurationReader {
  readonly #cwd: string;
  readonly #choice: Options["config"];
  readonly #cache: ConfigCache = new Map();
  readonly #exists = new Map<string, boolean>();
  readonly #results = new Map<string, Configuration>();
  readonly #over: (disk: Host, root: string) => Host;

  /** `over` puts what an editor has open over the disk. */
  constructor(cwd: string, choice: Options["config"], over: (disk: Host, root: string) => Host = (disk) => disk) {
    this.#cwd = cwd;
    this.#choice = choice;
    this.#over = over;
  }

  /** Absolute; null: the nearest file counts, or none. */
  get chosenFile(): string | null {
    return typeof this.#choice === "string" ? null : path.resolve(this.#cwd, this.#choice.file);
  }

  /** For the template in this directory (absolute). */
  async for(template: string): Promise<Configuration> {
    if (this.#choice === "none") return noConfiguration;
    const file = this.chosenFile;
    if (file === null && !this.#existsAbove(template, treeOf(this.#cwd, template))) return noConfiguration;
    const key = file ?? template;
    const known = this.#results.get(key) ?? (await this.#read(template, file));
    this.#results.set(key, known);
    return known;
  }

  #existsAbove(directory: string, tree: string): boolean {
    let known = this.#exists.get(directory);
    if (known === undefined) {
      known =
        statSync(path.join(directory, ".templatecheck.yaml"), { throwIfNoEntry: false }) !== undefined ||
        (directory !== tree &&
          path.dirname(directory) !== directory &&
          this.#existsAbove(path.dirname(directory), tree));
      this.#exists.set(directory, known);
    }
    return known;
  }

  async #read(template: string, file: string | null): Promise<Configuration> {
    const result = await this.result(template, file);
    const { ruleLevel, strictUnknown } = await import("../config/levels.ts");
    return {
      profiles: result.config.profiles,
      defaultProfile: result.config.defaultProfile,
      ruleLevel: (rule, name) => ruleLevel(result.config, rule, name) ?? undefined,
      lockedRules: result.config.locked,
      strictUnknown: strictUnknown(result.config),
      modules: new Map([...result.config.modules].map(([source, to]) => [source, path.resolve(this.#cwd, to)])),
      diagnostics: result.diagnostics,
      files: result.files.map(({ name }) => name),
    };
  }

  /** With the place of every value. `file`: see `chosenFile`. */
  async result(template: string, file: string | null): Promise<ConfigResult> {
    const cwd = this.#cwd;
    const { readConfig, readConfigFile } = await import("../config/read.ts");
    const options = {
      loadYaml: () => import("./yaml-library.ts"),
      cache: this.#cache,
      above: cwd.split(path.sep).filter((name) => name !== ""),
    };
    if (file !== null) {
      if (!statSync(file, { throwIfNoEntry: false })) {
        throw new CommandFailure(`cannot read ${relativePath(cwd, file)}: no such file`);
      }
      const host = this.#over(nodeHost(cwd, [treeOf(cwd, path.dirname(file)), treeOf(cwd, template)]), cwd);
      return await readConfigFile(host, relativePath(cwd, file), options);
    }
    const host = this.#over(nodeHost(cwd, [treeOf(cwd, template)]), cwd);
    return await readConfig(host, relativePath(cwd, template), options);
  }
}
