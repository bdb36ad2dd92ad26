import { defaultInputs } from "../../src/check-types.ts";
import { compile } from "../../src/index.ts";
import { guardsHold } from "../../src/manifest/guards.ts";
import { readManifest } from "../../src/manifest/reader.ts";
import type { Manifest, ManifestApp } from "../../src/manifest/types.ts";
import { memoryHost } from "../../test/memory-host.ts";
import { libraries } from "../compiler.ts";
import { type FileSet, readFiles, writeFiles } from "../file-set.ts";
import type { Random } from "../random.ts";
import type { Target } from "../target.ts";

export const choices: Target = {
  name: "choices",
  holds: "for any answers the manifest of all choices has the apps that a compilation with these answers has",
  input: (random) => writeFiles(choicesTemplate(random)),
  problem(input) {
    const files = readFiles(input);
    const whole = manifestOf(files, new Map());
    if (!whole) return null;
    for (const answers of combinations(whole)) {
      const part = manifestOf(files, answers);
      const shown = JSON.stringify(Object.fromEntries(answers));
      if (!part) return `refused: ${shown}`;
      const expected = part.apps.map(withoutGuards).sort();
      const chosen = whole.apps.filter(({ when }) => guardsHold(when, answers) === true);
      const found = chosen.map(withoutGuards).sort();
      if (JSON.stringify(found) !== JSON.stringify(expected)) return `apps: ${shown}: ${found} instead of ${expected}`;
      const agents = whole.agents.filter(({ when }) => guardsHold(when, answers) === true).map(({ name }) => name);
      if (agents.join() !== part.agents.map(({ name }) => name).join()) return `agents: ${shown}: ${agents}`;
    }
    return null;
  },
};

function manifestOf(files: FileSet, parameters: ReadonlyMap<string, string>): Manifest | null {
  // Rules have nothing to say here: apps that they refuse have choices, too.
  const inputs = { ...defaultInputs, parameters, ruleLevel: () => "off" as const };
  const { manifest } = compile(memoryHost(Object.fromEntries(files)), "", inputs, libraries);
  const read = manifest === null ? null : readManifest(manifest);
  return read?.ok ? read.manifest : null;
}

const mostCombinations = 24;

/** Of the answers that the template offers, the first and last of them in each case. */
function combinations({ parameters }: Manifest): readonly ReadonlyMap<string, string>[] {
  let made: ReadonlyMap<string, string>[] = [new Map()];
  for (const { name, type, options, min, max } of parameters) {
    const numbers = min === null || max === null ? [] : Array.from({ length: max - min + 1 }, (_, at) => min + at);
    const values = type === "bool" ? ["true", "false"] : options && options.length > 0 ? options : numbers.map(String);
    // Any answer may be given.
    if (values.length === 0) return [];
    made = made.flatMap((answers) => values.map((value) => new Map([...answers, [name, value]])));
    if (made.length > mostCombinations)
      made = [...made.slice(0, mostCombinations / 2), ...made.slice(-mostCombinations / 2)];
  }
  return made;
}

/** What is served; a number behind its id tells entries of one app apart. */
function withoutGuards({ when: _, id, ...rest }: ManifestApp): string {
  return JSON.stringify({ ...rest, id: id.replace(/#\d+$/, "") });
}

const names = ["p", "q", "r"];

/** One whose apps depend on what is answered. */
export function choicesTemplate(random: Random): FileSet {
  return new Map([["main.tf", template(random)]]);
}

function template(random: Random): string {
  const parameters = names.slice(0, random.between(1, 3)).map((name) => parameter(random, name));
  const locals = random.times(0, 4, (at) => `  l${at} = ${expression(random, at, 2)}\n`);
  const count = locals.length;
  return `terraform {
  required_providers {
    coder = {
      source = "coder/coder"
    }
  }
}
data "coder_workspace" "me" {}
resource "coder_agent" "main" {
  os   = "linux"
  arch = "amd64"
}
${
  random.chance(0.3)
    ? `resource "coder_agent" "other" {\n  os = "linux"\n  arch = "amd64"\n  count = ${condition(random, count)} ? 1 : 0\n}\n`
    : ""
}resource "docker_container" "ws" {
  count = data.coder_workspace.me.start_count
  env   = concat([coder_agent.main.token], ["x"])
}
${parameters.join("")}locals {
${locals.join("")}}
${random.times(1, 4, (at) => app(random, at, count)).join("")}`;
}

function parameter(random: Random, name: string): string {
  const head = `data "coder_parameter" "${name}" {\n  name = "${name}"\n`;
  return random.choose([
    () => `${head}  type = "bool"\n  default = "${random.pick(["true", "false"])}"\n}\n`,
    () =>
      `${head}  default = "a"\n${["a", "b", "c", "owner"].map((value) => `  option {\n    name = "${value}"\n    value = "${value}"\n  }\n`).join("")}}\n`,
    () => `${head}  type = "number"\n  default = 2\n  validation {\n    min = 1\n    max = 4\n  }\n}\n`,
  ]);
}

function app(random: Random, index: number, locals: number): string {
  const maybe = (probability: number, line: () => string): string =>
    random.chance(probability) ? `  ${line()}\n` : "";
  const inner = (): string => expression(random, locals, 2);
  return `resource "coder_app" "a${index}" {
  agent_id = coder_agent.main.id
  slug = ${random.chance(0.8) ? `"a${index}"` : `"a${index}\${lower(replace(${inner()}, "/[^a-zA-Z0-9]/", ""))}"`}
${maybe(0.4, () => `count = ${condition(random, locals)} ? 1 : 0`)}  url = "http://localhost:\${${random.chance(0.5) ? 3000 : `3000 + length(${inner()})`}}/${random.chance(0.3) ? `\${${inner()}}` : ""}"
${maybe(0.6, () => `subdomain = ${condition(random, locals)}`)}${maybe(0.5, () => `share = ${condition(random, locals)} ? "public" : "${random.pick(["owner", "authenticated"])}"`)}${maybe(0.3, () => `display_name = ${inner()}`)}${maybe(0.2, () => `order = length(${inner()})`)}}
`;
}

/** A text. */
function expression(random: Random, locals: number, depth: number): string {
  const simple = (): string =>
    random.chance(0.6) || locals === 0
      ? `data.coder_parameter.${random.pick(names)}.value`
      : `local.l${random.below(locals)}`;
  if (depth <= 0) return simple();
  const inner = (): string => expression(random, locals, depth - 1);
  return random.choose([
    simple,
    () => `"${random.pick(["", "x", "yz"])}\${${inner()}}"`,
    () => `(${condition(random, locals, depth - 1)} ? ${inner()} : ${inner()})`,
    () => `join("", [for x in [${inner()}, ${inner()}] : x if x != ${inner()}])`,
    () => `lookup({ a = "1", true = "2" }, ${inner()}, "3")`,
    () => `try(tostring(tonumber(${inner()}) + 1), ${inner()})`,
    () => `upper(${inner()})`,
  ]);
}

function condition(random: Random, locals: number, depth = 1): string {
  const inner = (): string => expression(random, locals, depth);
  return random.choose([
    () => `(${inner()} == ${random.pick(['"a"', '"true"', '"2"', inner()])})`,
    () => `(length(${inner()}) > ${random.between(0, 4)})`,
    () => `(${inner()} != "b" && ${inner()} != "false")`,
    () => `contains(["a", "1", "true"], ${inner()})`,
    () => `(${inner()} == "c" || ${inner()} == "3")`,
  ]);
}
