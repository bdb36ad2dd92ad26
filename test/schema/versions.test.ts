import { describe, expect, it } from "vitest";
import {
  admitsAll,
  compareVersions,
  knownVersions,
  newestAdmitted,
  newestVersion,
  parseConstraints,
  resolveVersion,
} from "../../src/schema/versions.ts";

function constraints(text: string) {
  const result = parseConstraints(text);
  if (!result.ok) throw new Error(result.reason);
  return result.constraints;
}

describe("known versions", () => {
  it("are sorted, without repetitions", () => {
    for (const [index, version] of knownVersions.entries()) {
      const next = knownVersions[index + 1];
      if (next !== undefined) expect(compareVersions(version, next)).toBeLessThan(0);
    }
    expect(newestVersion).toBe("2.20.0");
  });

  it.each([
    ["2.17", "2.17.0"],
    ["2.13", "2.13.1"],
    ["2", "2.20.0"],
    ["v2.5.1", "2.5.1"],
    ["2.99", null],
    ["2.2.0-pre1", null],
    ["two", null],
  ])("%s is %s", (text, expected) => {
    expect(resolveVersion(text)).toBe(expected);
  });
});

describe("compareVersions", () => {
  it("follows semantic versioning", () => {
    const sorted = [
      "1.9.0",
      "1.10.0-alpha",
      "1.10.0-alpha.1",
      "1.10.0-alpha.beta",
      "1.10.0-rc.2",
      "1.10.0-rc.11",
      "1.10.0",
    ];
    expect(sorted.toReversed().sort(compareVersions)).toEqual(sorted);
  });
});

describe("constraints", () => {
  it.each([
    ["", "2.20.0", true],
    [">= 2.0, < 3.0", "2.20.0", true],
    ["~> 2.1", "2.20.0", true],
    ["~> 2.1", "2.0.2", false],
    ["~> 2.1.0", "2.1.3", true],
    ["~> 2.1.0", "2.2.0", false],
    ["~> 1", "2.0.0", false],
    ["~>0.12.4", "0.12.4", true],
    ["2.5.3", "2.5.3", true],
    ["= 2.5", "2.5.0", true],
    ["!= 2.20.0", "2.20.0", false],
    ["> 2.19", "2.20.0", true],
    ["<= 2.9", "2.9.0", true],
    [">= 2.0.0-rc.1", "2.0.0-rc.2", false],
    ["2.0.0-rc.2", "2.0.0-rc.2", true],
  ])("%s and %s: %s", (text, version, expected) => {
    expect(admitsAll(constraints(text), version)).toBe(expected);
  });

  it.each([
    ["2.x", 0, 3],
    [">= 2.0, oops", 8, 12],
    [">= 2.0,", 7, 7],
    ["=> 2", 0, 4],
  ])("%s is none, from %i to %i", (text, start, end) => {
    expect(parseConstraints(text)).toMatchObject({ ok: false, start, end });
  });

  it("choose the newest release, as init does", () => {
    expect(newestAdmitted(constraints("~> 2.1.0")).version).toBe("2.1.3");
    expect(newestAdmitted(constraints("")).version).toBe("2.20.0");
    expect(newestAdmitted(constraints(">= 3")).version).toBeNull();
  });

  it("believe a prerelease that they name, and judge it as its release", () => {
    expect(newestAdmitted(constraints("2.4.0-pre0")).version).toBe("2.4.0");
    expect(newestAdmitted(constraints(">= 2.3, 2.4.0-pre0")).version).toBe("2.4.0");
    expect(newestAdmitted(constraints("2.4.0-pre0"), "2.4.0-pre0")).toMatchObject({ version: "2.4.0", locked: true });
    expect(newestAdmitted(constraints("< 2.4, 2.4.0-pre0")).version).toBe("2.4.0");
    expect(newestAdmitted(constraints(">= 2.4, 2.4.0-pre0")).version).toBeNull();
    expect(newestAdmitted(constraints("> 2.20.0-pre0, < 2.20.0")).version).toBeNull();
  });

  it("leave a locked version that they admit", () => {
    expect(newestAdmitted(constraints(">= 2.0"), "2.9.0")).toMatchObject({ version: "2.9.0", locked: true });
    expect(newestAdmitted(constraints(">= 2.10"), "2.9.0")).toMatchObject({ version: "2.20.0", locked: false });
    expect(newestAdmitted(constraints(">= 2.10"), "2.77.0")).toMatchObject({ version: "2.20.0", locked: true });
  });
});
