import { describe, expect, it } from "vitest";
import { renderCheckstyle } from "../../src/report/checkstyle.ts";
import { renderGitlab } from "../../src/report/gitlab.ts";
import { renderJunit } from "../../src/report/junit.ts";
import { reportOf } from "../../src/report/report.ts";
import { finding, labelOn, machineOptions, reportWith, resultOf } from "./fixtures.ts";
import { readXml } from "./xml-reader.ts";

const file = { name: "t/main.tf", text: "one two\nthree\n" };
const other = { name: "u/main.tf", text: "x\n" };

const mixed = reportOf([
  resultOf(
    [
      finding([labelOn(file, "two")], { notes: ["a note"], help: "do it" }),
      finding([labelOn(file, "three")], { severity: "warning", headline: "may be wrong" }),
      { ...finding([labelOn(file, "one")], { headline: "known" }), suppressed: { kind: "inSource", reason: "demo" } },
    ],
    { directory: "t" },
  ),
  resultOf([], { directory: "clean" }),
]);

describe("gitlab", () => {
  it("is Code Quality's list", () => {
    const fingerprint = expect.stringMatching(/^[0-9a-f]{32}$/);
    expect(JSON.parse(renderGitlab(mixed, { ...machineOptions, directory: "templates" }))).toEqual([
      {
        description: "slug is wrong",
        check_name: "app-slug-format",
        fingerprint,
        severity: "major",
        location: { path: "templates/t/main.tf", lines: { begin: 1, end: 1 } },
      },
      {
        description: "may be wrong",
        check_name: "app-slug-format",
        fingerprint,
        severity: "minor",
        location: { path: "templates/t/main.tf", lines: { begin: 2, end: 2 } },
      },
    ]);
  });

  it("has no fingerprint twice", () => {
    const same = finding([labelOn(file, "two")]);
    const report = reportWith(same, { ...same, witness: { a: "1" } }, { ...same, profiles: ["prod"] });
    const entries: readonly { readonly fingerprint: string; readonly description: string }[] = JSON.parse(
      renderGitlab(report, machineOptions),
    );
    expect(new Set(entries.map((entry) => entry.fingerprint)).size).toBe(3);
    expect(entries.map((entry) => entry.description)).toContain('slug is wrong (when `a` is "1")');
  });

  it("is an empty list when there is nothing to tell", () => {
    expect(renderGitlab(reportWith(), machineOptions)).toBe("[]\n");
  });
});

describe("junit", () => {
  it("has a suite for each file, and a passing one for a clean template", () => {
    const root = readXml(renderJunit(mixed, machineOptions));
    expect(root.attributes).toEqual({ name: "templatecheck", tests: "4", failures: "1", errors: "0", skipped: "1" });
    expect(root.children.map(({ attributes }) => attributes)).toEqual([
      { name: "t/main.tf", tests: "3", failures: "1", errors: "0", skipped: "1" },
      { name: "clean", tests: "1", failures: "0", errors: "0", skipped: "0" },
    ]);
    const [skipped, failed, passed] = root.children[0]?.children ?? [];
    expect(skipped?.children).toMatchObject([{ name: "skipped", attributes: { message: "demo" } }]);
    expect(failed?.attributes).toEqual({
      name: "app-slug-format: slug is wrong",
      classname: "t/main.tf",
      file: "t/main.tf",
      line: "1",
    });
    expect(failed?.children).toMatchObject([
      {
        name: "failure",
        attributes: { type: "error", message: "slug is wrong" },
        text: "t/main.tf:1:5: error[app-slug-format]: slug is wrong\na note\nhelp: do it",
      },
    ]);
    expect(passed?.children).toMatchObject([{ name: "system-out", text: expect.stringContaining("may be wrong") }]);
    expect(root.children[1]?.children).toMatchObject([{ attributes: { name: "no problems", classname: "clean" } }]);
  });

  it("fails from --fail-level on", () => {
    const root = readXml(renderJunit(mixed, { ...machineOptions, failLevel: "warning" }));
    expect(root.attributes.failures).toBe("2");
  });

  it("tells equal findings apart", () => {
    const twice = reportWith(finding([labelOn(file, "one")]), finding([labelOn(file, "two")]));
    const [suite] = readXml(renderJunit(twice, machineOptions)).children;
    expect(suite?.children.map(({ attributes }) => attributes.name)).toEqual([
      "app-slug-format: slug is wrong",
      "app-slug-format: slug is wrong (2)",
    ]);
  });
});

describe("checkstyle", () => {
  it("lists the findings by file", () => {
    const report = reportWith(
      finding([labelOn(file, "two")], { notes: ['it is "a" & <b>'] }),
      finding([labelOn(other, "x")], { severity: "info" }),
    );
    const root = readXml(renderCheckstyle(report, machineOptions));
    expect([root.name, root.attributes]).toEqual(["checkstyle", { version: "4.3" }]);
    expect(
      root.children.map(({ attributes, children }) => [attributes.name, children.map((one) => one.attributes)]),
    ).toEqual([
      [
        "t/main.tf",
        [
          {
            line: "1",
            column: "5",
            severity: "error",
            message: 'slug is wrong\nit is "a" & <b>',
            source: "templatecheck.app-slug-format",
          },
        ],
      ],
      [
        "u/main.tf",
        [
          {
            line: "1",
            column: "1",
            severity: "info",
            message: "slug is wrong",
            source: "templatecheck.app-slug-format",
          },
        ],
      ],
    ]);
  });

  it("is an empty list when there is nothing to tell", () => {
    expect(readXml(renderCheckstyle(reportWith(), machineOptions)).children).toEqual([]);
  });
});
