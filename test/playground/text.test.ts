import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highlight } from "../../src/playground/highlight.ts";
import { deceptiveLines, gutter, layer, type Mark } from "../../src/playground/layer.ts";
import { movedMarks } from "../../src/playground/marks.ts";

function kinds(name: string, text: string): readonly string[] {
  return highlight(name, text).map(({ start, end, kind }) => `${kind} ${text.slice(start, end)}`);
}

/** What a reader of the HTML sees. */
function seen(html: string): string {
  const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
  return html.replaceAll(/<[^>]*>/g, "").replaceAll(/&(#?\w+);/g, (_, name: string) => entities[name] ?? "?");
}

describe("highlighting", () => {
  it("tells words of the language, names and texts apart", () => {
    expect(kinds("main.tf", 'resource "a" "b" { # x\n  c = "${d}" + 1\n}\n')).toEqual([
      ...["keyword resource", 'string "', "string a", 'string "', 'string "', "string b", 'string "', "comment # x\n"],
      ...["attribute c", 'string "', "hole ${", "name d", "hole }", 'string "', "number 1"],
    ]);
  });

  it("knows JSON, YAML and templates", () => {
    expect(kinds("main.tf.json", '{"a": ["b", 1, true]}')).toEqual([
      'attribute "a"',
      'string "b"',
      "number 1",
      "keyword true",
    ]);
    expect(kinds(".templatecheck.yaml", 'a:\n  b-c: "x" # y\n  d: true\n')).toEqual([
      ...["attribute a", "attribute b-c", 'string "x"', "comment # y", "attribute d", "keyword true"],
    ]);
    expect(kinds("a.sh.tftpl", "echo ${b}")).toEqual(["string echo ", "hole ${", "name b", "hole }"]);
    expect(kinds("notes.txt", "a = 1")).toEqual([]);
  });

  it("is in order, without overlap, and leaves no character out, whatever the text", () => {
    const names = fc.constantFrom("a.tf", "a.json", "a.yaml", "a.tftpl", "a.txt");
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(..."\"'{}[]$%\\<EOT\n#/*-: a1é") }),
    );
    const marks = fc.array(
      fc.record({ start: fc.nat(60), end: fc.nat(60), severity: fc.constantFrom("error", "warning", "info") }),
    );
    fc.assert(
      fc.property(names, text, marks, (name, written, found) => {
        const stretches = highlight(name, written);
        let at = 0;
        for (const { start, end } of stretches) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(written.length);
        expect(seen(layer(written, stretches, found as Mark[]).html)).toBe(`${written}\n`);
      }),
    );
  });
});

describe("the layer", () => {
  it("marks spans, the gravest first, and shows where nothing is", () => {
    const mark = (start: number, end: number, severity: Mark["severity"]): Mark => ({ start, end, severity });
    expect(layer("abcdef", [], [mark(1, 4, "warning"), mark(2, 3, "error")]).html).toBe(
      'a<span class="mark warning">b</span><span class="mark error">c</span><span class="mark warning">d</span>ef\n',
    );
    expect(layer("ab\n", [], [mark(2, 2, "error")]).html).toBe('a<span class="mark error">b</span>\n\n');
    expect(layer("", [], [mark(0, 0, "error")]).html).toBe("\n");
    expect(layer("ab", [], [mark(7, 9, "error")]).html).toBe('a<span class="mark error">b</span>\n');
  });

  it("has nothing but text of a text", () => {
    const html = layer('<img src=x onerror="alert(1)">', [], [{ start: 0, end: 4, severity: "error" }]).html;
    expect(html).not.toContain("<img");
  });

  it("stays quick with a long text", () => {
    const text = readFileSync("examples/bad/main.tf", "utf8").repeat(100);
    expect(highlight("main.tf", text)).toEqual([]);
  });
});

describe("the gutter", () => {
  it("has a sign besides the colour", () => {
    expect(gutter(2, new Map([[2, "error"]])).html).toBe('1\n<b class="error">✖ 2</b>\n');
  });
});

it("names lines whose characters hide or reorder", () => {
  expect(deceptiveLines("a\tb\r\nb\u202ec\n\nd\u200b", 5)).toEqual([2, 4]);
  expect(deceptiveLines("é😀", 5)).toEqual([]);
});

it("moves marks with the text", () => {
  const moved = (before: string, after: string, start: number, end: number): readonly [number, number] => {
    const [mark] = movedMarks(before, after, [{ start, end, severity: "error" }]);
    return [mark?.start ?? -1, mark?.end ?? -1];
  };
  expect(moved("abc def", "xabc def", 4, 7)).toEqual([5, 8]);
  expect(moved("abc def", "abc defx", 0, 3)).toEqual([0, 3]);
  expect(moved("abc def", "abXXc def", 0, 3)).toEqual([0, 5]);
  expect(moved("abc def", "", 4, 7)).toEqual([0, 0]);
});
