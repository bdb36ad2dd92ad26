/** A template as questions about a place in it need it: read, and evaluated as far as somebody asks. */

import { makeEngine } from "../check/engines.ts";
import { readTemplate, type Template } from "../check/template.ts";
import { builtInProfile, type CheckInputs, type Libraries, type Profile } from "../check-types.ts";
import { parse } from "../hcl/parser.ts";
import type { Tokens } from "../hcl/tokens.ts";
import type { NativeBody } from "../hcl/tree.ts";
import type { Host } from "../host.ts";
import type { SourceFile } from "../source.ts";
import type { ModuleNode } from "../terraform/config.ts";
import type { Engine } from "../terraform/engine.ts";
import { modules } from "../terraform/units.ts";

export class TemplateView {
  readonly template: Template;
  readonly inputs: CheckInputs;
  readonly profile: Profile;
  readonly #libraries: Libraries;
  #engine: Engine | undefined;

  constructor(host: Host, directory: string, inputs: CheckInputs, libraries: Libraries) {
    this.inputs = inputs;
    this.profile = inputs.profiles[0] ?? builtInProfile;
    this.template = readTemplate(host, directory, inputs);
    this.#libraries = libraries;
  }

  /** Null while a file can't be parsed: values would follow from what is missing. */
  get engine(): Engine | null {
    const { template, inputs, profile } = this;
    if (template.broken || !template.tree.found) return null;
    const single = inputs.parameters.size > 0;
    this.#engine ??= makeEngine({ mode: "plan", template, profile, inputs, libraries: this.#libraries, single });
    return this.#engine;
  }

  /** A file of one of its modules, by the host's path. */
  module(path: string): ModuleFile | null {
    for (const node of modules(this.template.root)) {
      const file = node.config.files.find(({ name }) => name === path);
      if (file) return { view: this, node, file };
    }
    return null;
  }

  /** Nodes of the tree that a directory is the module of. */
  nodesOf(directory: string): readonly ModuleNode[] {
    return [...modules(this.template.root)].filter(({ config }) => config.directory === directory);
  }
}

export interface ModuleFile {
  readonly view: TemplateView;
  readonly node: ModuleNode;
  readonly file: SourceFile;
}

interface Parsed {
  readonly body: NativeBody;
  readonly tokens: Tokens;
}

const parsed = new WeakMap<SourceFile, Parsed>();

/** Of native syntax, whatever the file's name says. */
export function syntaxOf(file: SourceFile): Parsed {
  const known = parsed.get(file);
  if (known) return known;
  const { body, tokens } = parse(file);
  const result = { body, tokens };
  parsed.set(file, result);
  return result;
}

export function isJson(file: SourceFile): boolean {
  return file.name.endsWith(".json");
}
