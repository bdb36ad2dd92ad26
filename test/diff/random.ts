/** Small manifests at random: a few parameters, apps whose guards never overlap. */

import fc from "fast-check";
import { guardsOverlap } from "../../src/manifest/guards.ts";
import { readManifest } from "../../src/manifest/reader.ts";
import type { Guard, Manifest, ManifestApp, ManifestParameter } from "../../src/manifest/types.ts";
import { compareShare, shareLevels } from "../../src/routing/share.ts";
import { exampleManifest } from "../manifest/example.ts";

const options: Readonly<Record<string, readonly string[]>> = {
  ide: ["code", "vim", "jupyter"],
  size: ["s", "m", "l", "xl"],
  gpu: ["true", "false"],
  name: [],
};

const randomParameters = fc
  .record({
    ide: fc.subarray([...(options.ide ?? [])], { minLength: 1 }),
    size: fc.subarray([...(options.size ?? [])], { minLength: 1 }),
  })
  .map(({ ide, size }): readonly ManifestParameter[] => [
    parameter("ide", "string", ide),
    parameter("size", "string", size),
    parameter("gpu", "bool", []),
    parameter("name", "string", []),
  ]);

function parameter(name: string, type: ManifestParameter["type"], values: readonly string[]): ManifestParameter {
  return { name, type, default: values[0] ?? null, mutable: true, options: values, min: null, max: null };
}

const member = fc.oneof(
  fc.record({
    name: fc.constantFrom("ide", "size", "gpu"),
    picks: fc.array(fc.nat(3), { minLength: 1, maxLength: 2 }),
    negated: fc.constant(false),
  }),
  fc.record({
    name: fc.constant("name"),
    picks: fc.array(fc.nat(2), { minLength: 1, maxLength: 2 }),
    negated: fc.boolean(),
  }),
);
const guard = fc.array(member, { minLength: 1, maxLength: 2 });
type RawGuard = typeof guard extends fc.Arbitrary<infer T> ? T : never;

const app = fc.record({
  slug: fc.constantFrom("web", "ide", "logs"),
  agent: fc.constantFrom("dev", "gpu"),
  port: fc.constantFrom(3000, 4000, 5000),
  declared: fc.constantFrom(...shareLevels),
  limit: fc.constantFrom(...shareLevels),
  when: fc.option(fc.array(guard, { minLength: 1, maxLength: 2 }), { nil: undefined }),
});

export const randomManifest: fc.Arbitrary<Manifest> = fc
  .record({ own: randomParameters, apps: fc.array(app, { maxLength: 6 }), maximum: fc.constantFrom(...shareLevels) })
  .map(({ own, apps, maximum }) => {
    const base = exampleManifest();
    const [sample] = base.apps;
    const [agent] = base.agents;
    if (!sample || !agent) throw new Error("the example has an app and an agent");
    const byName = new Map(own.map((item) => [item.name, item]));
    const domains = new Map(
      own.map((item) => [
        item.name,
        {
          name: item.name,
          values:
            item.options.length > 0
              ? item.options
              : (options[item.name]?.length ?? 0) > 0
                ? (options[item.name] ?? [])
                : [null],
        },
      ]),
    );
    const entries: ManifestApp[] = [];
    for (const { slug, agent: owner, port, declared, limit, when } of apps) {
      const effective = compareShare(limit, declared) < 0 ? limit : declared;
      const guards = when?.map((raw) => guardOf(raw, byName));
      const clash = entries.some(
        (other) => other.slug === slug && other.agent === owner && guardsOverlap(other.when, guards, domains),
      );
      if (clash) continue;
      const { when: _, ...plain } = sample;
      entries.push({
        ...plain,
        id: `${owner}/${slug}#${entries.length}`,
        slug,
        agent: owner,
        ...(guards && { when: guards }),
        upstream: { scheme: "http", port, path: "/", query: null },
        share: { declared, effective, limitedBy: [] },
        source: { ...sample.source, address: `coder_app.${slug}` },
      });
    }
    const manifest: Manifest = {
      ...base,
      parameters: own,
      agents: [
        { ...agent, name: "dev" },
        { ...agent, name: "gpu" },
      ],
      apps: entries,
      ports: { ...base.ports, maximumShare: maximum, defaultShare: "owner" },
    };
    const read = readManifest(JSON.stringify(manifest));
    if (!read.ok) throw new Error(`${read.path}: ${read.error}`);
    return read.manifest;
  });

function guardOf(raw: RawGuard, parameters: ReadonlyMap<string, ManifestParameter>): Guard {
  return Object.fromEntries(
    raw.map(({ name, picks, negated }) => {
      const known = parameters.get(name)?.options ?? [];
      const values = known.length > 0 ? known : name === "gpu" ? ["true", "false"] : ["a", "b", "c"];
      const picked = [...new Set(picks.map((at) => values[at % values.length] ?? ""))].sort();
      return [name, negated ? { not: picked } : picked];
    }),
  );
}

/** Every answer that either has, and one that nobody lists. */
export function allChoices(a: Manifest, b: Manifest): readonly ReadonlyMap<string, string>[] {
  const names = ["ide", "size", "gpu", "name"];
  let choices: ReadonlyMap<string, string>[] = [new Map()];
  for (const name of names) {
    const listed = [a, b].flatMap((manifest) => manifest.parameters.find((item) => item.name === name)?.options ?? []);
    const values =
      name === "gpu" ? ["true", "false"] : name === "name" ? ["a", "b", "c", "anything"] : [...new Set(listed)];
    choices = choices.flatMap((choice) => values.map((value) => new Map([...choice, [name, value]])));
  }
  return choices;
}

export function canAnswer(manifest: Manifest, choice: ReadonlyMap<string, string>): boolean {
  return manifest.parameters.every(
    ({ name, options: own }) => own.length === 0 || own.includes(choice.get(name) ?? ""),
  );
}
