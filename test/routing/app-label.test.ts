import { describe, expect, it } from "vitest";
import {
  type AppLabelParts,
  type AppNaming,
  formatAppLabel,
  parseAppLabel,
  splitAppLabel,
} from "../../src/routing/app-label.ts";
import { disagreements, readTable } from "../tables.ts";

interface ParseRow {
  readonly kind: string;
  readonly label: string;
  readonly ok: boolean;
  readonly error?: string;
}

describe("parseAppLabel", () => {
  it("reads every label of the table as Coder does", () => {
    const rows = readTable<ParseRow>("hostname-parse");
    const different = disagreements(rows, ({ kind: _, label, error: __, ...expected }) => {
      const read = parseAppLabel(label);
      return { expected, actual: read.ok ? read : { ok: read.ok, reason: read.reason } };
    });
    expect(different).toEqual([]);
    expect(rows.length).toBe(1017);
  });

  it("keeps the agent of an app's hostname only in splitAppLabel", () => {
    expect(parseAppLabel("web--main--dev--alice")).toMatchObject({ ok: true, agent: "" });
    expect(splitAppLabel("web--main--dev--alice")).toMatchObject({ ok: true, agent: "main" });
  });

  it("says what is wrong", () => {
    expect(parseAppLabel("web--dev")).toMatchObject({ ok: false, reason: "format" });
    expect(parseAppLabel("8080--dev--alice")).toMatchObject({
      ok: false,
      error: 'port "8080" needs the name of an agent after it',
    });
  });

  it("takes any length", () => {
    const label = `${"a-".repeat(100_000)}b--dev--alice`;
    expect(parseAppLabel(label)).toMatchObject({ ok: true, workspace: "dev" });
    expect(parseAppLabel("-".repeat(100_000)).ok).toBe(false);
  });
});

type FormatRow =
  | ({ readonly kind: "ApplicationURL.String" } & AppLabelParts)
  | ({ readonly kind: "AppSubdomain"; readonly subdomainName: string } & AppNaming);

describe("formatAppLabel", () => {
  it("writes every label of the table as Coder does", () => {
    const rows = readTable<FormatRow>("hostname-generate");
    const different = disagreements(rows, (row) => {
      if (row.kind === "AppSubdomain") {
        return { expected: { subdomainName: row.subdomainName }, actual: formatAppLabel(row) };
      }
      const { kind: _, prefix, appSlugOrPort, agent, workspace, user, ...expected } = row;
      return { expected, actual: formatAppLabel({ prefix, appSlugOrPort, agent, workspace, user }) };
    });
    expect(different).toEqual([]);
    expect(rows.length).toBe(317);
  });
});
