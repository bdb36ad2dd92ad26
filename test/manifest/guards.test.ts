import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type GuardDomain, guardsHold, guardsOverlap, overlappingEntries } from "../../src/manifest/guards.ts";
import { type GuardAssignment, minimalGuards } from "../../src/manifest/minimal-guards.ts";
import type { Guard } from "../../src/manifest/types.ts";

const ide: GuardDomain = { name: "ide", values: ["code", "jupyter", "vim"] };
const size: GuardDomain = { name: "size", values: ["1", "2", null] };

function domainMap(domains: readonly GuardDomain[]): ReadonlyMap<string, GuardDomain> {
  return new Map(domains.map((domain) => [domain.name, domain]));
}

/** All assignments of all domains, with answers in which `any other` is a text of its own. */
function allAnswers(domains: readonly GuardDomain[]): readonly ReadonlyMap<string, string>[] {
  return allAssignments(domains).map(
    (assignment) =>
      new Map(domains.map((domain) => [domain.name, domain.values[assignment.get(domain.name) ?? 0] ?? "any other"])),
  );
}

function allAssignments(domains: readonly GuardDomain[]): readonly GuardAssignment[] {
  let all: readonly GuardAssignment[] = [new Map()];
  for (const domain of domains) {
    all = all.flatMap((partial) => domain.values.map((_, at) => new Map([...partial, [domain.name, at]])));
  }
  return all;
}

describe("guardsHold", () => {
  const when: readonly Guard[] = [{ ide: ["code"], size: { not: ["1"] } }, { ide: ["vim"] }];

  it.each<[Readonly<Record<string, string>>, boolean | null]>([
    [{ ide: "code", size: "2" }, true],
    [{ ide: "code", size: "1" }, false],
    [{ ide: "vim" }, true],
    [{ ide: "code" }, null],
    [{ size: "1" }, null],
    [{ ide: "jupyter" }, false],
    [{}, null],
  ])("%j: %j", (answers, expected) => {
    expect(guardsHold(when, new Map(Object.entries(answers)))).toBe(expected);
  });

  it("always holds without guards", () => {
    expect(guardsHold(undefined, new Map())).toBe(true);
  });
});

describe("guardsOverlap", () => {
  const domains = domainMap([ide, size]);

  it.each<[readonly Guard[] | undefined, readonly Guard[] | undefined, boolean]>([
    [[{ ide: ["code"] }], [{ ide: ["vim"] }], false],
    [[{ ide: ["code"] }], [{ size: ["1"] }], true],
    [[{ ide: ["code"] }], undefined, true],
    [[{ ide: { not: ["code"] } }], [{ ide: ["code"] }], false],
    [[{ ide: { not: ["code", "vim"] } }], [{ ide: { not: ["jupyter"] } }], false],
    [[{ size: { not: ["1"] } }], [{ size: { not: ["2"] } }], true],
    [[{ ide: ["emacs"] }], [{ ide: ["emacs"] }], false],
    [[{ ide: ["code"] }, { size: ["1"] }], [{ ide: ["vim"], size: ["2"] }], false],
  ])("%j and %j: %j", (a, b, expected) => {
    expect(guardsOverlap(a, b, domains)).toBe(expected);
    expect(guardsOverlap(b, a, domains)).toBe(expected);
  });

  it("finds the pairs of one agent and slug", () => {
    const entry = (
      agent: string,
      slug: string,
      value: string,
    ): { agent: string; slug: string; when: readonly Guard[] } => ({
      agent,
      slug,
      when: [{ ide: [value] }],
    });
    const entries = [entry("a", "x", "code"), entry("a", "x", "vim"), entry("b", "x", "code"), entry("a", "x", "code")];
    expect(overlappingEntries(entries, domains)).toEqual([[0, 3]]);
  });
});

describe("minimalGuards", () => {
  const pick = (values: Readonly<Record<string, number>>): GuardAssignment => new Map(Object.entries(values));

  it("has no guards for what is always or never so", () => {
    expect(minimalGuards([ide], [])).toEqual([]);
    expect(minimalGuards([ide], [pick({})])).toBeNull();
    expect(minimalGuards([ide], [pick({ ide: 0 }), pick({ ide: 1 }), pick({ ide: 2 })])).toBeNull();
  });

  it("lists values, or the others where any other belongs to them", () => {
    expect(minimalGuards([ide], [pick({ ide: 2 }), pick({ ide: 0 })])).toEqual([{ ide: ["code", "vim"] }]);
    expect(minimalGuards([size], [pick({ size: 2 }), pick({ size: 0 })])).toEqual([{ size: { not: ["2"] } }]);
  });

  it("takes an assignment without a parameter as all of its values", () => {
    expect(minimalGuards([ide, size], [pick({ ide: 1 })])).toEqual([{ ide: ["jupyter"] }]);
  });

  it("leaves out parameters that make no difference", () => {
    const assignments = allAssignments([ide, size]).filter((assignment) => assignment.get("ide") === 1);
    expect(minimalGuards([ide, size], assignments)).toEqual([{ ide: ["jupyter"] }]);
  });

  const domainsOf = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.boolean()), { minLength: 1, maxLength: 3 })
    .map((sizes) =>
      sizes.map(([count, open], at): GuardDomain => {
        const values: (string | null)[] = Array.from({ length: count }, (_, value) => `v${value}`);
        return { name: `p${at}`, values: open ? [...values, null] : values };
      }),
    );
  const cases = domainsOf.chain((domains) => {
    const all = allAssignments(domains);
    return fc.record({
      domains: fc.constant(domains),
      marks: fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length }),
    });
  });

  it("covers exactly the given choices", () => {
    fc.assert(
      fc.property(cases, ({ domains, marks }) => {
        const all = allAssignments(domains);
        const when = minimalGuards(
          domains,
          all.filter((_, at) => marks[at]),
        );
        const holds = allAnswers(domains).map((answers) => guardsHold(when ?? undefined, answers));
        expect(holds).toEqual(marks);
      }),
      { numRuns: 500 },
    );
  });

  it("takes the fewest guards", () => {
    fc.assert(
      fc.property(cases, ({ domains, marks }) => {
        const when = minimalGuards(
          domains,
          allAssignments(domains).filter((_, at) => marks[at]),
        );
        // More of them take too long to try in all ways: there are grids that need a dozen.
        if (when === null || when.length === 0 || when.length > 5) return;
        expect(coverable(domains, marks, when.length - 1)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it("copes with many parameters", () => {
    const domains = Array.from({ length: 12 }, (_, at): GuardDomain => ({ name: `b${at}`, values: ["true", "false"] }));
    const odd = allAssignments(domains).filter(
      (assignment) => [...assignment.values()].reduce((a, b) => a + b, 0) % 2 === 1,
    );
    const when = minimalGuards(domains, odd);
    expect(when?.length).toBe(2048);
    const wide = Array.from({ length: 20 }, (_, at): GuardDomain => ({ name: `b${at}`, values: ["true", "false"] }));
    expect(
      minimalGuards(
        wide,
        wide.map((domain) => pick({ [domain.name]: 1 })),
      )?.length,
    ).toBe(20);
  });
});

/** Whether `count` boxes can cover exactly the marked points, tried in all ways. */
function coverable(domains: readonly GuardDomain[], marks: readonly boolean[], count: number): boolean {
  const all = allAssignments(domains);
  let boxes: readonly (readonly number[])[] = [[]];
  for (const domain of domains) {
    const subsets = Array.from({ length: 2 ** domain.values.length - 1 }, (_, at) => at + 1);
    boxes = boxes.flatMap((box) => subsets.map((subset) => [...box, subset]));
  }
  const inside = boxes
    .map((box) =>
      all.flatMap((assignment, at) => {
        const covered = domains.every((domain, axis) => ((box[axis] ?? 0) >> (assignment.get(domain.name) ?? 0)) & 1);
        return covered ? [at] : [];
      }),
    )
    .filter((points) => points.every((point) => marks[point]));
  const search = (left: ReadonlySet<number>, more: number): boolean => {
    const [point] = left;
    if (point === undefined) return true;
    if (more <= 0) return false;
    return inside.some(
      (points) => points.includes(point) && search(new Set([...left].filter((at) => !points.includes(at))), more - 1),
    );
  };
  return search(new Set(marks.flatMap((mark, at) => (mark ? [at] : []))), count);
}
