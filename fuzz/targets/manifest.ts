import { readFileSync } from "node:fs";
import { jsonOfYaml } from "../../src/cli/yaml-document.ts";
import { asYaml } from "../../src/cli/yaml-text.ts";
import { diffManifests } from "../../src/diff/compare.ts";
import { canonicalManifest } from "../../src/manifest/canonical.ts";
import { readManifest } from "../../src/manifest/reader.ts";
import type { Guard, GuardMember, Manifest } from "../../src/manifest/types.ts";
import { compiled } from "../compiler.ts";
import { type FileSet, readFiles, writeFiles } from "../file-set.ts";
import { mutated } from "../mutate.ts";
import type { Random } from "../random.ts";
import type { Target } from "../target.ts";
import { randomTemplate } from "../template-grammar.ts";
import { choicesTemplate } from "./choices.ts";
import { randomJson } from "./json.ts";

let seeds: string[] | undefined;

/** The specification's example, also with a guard of several answers. */
function exampleTexts(): string[] {
  const example = readFileSync("test/data/manifest-example.jsonc", "utf8").replace(
    /("(?:[^"\\]|\\.)*")|\/\/.*$/gm,
    (_, text?: string) => text ?? "",
  );
  return [example, example.replace('["jupyter"]', '["jupyter", "code-server", "none"]')];
}

/** The examples, and what the compiler makes of random templates. */
export function manifestText(random: Random): string {
  seeds ??= exampleTexts();
  if (random.chance(0.05)) {
    const { manifest } = compiled(someTemplate(random));
    if (manifest !== null) return manifest;
  }
  return random.pick(seeds);
}

function someTemplate(random: Random): FileSet {
  return random.chance(0.5) ? randomTemplate(random) : choicesTemplate(random);
}

export const manifest: Target = {
  name: "manifest",
  holds:
    "any text is a manifest or refused with a place; canonical text stays as it is, and is what the compiler writes; in YAML it is the same, and nothing differs from itself",
  input: (random) => {
    if (random.chance(0.05)) return writeFiles(someTemplate(random));
    const text = manifestText(random);
    if (random.chance(0.1)) return text;
    if (random.chance(0.2))
      return mutated(text, random, [...'{}[],:"0-.', "null", "true", "-1", "1e999", '"__proto__": 1,'], [text]);
    return JSON.stringify(changed(JSON.parse(text), random));
  },
  async problem(text) {
    if (text.startsWith("=== ")) return compiledProblem(readFiles(text));
    const read = readManifest(text);
    if (!read.ok) return read.error.includes("\n") ? `error: ${JSON.stringify(read.error)}` : null;
    const canonical = canonicalManifest(read.manifest);
    const again = readManifest(canonical);
    if (!again.ok) return `refused: ${again.path}: ${again.error}`;
    if (canonicalManifest(again.manifest) !== canonical) return "canonical: another text";
    if (canonicalManifest(reversed(read.manifest)) !== canonical) return "canonical: it depends on an order";
    const [change] = diffManifests(read.manifest, again.manifest).changes;
    if (change) return `diff: ${JSON.stringify(change)}`;
    const yaml = await jsonOfYaml(await asYaml(canonical));
    if (!yaml.ok) return `yaml: ${yaml.reason}`;
    const third = readManifest(yaml.text);
    return third.ok && canonicalManifest(third.manifest) === canonical ? null : "yaml: another manifest";
  },
};

/** What the compiler writes is canonical. */
function compiledProblem(files: FileSet): string | null {
  const { manifest: text } = compiled(files);
  const read = text === null ? null : readManifest(text);
  if (!read) return null;
  if (!read.ok) return `compiled: ${read.path}: ${read.error}`;
  return canonicalManifest(read.manifest) === text ? null : "compiled: it isn't canonical";
}

/** The same manifest: its lists and maps whose order means nothing are the other way round. */
function reversed(whole: Manifest): Manifest {
  const guarded = <T extends { readonly when?: readonly Guard[] }>(entries: readonly T[]): readonly T[] =>
    entries.map((entry) => (entry.when ? { ...entry, when: entry.when.map(reversedGuard).reverse() } : entry));
  return {
    ...whole,
    template: { ...whole.template, sources: whole.template.sources.toReversed() },
    parameters: whole.parameters.toReversed(),
    agents: guarded(whole.agents).toReversed(),
    apps: guarded(whole.apps).toReversed(),
    ports: { ...whole.ports, protocols: whole.ports.protocols.toReversed() },
    unresolved: whole.unresolved.map((one) => ({ ...one, dependsOn: one.dependsOn.toReversed() })).toReversed(),
  };
}

function reversedGuard(guard: Guard): Guard {
  const members = Object.entries(guard).map(([name, member]): [string, GuardMember] => [
    name,
    "not" in member ? { not: member.not.toReversed() } : member.toReversed(),
  ]);
  return Object.fromEntries(members.reverse());
}

/** With one to three values exchanged, left out, doubled, or out of order. */
export function changed(root: unknown, random: Random): unknown {
  const holders: object[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    holders.push(value);
    for (const child of Object.values(value)) visit(child);
  };
  visit(root);
  for (let count = random.between(1, 3); count > 0; count--) {
    const holder = random.pick(holders);
    if (Array.isArray(holder) && random.chance(0.6)) {
      random.choose<unknown>([
        () => holder.reverse(),
        () => holder.push(...holder.slice(0, 1)),
        () => holder.splice(random.below(holder.length + 1), 1),
        () => holder.sort(() => (random.chance(0.5) ? 1 : -1)),
      ]);
      continue;
    }
    const keys = Object.keys(holder);
    const key = keys.length > 0 && random.chance(0.9) ? random.pick(keys) : random.pick(["x", "when", "toString"]);
    random.choose([
      () => Reflect.deleteProperty(holder, key),
      () => Reflect.set(holder, key, randomJson(random, 2)),
      () =>
        Reflect.set(
          holder,
          key,
          random.pick(["", "a", "{port}", "{{", "}", "owner", "public", "../x", 0, -1, 65536, 1.5, null, []]),
        ),
      () => {
        const donor = random.pick(holders);
        const [value] = Object.values(donor);
        Reflect.set(holder, key, structuredClone(value));
      },
    ]);
  }
  return root;
}
