import { describe, expect, it } from "vitest";
import type { MachineOptions } from "../../src/report/machine.ts";
import { reportOf } from "../../src/report/report.ts";
import { renderSarif } from "../../src/report/sarif.ts";
import type { Report } from "../../src/report/types.ts";
import { finding, labelOn, machineOptions, reportWith, resultOf } from "./fixtures.ts";
import { sarifProblems } from "./sarif-schema.ts";

const file = { name: "t/main.tf", text: 'a = 1\n  slug = "Bad"\nb = "\u{1f600}" + c\n' };
const other = { name: "t/über 100%.tf", text: "x = y\n" };

interface Location {
  readonly message?: { readonly text: string };
  readonly physicalLocation: { readonly region: { readonly startLine: number } };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [Location];
  readonly relatedLocations: readonly Location[];
  readonly partialFingerprints: object;
  readonly codeFlows: readonly [
    { readonly threadFlows: readonly [{ readonly locations: readonly { readonly location: Location }[] }] },
  ];
  readonly fixes: readonly object[];
  readonly suppressions?: readonly object[];
  readonly properties: { readonly templates: readonly string[] };
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly object[] } };
  readonly results: readonly [Result, ...Result[]];
  readonly invocations: readonly [{ readonly toolExecutionNotifications: readonly [Location] }];
}

function sarif(report: Report, more: Partial<MachineOptions> = {}): Run {
  const document: { readonly runs: readonly [Run] } = JSON.parse(renderSarif(report, { ...machineOptions, ...more }));
  expect(sarifProblems(document)).toEqual([]);
  return document.runs[0];
}

describe("sarif", () => {
  it("places a result in UTF-16 columns, at a path of the repository", () => {
    const run = sarif(reportWith(finding([labelOn(file, "c")])), { directory: "templates", subject: "templates/t" });
    expect(run).toMatchObject({
      tool: { driver: { name: "templatecheck", semanticVersion: "0.1.0" } },
      automationDetails: { id: "templatecheck/templates/t/" },
      columnKind: "utf16CodeUnits",
    });
    expect(run.results[0].locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: "templates/t/main.tf", uriBaseId: "%SRCROOT%" },
          region: { startLine: 3, startColumn: 12, endLine: 3, endColumn: 13, snippet: { text: "c" } },
        },
      },
    ]);
  });

  it("has both fingerprints", () => {
    const [result] = sarif(reportWith(finding([labelOn(file, '"Bad"')]))).results;
    expect(result.partialFingerprints).toEqual({
      primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]+:1$/),
      "templatecheck/v1": expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it("describes the rules that are met, with a severity where it is about security", () => {
    const run = sarif(
      reportWith(
        finding([labelOn(file, "slug")], { rule: "secret-in-url" }),
        finding([labelOn(file, "a")], { rule: "app-slug-format", severity: "info" }),
      ),
    );
    expect(run.tool.driver.rules).toEqual([
      expect.objectContaining({
        id: "app-slug-format",
        shortDescription: { text: "title of app-slug-format" },
        fullDescription: { text: "why" },
        help: {
          text: expect.stringContaining("why"),
          markdown: expect.stringContaining("**title of app-slug-format**"),
        },
        defaultConfiguration: { level: "warning" },
        properties: {
          tags: ["coder", "terraform", "what-cant-be-reached"],
          precision: "very-high",
          "problem.severity": "warning",
        },
      }),
      expect.objectContaining({
        id: "secret-in-url",
        properties: expect.objectContaining({
          tags: expect.arrayContaining(["security"]),
          precision: "medium",
          "security-severity": "5.0",
        }),
      }),
    ]);
    expect(run.results.map((result) => [result.ruleId, result.ruleIndex, result.level])).toEqual([
      ["app-slug-format", 0, "note"],
      ["secret-in-url", 1, "error"],
    ]);
  });

  it("links the other places from the message", () => {
    const labels = [labelOn(file, "slug", "here"), labelOn(other, "y", "the [other] one", false)];
    const [result] = sarif(reportWith(finding(labels, { notes: ["a note"], help: "do it" }))).results;
    expect(result.message.text).toBe("slug is wrong\nhere\n[the \\[other\\] one](1)\na note\nhelp: do it");
    expect(result.relatedLocations).toMatchObject([
      { id: 1, physicalLocation: { artifactLocation: { uri: "t/%C3%BCber%20100%25.tf" } } },
    ]);
  });

  it("makes no link of what a template says", () => {
    const headline = "url is [here](https://evil.example)";
    expect(sarif(reportWith(finding([labelOn(file, "a")], { headline }))).results[0].message.text).not.toContain("](");
  });

  it("shows the way of a value", () => {
    const trail = [
      { file: other, span: { start: 0, end: 1 }, text: "var.x = 3000" },
      { file: other, span: { start: 4, end: 5 }, text: "" },
    ];
    const [result] = sarif(reportWith(finding([labelOn(file, "slug")], { trail }))).results;
    const { locations } = result.codeFlows[0].threadFlows[0];
    expect(locations.map(({ location }) => location.message?.text)).toEqual([
      "var.x = 3000",
      undefined,
      "slug is wrong",
    ]);
    expect(locations.at(-1)?.location.physicalLocation.region.startLine).toBe(2);
  });

  it("has suppressions on all results or on none", () => {
    const one = finding([labelOn(file, "slug")]);
    expect(sarif(reportWith(one)).results[0]).not.toHaveProperty("suppressions");
    const report = reportOf([
      resultOf([
        one,
        { ...one, headline: "b", suppressed: { kind: "inSource", reason: "demo" } },
        { ...one, headline: "c", suppressed: { kind: "baseline" } },
      ]),
    ]);
    expect(sarif(report).results.map((result) => result.suppressions)).toEqual([
      [{ kind: "inSource", justification: "demo" }],
      [{ kind: "external" }],
      [],
    ]);
  });

  it("offers the fix", () => {
    const start = file.text.indexOf('"Bad"');
    const fix = {
      safe: false,
      title: "Write bad",
      edits: [{ file, span: { start, end: start + 5 }, newText: '"bad"' }],
    };
    const [result] = sarif(reportWith(finding([labelOn(file, '"Bad"')], { fix }))).results;
    expect(result.fixes).toEqual([
      {
        description: { text: "Write bad (may change what the template means)" },
        artifactChanges: [
          {
            artifactLocation: { uri: "t/main.tf", uriBaseId: "%SRCROOT%" },
            replacements: [
              {
                deletedRegion: { startLine: 2, startColumn: 10, endLine: 2, endColumn: 15 },
                insertedContent: { text: '"bad"' },
              },
            ],
          },
        ],
      },
    ]);
  });

  it("tells one finding of a shared module once, with the templates that have it", () => {
    const shared = finding([labelOn(file, "slug")]);
    const report = reportOf(["a", "b", "c"].map((directory) => resultOf([shared], { directory })));
    const { results } = sarif(report);
    expect(results).toHaveLength(1);
    expect(results[0].properties.templates).toEqual(["a", "b", "c"]);
    expect(results[0].message.text).toContain("in 3 templates: a, b, c");
  });

  it("keeps the gravest of too many, and says so", () => {
    const many = Array.from({ length: 25_001 }, (_, index) =>
      finding([labelOn(file, "slug")], { headline: `${index}`, severity: index === 7 ? "info" : "error" }),
    );
    const document: { readonly runs: readonly [Run] } = JSON.parse(renderSarif(reportWith(...many), machineOptions));
    expect(document.runs[0].results).toHaveLength(25_000);
    expect(document.runs[0].results.every((result) => result.level === "error")).toBe(true);
    expect(document.runs[0].invocations[0].toolExecutionNotifications[0].message?.text).toMatch(/^1 findings/);
  });

  it("leaves out long snippets", () => {
    const long = { name: "a.tf", text: "z".repeat(3000) };
    const [result] = sarif(reportWith(finding([labelOn(long, long.text)]))).results;
    expect(result.locations[0].physicalLocation.region).not.toHaveProperty("snippet");
  });

  it("is valid without results", () => {
    expect(sarif(reportWith()).results).toEqual([]);
  });
});
