import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffManifests } from "../../src/diff/compare.ts";
import type { Change, ChangeKind } from "../../src/diff/types.ts";
import { guardsHold } from "../../src/manifest/guards.ts";
import type { Manifest, ManifestApp } from "../../src/manifest/types.ts";
import { compareShare } from "../../src/routing/share.ts";
import { exampleManifest } from "../manifest/example.ts";
import { allChoices, canAnswer, randomManifest } from "./random.ts";

const example = exampleManifest();

function withApp(change: Partial<ManifestApp>): Manifest {
  return { ...example, apps: example.apps.map((app) => ({ ...app, ...change })) };
}

function told(changes: readonly Change[]): readonly string[] {
  return changes.map(({ kinds, field }) => `${kinds.join("+")} ${field ?? "*"}`);
}

const opposite: Partial<Record<ChangeKind, ChangeKind>> = Object.fromEntries(
  [
    ["added", "removed"],
    ["widened", "narrowed"],
    ["added-public", "removed-public"],
    ["reach-widened", "reach-narrowed"],
    ["declared-widened", "declared-narrowed"],
    ["agent-added", "agent-removed"],
    ["undecided", "decided"],
  ].flatMap(([a = "", b = ""]) => [
    [a, b],
    [b, a],
  ]),
);

/** Without names and witnesses: those are of the new side. */
function essence(change: Change, mirrored: boolean): string {
  const { kinds, field, when, answers, reason, subject } = change;
  const sides = mirrored ? [change.new, change.old] : [change.old, change.new];
  const turned = mirrored ? kinds.map((kind) => opposite[kind] ?? kind) : kinds;
  const since = mirrored && answers ? (answers === "new" ? "gone" : "new") : answers;
  return JSON.stringify([turned.toSorted(), subject.type, field, sides, when, since, reason]);
}

describe("properties", () => {
  it("a manifest is no different from itself", () => {
    fc.assert(
      fc.property(randomManifest, (manifest) => {
        expect(diffManifests(manifest, manifest).changes).toEqual([]);
      }),
    );
  });

  it("exchanged sides give the mirror", () => {
    fc.assert(
      fc.property(randomManifest, randomManifest, (a, b) => {
        const there = diffManifests(a, b).changes.map((change) => essence(change, false));
        const back = diffManifests(b, a).changes.map((change) => essence(change, true));
        expect(back.sort()).toEqual(there.sort());
      }),
      { numRuns: 60 },
    );
  });

  it("holds in exactly the choices that it names", () => {
    fc.assert(
      fc.property(randomManifest, randomManifest, (a, b) => {
        const { changes, uncompared } = diffManifests(a, b);
        expect(uncompared).toEqual([]);
        for (const choice of allChoices(a, b)) {
          if (!canAnswer(a, choice) && !canAnswer(b, choice)) continue;
          const here = changes.filter(({ when }) => guardsHold(when, choice) === true);
          for (const agent of ["dev", "gpu"]) {
            for (const slug of ["web", "ide", "logs"]) checkApp(a, b, choice, agent, slug, here, changes);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it("shows a choice for each change that needs one", () => {
    fc.assert(
      fc.property(randomManifest, randomManifest, (a, b) => {
        for (const { when, witness } of diffManifests(a, b).changes) {
          expect(witness === undefined).toBe(when === undefined);
          if (when && witness) expect(guardsHold(when, new Map(Object.entries(witness)))).toBe(true);
        }
      }),
    );
  });
});

function checkApp(
  a: Manifest,
  b: Manifest,
  choice: ReadonlyMap<string, string>,
  agent: string,
  slug: string,
  here: readonly Change[],
  all: readonly Change[],
): void {
  const named = ({ subject }: Change): boolean =>
    subject.type === "app" && subject.agent === agent && subject.slug === slug;
  const entries = [a, b].map(({ apps }) => apps.filter((app) => app.agent === agent && app.slug === slug));
  // One that was renamed is compared with another name.
  if (entries.some(({ length }) => length === 0)) return;
  if (all.some((change) => named(change) && change.kinds.includes("renamed"))) return;
  const [old, now] = entries.map((apps) => apps.find(({ when }) => guardsHold(when, choice) === true));
  const kinds = new Set(here.filter(named).flatMap((change) => change.kinds));
  // A side that can't have these answers is compared as if the guards said all.
  if (canAnswer(a, choice) && canAnswer(b, choice)) {
    expect(kinds.has("added")).toBe(!old && now !== undefined);
    expect(kinds.has("removed")).toBe(old !== undefined && !now);
  } else {
    if (!old && now && canAnswer(b, choice)) expect(kinds).toContain("added");
    if (old && !now && canAnswer(a, choice)) expect(kinds).toContain("removed");
  }
  if (!old || !now) return;
  expect(kinds.has("moved")).toBe(old.upstream?.port !== now.upstream?.port);
  const order = compareShare(now.share.effective, old.share.effective);
  expect(kinds.has("widened")).toBe(order > 0);
  expect(kinds.has("narrowed")).toBe(order < 0);
  expect(kinds.has("added-public")).toBe(order > 0 && now.share.effective === "public");
}

describe("an app", () => {
  it.each<[string, Partial<ManifestApp>, readonly string[]]>([
    ["on another port", { upstream: { scheme: "http", port: 3001, path: "/", query: null } }, ["moved upstream.port"]],
    [
      "with another path and query behind it",
      { upstream: { scheme: "https", port: 3000, path: "/app", query: "a=1" } },
      ["moved upstream.scheme", "moved upstream.path", "moved upstream.query"],
    ],
    [
      "by path",
      {
        access: { method: "path", hostname: null, label: null, aliases: [], path: "/@{owner}/{workspace}.dev/apps/x/" },
      },
      ["moved access.method", "moved access.hostname", "moved access.aliases", "moved access.path"],
    ],
    [
      "that is a link now",
      {
        kind: "external",
        upstream: null,
        access: { method: "none", hostname: null, label: null, aliases: [], path: null },
      },
      ["moved access.method", "moved access.hostname", "moved access.aliases", "kind kind"],
    ],
    [
      "open to anybody",
      { share: { declared: "public", effective: "public", limitedBy: [] } },
      ["widened+added-public share.effective", "reach-widened share.widest"],
    ],
    [
      "for its owner",
      { share: { declared: "owner", effective: "owner", limitedBy: [] } },
      ["narrowed share.effective", "reach-narrowed share.widest", "declared-narrowed share.declared"],
    ],
    [
      "declared for less, with the same effect",
      { share: { declared: "authenticated", effective: "authenticated", limitedBy: [] } },
      ["declared-narrowed share.declared"],
    ],
    ["without a health check", { healthcheck: null }, ["healthcheck healthcheck"]],
    [
      "checked less often",
      { healthcheck: { url: "http://localhost:3000/healthz", interval: 60, threshold: 30 } },
      ["healthcheck healthcheck.interval"],
    ],
    ["under another slug", { slug: "react" }, ["moved+renamed slug"]],
    ["on another agent", { agent: "other" }, ["moved agent"]],
    ["always", { when: [] }, ["removed *"]],
  ])("%s", (_, change, expected) => {
    expect(told(diffManifests(example, withApp(change)).changes)).toEqual(expected);
  });

  it("that is new, and open to anybody", () => {
    const open = withApp({ share: { declared: "public", effective: "public", limitedBy: [] } });
    expect(told(diffManifests({ ...example, apps: [] }, open).changes)).toEqual(["added+added-public *"]);
    expect(told(diffManifests(open, { ...example, apps: [] }).changes)).toEqual(["removed+removed-public *"]);
  });

  it("with an option more: the level is reached with a new answer", () => {
    const [app] = example.apps;
    const [ide] = example.parameters;
    if (!app || !ide) throw new Error("the example has both");
    const { when: _, ...always } = app;
    const before = { ...example, apps: [{ ...always, share: { ...app.share, effective: "owner" } }] } as Manifest;
    const after = {
      ...example,
      parameters: [{ ...ide, options: [...ide.options, "notebook"] }],
      apps: [
        { ...app, when: [{ ide: ide.options }], share: { ...app.share, effective: "owner" } },
        { ...app, id: `${app.id}#2`, when: [{ ide: ["notebook"] }], share: { ...app.share, effective: "public" } },
      ],
    } as Manifest;
    const changes = diffManifests(before, after).changes.filter(({ subject }) => subject.type === "app");
    const where = { when: [{ ide: ["notebook"] }], witness: { ide: "notebook" }, answers: "new" };
    expect(changes).toMatchObject([
      { kinds: ["widened", "added-public"], old: "owner", new: "public", ...where },
      { kinds: ["reach-widened"], old: "owner", new: "public", ...where },
    ]);
    // The other way round it isn't removed: the answer can't be given any more.
    expect(told(diffManifests(after, before).changes)).toEqual([
      "narrowed+removed-public share.effective",
      "reach-narrowed share.widest",
      "parameter options",
    ]);
  });

  it("that isn't there for a new answer was never removed", () => {
    const [app] = example.apps;
    const [ide] = example.parameters;
    if (!app || !ide) throw new Error("the example has both");
    const { when: _, ...always } = app;
    const before = { ...example, apps: [always] };
    const after = {
      ...example,
      parameters: [{ ...ide, options: [...ide.options, "none"] }],
      apps: [{ ...app, when: [{ ide: ide.options }] }],
    };
    expect(told(diffManifests(before, after).changes)).toEqual(["parameter options"]);
  });

  it("that can't be decided any more is not just gone", () => {
    const [app] = example.apps;
    if (!app) throw new Error("the example has one");
    const unresolved = [
      {
        address: app.source.address,
        attribute: "url",
        reason: "it depends on data.http.x",
        dependsOn: ["data.http.x"],
        source: { file: "main.tf", line: 1, column: 1 },
      },
    ];
    const after: Manifest = { ...example, complete: false, apps: [], unresolved };
    const { changes, complete } = diffManifests(example, after);
    expect(complete).toEqual({ old: true, new: false });
    expect(told(changes)).toEqual(["removed+undecided *", "undecided *"]);
    expect(changes[0]?.reason).toBe("it depends on data.http.x");
    expect(told(diffManifests(after, example).changes)).toEqual(["added+decided *", "decided *"]);
  });
});

describe("all else", () => {
  it("agents", () => {
    const [agent] = example.agents;
    if (!agent) throw new Error("the example has one");
    const other = { ...agent, name: "other" };
    const changed = { ...agent, os: "windows", portForwarding: false };
    expect(told(diffManifests(example, { ...example, agents: [agent, other] }).changes)).toEqual(["agent-added *"]);
    expect(told(diffManifests({ ...example, agents: [agent, other] }, example).changes)).toEqual(["agent-removed *"]);
    expect(told(diffManifests(example, { ...example, agents: [changed] }).changes)).toEqual([
      "agent-changed os",
      "agent-changed portForwarding",
    ]);
  });

  it("ports, settings, parameters", () => {
    const after: Manifest = {
      ...example,
      deployment: { ...example.deployment, edition: "oss" },
      sharing: { templateMaximum: "public", appShare: "exempt" },
      cors: { behavior: "passthru" },
      ports: { ...example.ports, maximumShare: "public" },
      parameters: example.parameters.map((parameter) => ({ ...parameter, default: "jupyter" })),
    };
    expect(told(diffManifests(example, after).changes)).toEqual([
      "widened+added-public maximumShare",
      "parameter default",
      "settings deployment.edition",
      "settings sharing.templateMaximum",
      "settings sharing.appShare",
      "settings cors.behavior",
    ]);
  });

  it("comes to an end with more choices than can be told apart", () => {
    const names = Array.from({ length: 40 }, (_, at) => `p${String(at).padStart(2, "0")}`);
    const [app] = example.apps;
    const [parameter] = example.parameters;
    if (!app || !parameter) throw new Error("the example has both");
    const guards = (answer: string) =>
      names.map((name, at) => ({ [name]: [answer], [names[(at * 7 + 3) % 40] ?? ""]: ["true"] }));
    const parameters = names.map((name) => ({ ...parameter, name, type: "bool" as const, options: [] }));
    const before = { ...example, parameters, apps: [{ ...app, when: guards("true") }] };
    const after = { ...example, parameters, apps: [{ ...app, when: guards("false") }] };
    expect(diffManifests(before, after).uncompared).toEqual([{ type: "app", agent: "dev", slug: app.slug }]);
  });
});

describe("the protocols of ports", () => {
  const withProtocols = (...protocols: Manifest["ports"]["protocols"]): Manifest => ({
    ...example,
    ports: { ...example.ports, protocols },
  });

  it("are the same in any order", () => {
    const [one, other] = [withProtocols("http", "https"), withProtocols("https", "http")];
    expect(diffManifests(one, other).changes).toEqual([]);
    expect(told(diffManifests(one, withProtocols("http")).changes)).toEqual(["settings protocols"]);
  });
});

describe("the variables of two runs", () => {
  const withVariables = (variables: Manifest["inputs"]["variables"]): Manifest => ({
    ...example,
    inputs: { ...example.inputs, variables },
  });

  it("are the same in any order of their names", () => {
    const one = withVariables({ region: "eu", size: "2" });
    expect(diffManifests(one, withVariables({ size: "2", region: "eu" })).changes).toEqual([]);
    const other = withVariables({ size: "3", region: "eu" });
    expect(told(diffManifests(one, other).changes)).toEqual(["settings inputs.variables"]);
  });
});
