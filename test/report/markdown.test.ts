import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { codeBlock, codeSpan, htmlText, markdownText } from "../../src/report/markdown-text.ts";
import { finding, labelOn, machineOptions, reportWith } from "./fixtures.ts";

const file = { name: "t/main.tf", text: "one two\nthree\n" };

describe("markdown", () => {
  it("is a table, and the sources folded away", () => {
    const report = reportWith(
      finding([labelOn(file, "three")], { severity: "warning", witness: { ide: "x" } }),
      finding([labelOn(file, "two")]),
    );
    expect(renderMarkdown(report, machineOptions, 10_000)).toBe(`### templatecheck: 1 error, 1 warning in 1 template

| | rule | where | what |
| --- | --- | --- | --- |
| ❌ error | \`app-slug-format\` | \`t/main.tf:1:5\` | slug is wrong |
| ⚠️ warning | \`app-slug-format\` | \`t/main.tf:2:1\` | slug is wrong<br>when \`ide\` is "x" |

<details><summary><code>app-slug-format</code> in <code>t/main.tf:1</code></summary>

\`\`\`text
error[app-slug-format]: slug is wrong
 --> t/main.tf:1:5
  |
1 | one two
  |     ^^^
2 | three
\`\`\`

</details>

<details><summary><code>app-slug-format</code> in <code>t/main.tf:2</code></summary>

\`\`\`text
warning[app-slug-format]: slug is wrong
 --> t/main.tf:2:1
  |
1 | one two
2 | three
  | ^^^^^
  |
  = note: when \`ide\` is "x"
\`\`\`

</details>
`);
  });

  it("links to the lines where a service shows them", () => {
    const options = {
      ...machineOptions,
      sourceAddress: (path: string, line: number) => `https://git.example/${path}#L${line}`,
    };
    expect(renderMarkdown(reportWith(finding([labelOn(file, "two")])), options, 10_000)).toContain(
      "| [`t/main.tf:1:5`](https://git.example/t/main.tf#L1) |",
    );
  });

  it("is one line when there is nothing to tell", () => {
    expect(renderMarkdown(reportWith(), machineOptions, 10_000)).toBe("### templatecheck: no problems in 1 template\n");
  });

  it("stays within its limit and says what is left out", () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      finding([labelOn(file, "two")], { headline: `number ${index} \u{1f600}` }),
    );
    for (const limit of [2_000, 20_000, 60_000, 1024 * 1024]) {
      const text = renderMarkdown(reportWith(...many), machineOptions, limit);
      const rows = text.match(/^\| ❌/gm)?.length ?? 0;
      expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(limit);
      expect(rows).toBeGreaterThan(5);
      if (rows < 500) expect(text).toContain(`${500 - rows} more are left out here.`);
    }
  });
});

describe("text in markdown", () => {
  it("means nothing there", () => {
    expect(markdownText("a *b* _c_ [d](e) <img> | # ~~x~~ \\")).toBe(
      "a \\*b\\* \\_c\\_ \\[d\\]\\(e\\) &lt;img&gt; \\| #<!-- --> \\~\\~x\\~\\~ \\\\",
    );
  });

  it("mentions nobody and links nowhere", () => {
    expect(markdownText("@org/team #12 https://evil.example www.evil.example")).toBe(
      "@<!-- -->org/team #<!-- -->12 https:<!-- -->//evil.example www<!-- -->.evil.example",
    );
    expect(htmlText("<b>@you</b>\n\n# x")).toBe("&lt;b&gt;@<!-- -->you&lt;/b&gt;\\n\\n#<!-- --> x");
  });

  it("keeps code as code", () => {
    expect(markdownText("`a_b` is `c|d`, not `")).toBe("`a_b` is `c\\|d`, not \\`");
  });

  it("can't end its code", () => {
    expect(codeSpan("a``b`")).toBe("``` a``b` ```");
    expect(codeBlock(["x", "````", "y"])).toBe("`````text\nx\n````\ny\n`````\n");
  });
});
