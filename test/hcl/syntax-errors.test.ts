import { describe, expect, it } from "vitest";
import { type Diagnostic, primaryLabel } from "../../src/diagnostic.ts";
import { parse } from "../../src/hcl/parser.ts";
import { mutate, mutationBases, recorded, sourceOf } from "./oracle.ts";

const diagnose = (text: string): readonly Diagnostic[] => parse({ name: "main.tf", text }).diagnostics;

/** Each mistake as the marked text, the headline and what to do. */
function told(text: string): (readonly [string, string, string | undefined])[] {
  return diagnose(text).map((diagnostic) => {
    const { span } = primaryLabel(diagnostic);
    return [text.slice(span.start, span.end), diagnostic.headline, diagnostic.help];
  });
}

describe("a mistake", () => {
  it.each([
    ["a = 1, 2\n", ",", '"," after argument "a"', "remove it: arguments are separated by line breaks"],
    ["a = b & c\n", "&", '"&" is not an operator: there are none on bits', 'write "&&" for a boolean and'],
    ["a = 'b'\n", "'", "\"'\" can't delimit a string", 'use double quotes (")'],
    ["a = “b”\n", "“", '"“" is a typographic quote', 'replace it with a straight quote (")'],
    [
      'a = "${b:-c}"\n',
      ":",
      'expected "}" after the interpolated expression, found ":"',
      'write "$${" for the characters "${", as a shell\'s "${name:-default}" needs them',
    ],
    ["a = x.0.1\n", "0.1", '".0.1" reads as a fraction, not as two indices', 'write "[0][1]"'],
    ['a = "\\ud83d\\ude00"\n', "\\ud83d", '"\\ud83d" is half a character', 'write "\\U0001f600" for both halves'],
    [
      "a = [for x in y : x => y]\n",
      "x",
      'a "for" in brackets makes a tuple, whose items have no keys',
      'use braces, or remove the key and "=>"',
    ],
    [
      "a = x\n  ? 1 : 2\nb = 1\n",
      "?",
      'expected an argument or a block, found "?"',
      "to go on with an expression on another line, put it in parentheses",
    ],
    [
      "a = <<EOT # text\nb\nEOT\n",
      "<",
      '"# text" after the first line of a heredoc',
      'write "<<EOT" or "<<-EOT" and end the line directly after the name',
    ],
    ["<<<<<<< HEAD\na = 1\n", "<", "a merge conflict isn't resolved here", "choose what stays, and remove the markers"],
    ["a = 1\u00a0\n", "\u00a0", '"U+00A0" (U+00A0) has no meaning here', "remove it"],
    [
      "a = 1e\n",
      "e",
      'expected the end of the line after argument "a", found "e"',
      "begin a new line, or make what follows part of the value",
    ],
    [
      "a = <<E\nb\rc\nE\n",
      "\r",
      "a carriage return without a line feed ends no line",
      "save the file with line breaks of LF or CRLF",
    ],
  ])("in %j is told at %j", (text, marked, headline, help) => {
    expect(told(text)).toEqual([[marked, headline, help]]);
  });

  it("is told with the other place that it concerns", () => {
    const text = "a = 1\na = 2\n";
    const [diagnostic] = diagnose(text);
    expect(diagnostic?.labels.map(({ span, text: label, primary }) => [span.start, label, primary])).toEqual([
      [6, "", true],
      [0, "set here first", false],
    ]);
  });

  it("is told once when a string isn't closed, whatever the rest of the file reads like", () => {
    const text = 'a = "open\nb = "c"\nd = \'\ne = ${f}\n';
    expect(told(text)).toEqual([["\n", "the string isn't closed on its line", expect.stringContaining("heredoc")]]);
  });

  it("is told once when an interpolation isn't closed", () => {
    const [diagnostic, ...others] = diagnose('a = "x ${b"\nc = 1\n');
    expect(others).toEqual([]);
    expect(diagnostic?.headline).toBe('"${" isn\'t closed before the end of the string');
    expect(diagnostic?.labels.map(({ span }) => span.start)).toEqual([11, 7]);
  });

  it("in a block on one line is told rather than that the block doesn't end there", () => {
    expect(told("a { b 5 }\n\nc = 1\n").map(([, headline]) => headline)).toEqual([
      '"b" is neither an argument nor a block: "5" follows',
    ]);
  });
});

describe("braces that don't pair", () => {
  it("are told at the block that is open, with the one that indentation suspects", () => {
    const text = "a {\n  b {\n    c = 1\n}\nd {\n}\n";
    const [diagnostic, ...others] = diagnose(text);
    expect(others).toEqual([]);
    expect(diagnostic?.labels.map(({ span }) => span.start)).toEqual([2, 8]);
  });

  it("are told at the brace that closes nothing", () => {
    const text = "a {\n  b = 1\n  }\n  c = 2\n}\nd = 3\n";
    const { body, diagnostics } = parse({ name: "main.tf", text });
    expect(diagnostics.map(({ labels }) => labels.map(({ span }) => span.start))).toEqual([[24, 14]]);
    expect(body.items.map((item) => (item.kind === "block" ? item.type : item.name))).toEqual(["a", "c", "d"]);
  });
});

describe("recovery", () => {
  it("starts anew at an item that is indented like the one that was given up", () => {
    expect(told("a = )\nb = 1\nc {\n  d = ]\n  e = 2\n  f = }\n}\n").map(([marked]) => marked)).toEqual([
      ")",
      "]",
      "}",
    ]);
  });

  it("keeps the items around a mistake", () => {
    const { body } = parse({ name: "main.tf", text: "a = 1\nb = x\n  ? 1\n  : 2\nc = 3\n" });
    expect(body.items.map((item) => item.kind === "attribute" && item.name)).toEqual(["a", "b", "c"]);
  });

  it("tells no more than HashiCorp's parser of a file with one mistake", () => {
    const counts = { ours: 0, theirs: 0, one: 0, files: 0 };
    for (const base of mutationBases()) {
      for (const mutation of base.mutations) {
        if (mutation[3] === 0) continue;
        const { length } = parse(mutate(base.source, mutation)).diagnostics;
        counts.files++;
        counts.ours += length;
        counts.theirs += mutation[3];
        if (length === 1) counts.one++;
      }
    }
    expect(counts.ours).toBeLessThan(counts.theirs * 0.75);
    expect(counts.one / counts.files).toBeGreaterThan(0.95);
  });
});

describe("every message", () => {
  const rows = recorded("invalid").flatMap((row) => parse(sourceOf(row)).diagnostics);

  it("is a headline of one line and an imperative, at a place in the file", () => {
    for (const { headline, help, labels } of rows) {
      expect(headline).toMatch(/^[a-z"'%$].*[^.\n]$/u);
      expect(help).toMatch(/^[a-z].*[^.\n]$/u);
      for (const { span, file } of labels) {
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(file.text.length);
      }
    }
  });
});
