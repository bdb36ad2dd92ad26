import { describe, expect, it } from "vitest";
import { defaultTemplateMaximum, effectiveShare, portShare, templateMaximum } from "../../src/routing/share.ts";
import { disagreements, readTable } from "../tables.ts";

interface Row {
  readonly kind: string;
  readonly edition: string;
  readonly accepted: boolean;
  readonly requested: string;
  readonly templateMaximum: string;
  readonly validPortShareLevel: boolean;
  readonly authorizedLevelError: string | null;
  readonly level: string;
  readonly reported: string;
  readonly mayBeSet: boolean;
  readonly setError: string | null;
  readonly requestedLevel: string;
  readonly storedMaximum: string;
}

const rows = readTable<Row>("effective-port-share");
const ofKind = (...kinds: readonly string[]): readonly Row[] => rows.filter((row) => kinds.includes(row.kind));

describe("portShare", () => {
  it("allows the levels that Coder's functions allow", () => {
    const direct = ofKind("AuthorizedLevel");
    const different = disagreements(direct, (row) => {
      const verdict = portShare({ requested: row.requested, maximum: row.templateMaximum, edition: row.edition });
      return {
        expected: [row.accepted, row.validPortShareLevel, row.authorizedLevelError !== null],
        actual: [verdict.accepted, verdict.validPortShareLevel, verdict.authorizedLevelError !== null],
      };
    });
    expect(different).toEqual([]);
    expect(direct.length).toBe(100);
  });

  it("allows the shares that Coder's API makes", () => {
    const shares = ofKind("share a port", "share a port under the default maximum");
    const different = disagreements(shares, (row) => ({
      expected: row.accepted,
      actual: portShare({ requested: row.requestedLevel, maximum: row.storedMaximum, edition: row.edition }).accepted,
    }));
    expect(different).toEqual([]);
    expect(shares.length).toBe(54);
  });
});

it("lets only a premium edition have a maximum", () => {
  const maxima = ofKind("ConvertMaxLevel and ValidateTemplateMaxLevel");
  const different = disagreements(maxima, (row) => {
    const verdict = templateMaximum(row);
    return {
      expected: [row.reported, row.mayBeSet, row.setError !== null],
      actual: [verdict.reported, verdict.mayBeSet, verdict.setError !== null],
    };
  });
  expect(different).toEqual([]);
  expect(maxima.length).toBe(12);
});

describe("effectiveShare", () => {
  const base = { pathAppSharing: false, templateMaximum: "public", appShare: "clamp" } as const;

  it("starts at owner", () => {
    expect(effectiveShare({ ...base, declared: null, method: "subdomain" })).toEqual({
      declared: "owner",
      effective: "owner",
      limitedBy: [],
    });
  });

  it("makes apps by path the owner's, unless the deployment shares them", () => {
    expect(effectiveShare({ ...base, declared: "public", method: "path" })).toEqual({
      declared: "public",
      effective: "owner",
      limitedBy: ["path-app"],
    });
    expect(effectiveShare({ ...base, declared: "public", method: "path", pathAppSharing: true }).effective).toBe(
      "public",
    );
  });

  it("clamps to the template's maximum, unless apps are exempt", () => {
    const request = { ...base, declared: "public", method: "subdomain", templateMaximum: "organization" } as const;
    expect(effectiveShare(request)).toEqual({
      declared: "public",
      effective: "organization",
      limitedBy: ["template-maximum"],
    });
    expect(effectiveShare({ ...request, appShare: "exempt" }).effective).toBe("public");
  });

  it("names only what narrowed it", () => {
    expect(effectiveShare({ ...base, declared: "owner", method: "path", templateMaximum: "owner" }).limitedBy).toEqual(
      [],
    );
    expect(
      effectiveShare({ ...base, declared: "public", method: "path", pathAppSharing: true, templateMaximum: "owner" })
        .limitedBy,
    ).toEqual(["template-maximum"]);
  });

  it("knows the maximum of a template that states none", () => {
    expect([defaultTemplateMaximum("oss"), defaultTemplateMaximum("premium")]).toEqual(["public", "owner"]);
  });
});
