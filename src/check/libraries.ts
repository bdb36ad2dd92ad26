/** Regular expressions and YAML, for the templates that use them: they would cost every other run a quarter of its time. */

import type { Libraries } from "../check-types.ts";
import type { RegexEngine } from "../hcl/regex-engine.ts";
import type { YamlReader } from "../hcl/yaml-reader.ts";

const noRegex: RegexEngine = { compile: () => ({ ok: false, problem: "not loaded" }) };
const noYaml: YamlReader = { parse: () => ({ ok: false, problem: "not loaded", line: 1 }) };

/**
 * Evaluation is synchronous and loading isn't, so a run that asks for what isn't loaded gets a stand-in, its result is
 * thrown away, and it is repeated with the real thing.
 */
export class LibraryLoader {
  #regex: RegexEngine | undefined;
  #yaml: YamlReader | undefined;

  async run<T>(work: (libraries: Libraries) => T): Promise<T> {
    for (;;) {
      let regexMissing = false;
      let yamlMissing = false;
      const result = work({
        regex: () => {
          regexMissing ||= !this.#regex;
          return this.#regex ?? noRegex;
        },
        yaml: () => {
          yamlMissing ||= !this.#yaml;
          return this.#yaml ?? noYaml;
        },
      });
      if (!regexMissing && !yamlMissing) return result;
      if (regexMissing) this.#regex = (await import("../terraform/functions/re2-engine.ts")).createRe2Engine();
      if (yamlMissing) this.#yaml = (await import("../terraform/functions/yaml-engine.ts")).createYamlReader();
    }
  }
}
