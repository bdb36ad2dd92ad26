/** One run of a command that reads templates: options, configuration, compiler, libraries. */

import path from "node:path";
import type { CheckInputs, CheckResult, Core, Libraries, Profile } from "../check-types.ts";
import type { Host } from "../host.ts";
import { type Configuration, configurationFor } from "./configuration.ts";
import type { LoadCore } from "./core.ts";
import { templateDirectory } from "./discover.ts";
import { CommandFailure } from "./exit-code.ts";
import { largestFile } from "./host.ts";
import { inputsOf, namedPaths, profilesOf } from "./inputs.ts";
import { LibraryLoader } from "./libraries.ts";
import type { Options } from "./options.ts";
import type { Program } from "./program.ts";
import { surroundingsOf, type Template } from "./surroundings.ts";

/** What is asked of the compiler about a template. */
export type Work<T> = (core: Core, host: Host, directory: string, inputs: CheckInputs, libraries: Libraries) => T;

export interface Answer<T> {
  readonly value: T;
  /** Files of the template that could not be read: the value knows nothing of them. */
  readonly refusals: readonly string[];
}

export class Session {
  readonly options: Options;
  readonly program: Program;
  readonly #loadCore: LoadCore;
  readonly #libraries = new LibraryLoader();
  /** Whether it makes something for one deployment: then it takes exactly one profile. */
  readonly #oneProfile: boolean;

  constructor(options: Options, program: Program, loadCore: LoadCore, oneProfile: boolean) {
    this.options = options;
    this.program = program;
    this.#loadCore = loadCore;
    this.#oneProfile = oneProfile;
  }

  withOptions(options: Options): Session {
    return new Session(options, this.program, this.#loadCore, this.#oneProfile);
  }

  async ask<T>(template: Template, work: Work<T>): Promise<Answer<T>> {
    const { options, program } = this;
    const core = await this.#loadCore();
    const configuration = await this.#configuration(template);
    const named = namedPaths(options, configuration, program.cwd);
    const surroundings = surroundingsOf(program.cwd, template, named);
    const profiles = this.#profiles(configuration);
    const inputs = inputsOf(options, configuration, profiles, program, surroundings);
    const { host, directory } = surroundings;
    const value = await this.#libraries.run((libraries) => work(core, host, directory, inputs, libraries));
    return { value, refusals: surroundings.refusals() };
  }

  #configuration(template: Template): Promise<Configuration> {
    const { cwd } = this.program;
    const directory = template.kind === "directory" ? template.directory : cwd;
    const { config } = this.options;
    const choice = typeof config === "string" ? config : { file: path.resolve(cwd, config.file) };
    return configurationFor(directory, choice, cwd);
  }

  #profiles(configuration: Configuration): readonly Profile[] {
    return profilesOf(this.options, configuration, this.#oneProfile);
  }
}

/** The one template that a path means. */
export function templateOf(given: string, program: Program): Template {
  if (given === "-") return templateOnInput(program);
  return { kind: "directory", directory: templateDirectory(given, program.cwd) };
}

export function templateOnInput(program: Program): Template {
  const bytes = program.stdin.read(largestFile);
  if (bytes !== "too-large") return { kind: "text", bytes };
  throw new CommandFailure(`standard input is larger than ${largestFile / (1024 * 1024)} MB`);
}

/** The result with what could not be read among what the user has to be told. */
export function completed({ value, refusals }: Answer<CheckResult>): CheckResult {
  if (refusals.length === 0) return value;
  return { ...value, manifest: null, usageErrors: [...value.usageErrors, ...refusals] };
}
