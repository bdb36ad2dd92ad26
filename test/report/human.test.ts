import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostic.ts";
import { renderHuman } from "../../src/report/human.ts";
import { reportOf } from "../../src/report/report.ts";
import { finding, labelOn, reportWith, resultOf } from "./fixtures.ts";

const options = { color: false, width: 100, quiet: true, verbose: false };

function render(...diagnostics: Diagnostic[]): string {
  return renderHuman(reportWith(...diagnostics), options);
}

const main = {
  name: "docker/main.tf",
  text: `resource "coder_app" "code" {
  agent_id = coder_agent.main.id
  slug     = "My_App"
  share    = local.share

  url      = "http://localhost:8080"
}
`,
};

describe("a diagnostic for people", () => {
  it("shows the place, two lines around it, and the facts", () => {
    const text = render(
      finding([labelOn(main, '"My_App"', "only lower-case letters, digits and hyphens")], {
        headline: 'slug "My_App" is not a slug',
        notes: ["Coder compares slugs byte by byte"],
        help: 'write "my-app"',
        witness: { ide: "jetbrains", port: "1" },
      }),
    );
    expect(text).toBe(`error[app-slug-format]: slug "My_App" is not a slug
 --> docker/main.tf:3:14
  |
1 | resource "coder_app" "code" {
2 |   agent_id = coder_agent.main.id
3 |   slug     = "My_App"
  |              ^^^^^^^^ only lower-case letters, digits and hyphens
4 |   share    = local.share
  |
  = note: when \`ide\` is "jetbrains" and \`port\` is "1"
  = note: Coder compares slugs byte by byte
  = help: write "my-app"

`);
  });

  it("shows other files with their own arrow", () => {
    const other = { name: "docker/params.tf", text: 'locals {\n  share = "public"\n}\n' };
    const text = render(
      finding([
        labelOn(other, '"public"', "a user may pick this", false),
        labelOn(main, "local.share", "one of these"),
      ]),
    );
    expect(text).toContain(`4 |   share    = local.share
  |              ^^^^^^^^^^^ one of these
5 |
6 |   url      = "http://localhost:8080"
 ::: docker/params.tf:2:11
  |
1 | locals {
2 |   share = "public"
  |           -------- a user may pick this
3 | }
`);
  });

  it("hangs the texts of several labels on one line", () => {
    const file = { name: "a.tf", text: "left = middle + right\n" };
    const text = render(
      finding([
        labelOn(file, "left", "the first", false),
        labelOn(file, "middle", "the second"),
        labelOn(file, "right", "the third", false),
      ]),
    );
    expect(text).toContain(`1 | left = middle + right
  | ----   ^^^^^^   ----- the third
  | |      |
  | |      the second
  | the first
`);
  });

  it("folds what is between distant labels", () => {
    const file = { name: "a.tf", text: Array.from({ length: 30 }, (_, index) => `line${index + 1}x`).join("\n") };
    const text = render(finding([labelOn(file, "line20x", "again"), labelOn(file, "line2x", "first here", false)]));
    expect(text).toContain(` 3 | line3x
...
18 | line18x
`);
    expect(text).not.toContain("line10x");
  });

  it("marks both ends of a label over several lines", () => {
    const file = { name: "a.tf", text: "a {\n  b {\n    c = 1\n  }\n}\n" };
    const start = file.text.indexOf("b {");
    const text = render(
      finding([{ file, span: { start, end: file.text.indexOf("  }") + 3 }, text: "this block", primary: true }]),
    );
    expect(text).toContain(`2 |   b {
  |   ^^^
3 |     c = 1
4 |   }
  |   ^ this block
`);
  });

  it("marks an empty place and the end of a file", () => {
    const file = { name: "a.tf", text: "a = " };
    const text = render(finding([{ file, span: { start: 4, end: 4 }, text: "a value is missing", primary: true }]));
    expect(text).toContain("1 | a =\n  |     ^ a value is missing\n");
  });

  it("shows only the place of a file without text", () => {
    const file = { name: "a.tf", text: "" };
    expect(render(finding([{ file, span: { start: 0, end: 0 }, text: "", primary: true }]))).toBe(
      "error[app-slug-format]: slug is wrong\n --> a.tf:1:1\n\n",
    );
  });
});

describe("carets", () => {
  const caretsUnder = (text: string, marked: string): string => {
    const lines = render(finding([labelOn({ name: "a.tf", text }, marked)])).split("\n");
    const at = lines.findIndex((line) => line.includes("^"));
    return `${lines[at - 1]}\n${lines[at]}`;
  };

  it("stand right after wide characters", () => {
    expect(caretsUnder('a = "日本" + x', "x")).toBe('1 | a = "日本" + x\n  |              ^');
    expect(caretsUnder('a = "日本"', "日本")).toBe('1 | a = "日本"\n  |      ^^^^');
    expect(caretsUnder('a = "🚀" + x', "x")).toBe('1 | a = "🚀" + x\n  |            ^');
  });

  it("give combining marks no column", () => {
    expect(caretsUnder('a = "e\u0301" + x', "x")).toBe('1 | a = "e\u0301" + x\n  |           ^');
  });

  it("follow expanded tabs", () => {
    expect(caretsUnder("a\t=\tx", "x")).toBe("1 | a   =   x\n  |         ^");
  });

  it("stand under characters that are seen as one", () => {
    // A family, a flag, a heart that is an emoji, a key cap; letters with marks; Hangul by its letters.
    for (const [wide, columns] of [
      ["\u{1f468}\u200d\u{1f469}\u200d\u{1f467}", 2],
      ["\u{1f1e9}\u{1f1ea}", 2],
      ["\u2764\ufe0f", 2],
      ["1\ufe0f\u20e3", 2],
      ["\u{1f44d}\u{1f3fd}", 2],
      ["e\u0301", 1],
      ["\u1112\u1161\u11ab", 2],
      ["\u65e5", 2],
    ] as const) {
      expect(caretsUnder(`a = "${wide}" + x`, "x")).toBe(`1 | a = "${wide}" + x\n  | ${" ".repeat(5 + columns + 4)}^`);
    }
  });

  it("survive line breaks of two characters", () => {
    expect(caretsUnder("a = x\r\nb = y\r\n", "y")).toBe("2 | b = y\n  |     ^");
  });

  it("stay visible in very long lines", () => {
    const text = `a = "${"x".repeat(5000)}" + wrong + "${"y".repeat(5000)}"`;
    const shown = caretsUnder(text, "wrong").split("\n");
    expect(shown[0]?.length).toBeLessThanOrEqual(100);
    expect(shown[0]).toMatch(/^1 \| ….*…$/);
    expect(shown[0]?.indexOf("wrong")).toBe(shown[1]?.indexOf("^^^^^"));
  });

  it("stay visible when the mark itself is longer than the line", () => {
    const shown = caretsUnder(`a = ${"z".repeat(100_000)}`, "z".repeat(100_000)).split("\n");
    expect(shown[0]?.length).toBeLessThanOrEqual(100);
    expect(shown[1]?.trimEnd().length).toBeLessThanOrEqual(100);
    expect(shown[0]).toContain("= zzz");
    expect(shown[0]?.indexOf("z")).toBe(shown[1]?.indexOf("^"));
  });
});

describe("hostile text", () => {
  it("is shown as escapes, wherever it stands", () => {
    const file = { name: "a\u202e.tf", text: 'a = "\u001b[31m\u202e\u009b\u2028" + x\n' };
    const text = render(
      finding([labelOn(file, "x", "\u001b]0;title\u0007")], {
        headline: "bad \u001b[2J\n::error::x",
        notes: ["note\u2066"],
        help: "help\r\n::set",
      }),
    );
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e\u2066]/);
    expect(text).toContain('1 | a = "\\u001b[31m\\u202e\\u009b\\u2028" + x');
    expect(text).toContain("bad \\u001b[2J\\n::error::x");
    const lines = text.split("\n");
    expect(lines.find((line) => line.includes("^"))?.indexOf("^")).toBe(
      lines.find((line) => line.startsWith("1 |"))?.lastIndexOf("x"),
    );
  });
});

describe("colour", () => {
  it("only repeats what the characters say", () => {
    const report = reportWith(finding([labelOn(main, '"My_App"', "here"), labelOn(main, "local", "there", false)]));
    const coloured = renderHuman(report, { ...options, color: true });
    // biome-ignore lint/complexity/useRegexLiterals: the escape character in a literal is harder to read
    const stripped = coloured.replaceAll(new RegExp("\\u001b\\[[0-9;]*m", "g"), "");
    expect(coloured).not.toBe(stripped);
    expect(stripped).toBe(renderHuman(report, options));
  });
});

describe("a fix", () => {
  const start = main.text.indexOf('"My_App"');
  const edit = { file: main, span: { start, end: start + 8 }, newText: '"my-app"' };

  it("is shown as the line before and after", () => {
    const text = render(
      finding([labelOn(main, '"My_App"')], { fix: { safe: true, title: "change the slug", edits: [edit] } }),
    );
    expect(text).toContain(`  = fix: change the slug
3 -   slug     = "My_App"
3 +   slug     = "my-app"
`);
  });

  it("says when it may change the meaning", () => {
    const text = render(
      finding([labelOn(main, '"My_App"')], { fix: { safe: false, title: "change the slug", edits: [edit, edit] } }),
    );
    expect(text).toContain("  = unsafe fix: change the slug\n");
    expect(text).not.toContain("3 -");
  });
});

describe("the summary", () => {
  it("counts findings and tells the ledger in one line", () => {
    const one = finding([labelOn(main, "slug")]);
    const report = reportOf([
      resultOf([one, { ...one, severity: "warning", suppressed: { kind: "inSource", reason: "demo" } }], {
        apps: { total: 37, decided: 33, byChoice: 3, unknown: 1 },
      }),
    ]);
    expect(renderHuman(report, { ...options, quiet: false })).toMatch(
      /\n\n1 error in 1 template \(1 suppressed\)\n37 apps: 33 decided, 3 depend on a choice, 1 unknown\n$/,
    );
  });

  it("says so when there is nothing to tell", () => {
    expect(renderHuman(reportOf([resultOf([])]), { ...options, quiet: false })).toBe("no problems in 1 template\n");
    expect(renderHuman(reportOf([resultOf([])]), options)).toBe("");
  });

  it("says what can be fixed, what isn't loaded, and what was not looked at", () => {
    const fix = { safe: true, title: "t", edits: [] };
    const one = finding([labelOn(main, "slug")], { fix });
    const entry = { reason: "x", dependsOn: [], source: { file: "t/main.tf", line: 1, column: 1 } };
    const report = reportOf([
      resultOf(
        [
          one,
          { ...one, headline: "b", fix: { ...fix, safe: false } },
          { ...one, headline: "c", suppressed: { kind: "baseline" } },
        ],
        {
          apps: { total: 1, decided: 0, byChoice: 0, unknown: 1 },
          choices: { count: 1, widened: true },
          unresolved: [
            { ...entry, address: 'module.a["x"].module.ide', attribute: "source" },
            { ...entry, address: "coder_app.code", attribute: "url" },
          ],
          wildcardUnknown: true,
        },
      ),
    ]);
    expect(
      renderHuman(report, { ...options, quiet: false })
        .split("\n\n")
        .at(-1),
    ).toBe(
      `2 errors in 1 template (1 in the baseline)
1 fixable with --fix, 1 more with --unsafe-fixes
1 app: 0 decided, 1 unknown; 1 module not loaded
choices widened: some combinations of parameters were not looked at one by one, see --max-choices
hostnames end in {wildcard}: no wildcardAccessUrl is stated, see --wildcard-access-url
`,
    );
  });

  it("lists the ledger and the suppressed when asked for more", () => {
    const one = finding([labelOn(main, "slug")]);
    const report = reportOf([
      resultOf([{ ...one, suppressed: { kind: "inSource", reason: "demo" } }], {
        unresolved: [
          {
            address: "coder_app.code",
            attribute: "url",
            reason: "known only after apply",
            dependsOn: [],
            source: { file: "t/main.tf", line: 6, column: 3 },
          },
        ],
      }),
    ]);
    const text = renderHuman(report, { ...options, quiet: false, verbose: true });
    expect(text).toContain("= suppressed: demo\n");
    expect(text).toContain("unknown: coder_app.code.url: known only after apply (t/main.tf:6:3)\n");
    expect(renderHuman(report, options)).toBe("");
  });
});

describe("hyperlinks", () => {
  it("are around the rule and the places, and change nothing that is seen", () => {
    const report = reportWith(finding([labelOn(main, '"My_App"'), labelOn(module, "type", "there", false)]));
    const links = { file: (name: string) => `file:///${name}`, rule: (rule: string) => `https://example.com/${rule}` };
    const linked = renderHuman(report, { ...options, links });
    const link = (address: string, text: string): string => `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`;
    expect(linked).toContain(link("https://example.com/app-slug-format", "error[app-slug-format]"));
    expect(linked).toContain(`--> ${link("file:///docker/main.tf", "docker/main.tf:3:14")}`);
    expect(linked).toContain(`::: ${link("file:///modules/a/main.tf", "modules/a/main.tf:1:16")}`);
    // biome-ignore lint/complexity/useRegexLiterals: the escape character in a literal is harder to read
    expect(linked.replaceAll(new RegExp("\u001b]8;;[^\u001b]*\u001b\\\\", "g"), "")).toBe(renderHuman(report, options));
  });
});

/** Another file. */
const module = { name: "modules/a/main.tf", text: 'variable "a" { type = string }\n' };
