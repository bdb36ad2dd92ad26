/** One run of a command that reads templates: options, configuration, compiler, libraries. */

import { LibraryLoader } from "../check/libraries.ts";
import type { CheckInputs, CheckResult, Core, Libraries } from "../check-types.ts";
import { type Diagnostic, primaryLabel } from "../diagnostic.ts";
import type { Host } from "../host.ts";
import { looksLikePlan } from "../plan/document.ts";
import { ConfigurationReader } from "./configuration.ts";
import { planFile, templateDirectory } from "./discover.ts";
import { CommandFailure } from "./exit-code.ts";
import { largestFile } from "./host.ts";
import { inputsOf, namedPaths, profilesOf, unchosenProfiles } from "./inputs.ts";
import type { Options } from "./options.ts";
import type { Program } from "./program.ts";
import { homeOf, surroundingsOf, type Template } from "./surroundings.ts";

/** What is asked of the compiler about a template. */
export type Work<T> = (core: Core, host: Host, directory: string, inputs: CheckInputs, libraries: Libraries) => T;

export interface Answer<T> {
  readonly value: T;
  /** Files of the template that could not be read: the value knows nothing of them. */
  readonly refusals: readonly string[];
  /** What is wrong with its configuration. */
  readonly configuration: readonly Diagnostic[];
  readonly unchosenProfiles: readonly string[];
}

export class Session {
  readonly options: Options;
  readonly program: Program;
  readonly #core: Core;
  readonly #configurations: ConfigurationReader;
  readonly #told = new Set<string>();
  readonly #libraries = new LibraryLoader();
  /** Whether it makes something for one deployment: then it takes exactly one profile. */
  readonly #oneProfile: boolean;

  constructor(options: Options, program: Program, core: Core, oneProfile: boolean) {
    this.options = options;
    this.program = program;
    this.#configurations = new ConfigurationReader(program.cwd, options.config);
    this.#core = core;
    this.#oneProfile = oneProfile;
  }

  withOptions(options: Options): Session {
    return new Session(options, this.program, this.#core, this.#oneProfile);
  }

  async ask<T>(template: Template, work: Work<T>): Promise<Answer<T>> {
    const { options, program } = this;
    const configuration = await this.#configurations.for(homeOf(template, program.cwd));
    const named = namedPaths(options, configuration, program.cwd);
    const surroundings = surroundingsOf(program.cwd, template, named);
    const profiles = profilesOf(options, configuration, this.#oneProfile);
    const inputs = inputsOf(options, configuration, profiles, program, surroundings);
    const { host, directory } = surroundings;
    const value = await this.#libraries.run((libraries) => work(this.#core, host, directory, inputs, libraries));
    return {
      value,
      refusals: surroundings.refusals(),
      configuration: configuration.diagnostics,
      unchosenProfiles: unchosenProfiles(options, configuration),
    };
  }

  /** A configuration that several templates have is told with the first of them. */
  news<T>(answer: Answer<T>): Answer<T> {
    return { ...answer, configuration: answer.configuration.filter((diagnostic) => this.#isNews(diagnostic)) };
  }

  #isNews(diagnostic: Diagnostic): boolean {
    const { file, span } = primaryLabel(diagnostic);
    const key = `${file.name}\0${span.start}\0${diagnostic.headline}`;
    const isNews = !this.#told.has(key);
    this.#told.add(key);
    return isNews;
  }
}

/** The one template that a path means. */
export function templateOf(given: string, program: Program): Template {
  const template = templateOrPlanOf(given, program);
  if (
    template.kind !== "plan" &&
    !(template.kind === "text" && looksLikePlan(new TextDecoder().decode(template.bytes)))
  )
    return template;
  throw new CommandFailure("a plan has values, no text that could be looked at", "Give the template that it is of.");
}

export function templateOrPlanOf(given: string, program: Program): Template {
  if (given === "-") return templateOnInput(program);
  const plan = planFile(given, program.cwd);
  if (plan !== null) return { kind: "plan", file: plan };
  return { kind: "directory", directory: templateDirectory(given, program.cwd) };
}

export function templateOnInput(program: Program): Template {
  const bytes = program.stdin.read(largestFile);
  if (bytes !== "too-large") return { kind: "text", bytes };
  throw new CommandFailure(`standard input is larger than ${largestFile / (1024 * 1024)} MB`);
}

/** The result with what is wrong around the template; then there is no manifest. */
export function completed({
  value: found,
  refusals,
  configuration,
  unchosenProfiles: names,
}: Answer<CheckResult>): CheckResult {
  const value: CheckResult = names.length === 0 ? found : { ...found, unchosenProfiles: names };
  if (refusals.length === 0 && configuration.length === 0) return value;
  return {
    ...value,
    diagnostics: [...configuration, ...value.diagnostics],
    usageErrors: [...value.usageErrors, ...refusals],
    manifest: null,
  };
}
