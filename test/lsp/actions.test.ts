import { describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CheckedDiagnostic } from "../../src/check-types.ts";
import { codeActions, fixAllKind } from "../../src/lsp/actions.ts";
import { messageOf, type Places, protocolDiagnostics } from "../../src/lsp/diagnostics.ts";

const uri = "file:///main.tf";
const places: Places = {
  uri: ({ name }) => `file:///${name}`,
  isOpen: () => true,
  page: (rule) => `file:///rules/${rule}.md`,
};
const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

function finding(text: string, wrong: string, more: Partial<CheckedDiagnostic> = {}): CheckedDiagnostic {
  const file = { name: "main.tf", text };
  const start = text.indexOf(wrong);
  const span = { start, end: start + wrong.length };
  return {
    rule: "app-share-public",
    severity: "warning",
    headline: "wrong",
    labels: [{ file, span, text: "", primary: true }],
    notes: [],
    ...more,
  };
}

function fixed(text: string, wrong: string, newText: string, safe = true): CheckedDiagnostic {
  const item = finding(text, wrong);
  const [label] = item.labels;
  return {
    ...item,
    fix: { safe, title: `Write ${newText}`, edits: [{ file: label!.file, span: label!.span, newText }] },
  };
}

function actions(
  text: string,
  diagnostics: readonly CheckedDiagnostic[],
  only: readonly string[] | null = null,
  locked: readonly string[] = [],
) {
  const file = { name: "main.tf", text };
  return codeActions({ diagnostics, file, uri, range: everywhere, only, places, locked: new Set(locked) });
}

function applied(text: string, action: ReturnType<typeof actions>[number] | undefined): string {
  return TextDocument.applyEdits(TextDocument.create(uri, "terraform", 1, text), action?.edit?.changes?.[uri] ?? []);
}

describe("code actions", () => {
  const text = 'resource "a" "b" {\n  x = "one"\n  y = "two"\n}\n';

  it("fix, and say when that changes the meaning", () => {
    const found = actions(text, [fixed(text, '"one"', '"1"'), fixed(text, '"two"', '"2"', false)], ["quickfix"]);
    expect(found.map(({ title }) => title).filter((title) => title.startsWith("Write"))).toEqual([
      'Write "1"',
      'Write "2" (changes what it means)',
    ]);
    expect(found[0]).toMatchObject({ isPreferred: true, diagnostics: [{ code: "app-share-public" }] });
    expect(applied(text, found[0])).toBe(text.replace('"one"', '"1"'));
  });

  it("fix all that is safe, once each place", () => {
    const all = [fixed(text, '"one"', '"1"'), fixed(text, "one", "uno"), fixed(text, '"two"', '"2"', false)];
    const [action, ...others] = actions(text, all, [fixAllKind]);
    expect(others).toEqual([]);
    expect(applied(text, action)).toBe(text.replace('"one"', '"1"'));
    expect(actions(text, all, ["source.fixAll"])).toHaveLength(1);
    expect(actions(text, all, ["source.organizeImports"])).toEqual([]);
    expect(actions(text, [], null)).toEqual([]);
  });

  it.each([
    [text, '"two"', '  # templatecheck: ignore app-share-public -- TODO: why\n  y = "two"'],
    [
      "locals {\r\n\tx = 1\r\n\ty = 2\r\n}\r\n",
      "2",
      "\t# templatecheck: ignore app-share-public -- TODO: why\r\n\ty = 2",
    ],
    // Above the first argument it would speak of the whole block.
    ["locals {\n  x = 1\n}\n", "1", "  x = 1 # templatecheck: ignore app-share-public -- TODO: why\n"],
    ['a "b" {}\n', '"b"', '# templatecheck: ignore app-share-public -- TODO: why\na "b" {}'],
    [
      "locals {\n  x = <<E\n    wrong\n  E\n}\n",
      "wrong",
      "  # templatecheck: ignore app-share-public -- TODO: why\n  x = <<E",
    ],
    ["locals {\n  x = [\n    1,\n  ]\n}\n", "1", "    # templatecheck: ignore app-share-public -- TODO: why\n    1,"],
    ["\ufefflocals {}\n", "locals", "\ufeff# templatecheck: ignore app-share-public -- TODO: why\nlocals {}"],
  ])("suppress in %j where it speaks of %s", (content, wrong, expected) => {
    const action = actions(content, [finding(content, wrong)]).find(({ title }) => title.startsWith("Suppress"));
    expect(applied(content, action)).toContain(expected);
  });

  it("don't suppress what is locked or can't be", () => {
    expect(actions(text, [finding(text, "x")], null, ["app-share-public"])).toEqual([]);
    expect(actions(text, [finding(text, "x", { rule: "syntax-error" })])).toEqual([]);
  });
});

describe("diagnostics", () => {
  it("carry everything that is known", () => {
    const base = finding("a = 1", "1");
    const [label] = base.labels;
    const other = {
      file: { name: "other.tf", text: "b = 2" },
      span: { start: 0, end: 1 },
      text: "declared here",
      primary: false,
    };
    const item: CheckedDiagnostic = {
      ...base,
      rule: "app-share-no-effect",
      labels: [label!, other],
      notes: ["a limit: 3"],
      help: "remove it",
      witness: { ide: "jetbrains" },
      profiles: ["prod"],
      trail: [{ ...other, text: "var.x" }],
    };
    expect(messageOf(item)).toBe('wrong\nwhen `ide` is "jetbrains"\nfor prod\nnote: a limit: 3\nhelp: remove it');
    expect(protocolDiagnostics([item, { ...base, suppressed: { kind: "inSource" } }], places).get(uri)).toMatchObject([
      {
        severity: 2,
        code: "app-share-no-effect",
        codeDescription: { href: "file:///rules/app-share-no-effect.md" },
        tags: [1],
        relatedInformation: [{ message: "declared here" }, { message: "var.x" }],
        range: { start: { line: 0, character: 4 }, end: { line: 0, character: 5 } },
      },
    ]);
  });
});
