import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { renderCompact } from "../../src/report/compact.ts";
import { fingerprints } from "../../src/report/fingerprint.ts";
import { renderJson, renderJsonLines } from "../../src/report/json.ts";
import { reportOf } from "../../src/report/report.ts";
import { finding, labelOn, reportWith, resultOf } from "./fixtures.ts";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
const options = { toolVersion: "0.1.0", digest };
const file = { name: "t/main.tf", text: 'a = 1\n  slug = "Bad"\n' };

describe("json", () => {
  it("has version 1's shape", () => {
    const report = reportWith(
      finding([labelOn(file, '"Bad"', "here")], {
        notes: ["n"],
        help: "do it",
        witness: { ide: "x" },
        profiles: ["prod"],
        fix: { safe: true, title: "t", edits: [{ file, span: { start: 15, end: 20 }, newText: '"bad"' }] },
        trail: [{ file, span: { start: 0, end: 5 }, text: "a = 1" }],
      }),
    );
    const place = {
      file: "t/main.tf",
      start: { line: 2, column: 10, offset: 15 },
      end: { line: 2, column: 15, offset: 20 },
    };
    const document: unknown = JSON.parse(renderJson(report, options));
    expect(document).toEqual({
      version: 1,
      tool: { name: "templatecheck", version: "0.1.0" },
      templates: [
        {
          path: "t",
          apps: { total: 0, decided: 0, byChoice: 0, unknown: 0 },
          choices: { count: 1, widened: false },
          unresolved: [],
        },
      ],
      diagnostics: [
        {
          rule: "app-slug-format",
          severity: "error",
          message: "slug is wrong",
          template: "t",
          ...place,
          labels: [{ ...place, text: "here", primary: true }],
          notes: ["n"],
          help: "do it",
          when: { ide: "x" },
          profiles: ["prod"],
          trail: [
            {
              file: "t/main.tf",
              start: { line: 1, column: 1, offset: 0 },
              end: { line: 1, column: 6, offset: 5 },
              text: "a = 1",
            },
          ],
          fix: { safe: true, title: "t", edits: [{ ...place, newText: '"bad"' }] },
          fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
          url: "docs/rules/app-slug-format.md",
        },
      ],
      summary: { files: 1, templates: 1, errors: 1, warnings: 0, infos: 0, suppressed: 0, baselined: 0 },
    });
  });

  it("leaves out what there is nothing to say about", () => {
    const document = JSON.parse(renderJson(reportWith(finding([labelOn(file, "slug")])), options));
    const [diagnostic] = document.diagnostics;
    for (const key of ["notes", "help", "when", "profiles", "trail", "fix", "suppressed"]) {
      expect(diagnostic).not.toHaveProperty(key);
    }
  });

  it("writes direction marks as escapes", () => {
    const text = renderJson(reportWith(finding([labelOn(file, "slug", "a\u202eb\u{e0041}")])), options);
    expect(text).not.toMatch(/[\u202e\u{e0041}]/u);
    expect(JSON.parse(text).diagnostics[0].labels[0].text).toBe("a\u202eb\u{e0041}");
  });
});

describe("json lines", () => {
  it("is one diagnostic a line, the summary last", () => {
    const report = reportWith(finding([labelOn(file, "slug")]), finding([labelOn(file, "a")]));
    const lines = renderJsonLines(report, options).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).start?.offset ?? JSON.parse(line).summary.errors)).toEqual([0, 8, 2]);
    expect(lines.every((line) => JSON.parse(line).version === 1)).toBe(true);
  });
});

describe("compact", () => {
  it("is one finding a line", () => {
    expect(renderCompact(reportWith(finding([labelOn(file, "slug")])))).toBe(
      "t/main.tf:2:3: error[app-slug-format]: slug is wrong\n",
    );
  });
});

describe("the order of a report", () => {
  it("is template, file, offset, rule", () => {
    const other = { name: "t/a.tf", text: "x y" };
    const report = reportOf([
      resultOf([finding([labelOn(file, "slug")])], { directory: "u" }),
      resultOf(
        [
          finding([labelOn(file, "a")]),
          finding([labelOn(other, "y")], { rule: "syntax-error" }),
          finding([labelOn(other, "y")], { rule: "app-icon-url" }),
          finding([labelOn(other, "x")]),
        ],
        { directory: "t" },
      ),
    ]);
    expect(renderCompact(report).replaceAll(/: slug is wrong/g, "")).toBe(
      `t/a.tf:1:1: error[app-slug-format]
t/a.tf:1:3: error[app-icon-url]
t/a.tf:1:3: error[syntax-error]
t/main.tf:1:1: error[app-slug-format]
t/main.tf:2:3: error[app-slug-format]
`,
    );
  });
});

describe("fingerprints", () => {
  const of = (text: string, marked: string): readonly string[] => {
    const report = reportWith(finding([labelOn({ name: "t/main.tf", text }, marked)]));
    return fingerprints(report.diagnostics, digest);
  };

  it("stay when lines move and blanks change", () => {
    expect(of('\n\n# new\n\tslug   =   "Bad"\n', '"Bad"')).toEqual(of('slug = "Bad"\n', '"Bad"'));
  });

  it("change with the text", () => {
    expect(of('slug = "Worse"\n', '"Worse"')).not.toEqual(of('slug = "Bad"\n', '"Bad"'));
  });

  it("tell equal findings apart", () => {
    const report = reportWith(finding([labelOn(file, "slug")]), finding([labelOn(file, "slug")]));
    const [first, second] = fingerprints(report.diagnostics, digest);
    expect(first).not.toBe(second);
  });
});
