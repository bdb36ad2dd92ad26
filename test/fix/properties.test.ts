/** What holds for every text: edits touch nothing else, what is fixed stays, a suppression that goes leaves no trace. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostic.ts";
import { applyEdits } from "../../src/fix/apply.ts";
import { compatibleFixes } from "../../src/fix/select.ts";
import { suppressingEdits } from "../../src/suppress/add.ts";
import { suppressionsOf } from "../../src/suppress/comments.ts";
import { withoutRules } from "../../src/suppress/remove.ts";
import { app, base, checkText } from "../validate/harness.ts";

/** What an attribute sets: it may be set once. */
function nameOf(line: string): string {
  return /^\w+/.exec(line)?.[0] ?? line;
}

const attributes = fc
  .subarray(
    [
      'slug = "My_App"',
      'slug="ok"   # comment',
      'external = "true" // why',
      'external   =   "false"',
      'url = "https://example.com" # templatecheck: ignore app-no-target -- nothing',
      'open_in = "window"',
      'share = "public"',
      'name = "Old"',
      "command = <<-EOT\n    text\n  EOT",
      "/* templatecheck: ignore app-icon-url, app-no-target -- nothing */",
      "# templatecheck: ignore app-share-public -- meant",
      "",
    ],
    { minLength: 1 },
  )
  .map((lines) =>
    lines.filter((line, index) => !lines.slice(0, index).some((other) => nameOf(other) === nameOf(line))),
  );
const apps = fc
  .array(attributes, { minLength: 1, maxLength: 3 })
  .map((all) => all.map((lines, index) => app(`a${index}`, lines.join("\n"))).join(""));
const texts = fc
  .record({ apps, crlf: fc.boolean(), mark: fc.boolean(), end: fc.constantFrom("", "\n", "\n\n  ") })
  .map(({ apps: body, crlf, mark, end }) => {
    const text = (base + body).trimEnd() + end;
    return (mark ? "\ufeff" : "") + (crlf ? text.replaceAll("\n", "\r\n") : text);
  });

function fixesOf(text: string): readonly Diagnostic[] {
  return checkText(text).diagnostics.filter(({ fix, suppressed }) => fix?.safe && !suppressed);
}

/** Rounds of fixes, as the command makes them. */
function fixed(text: string): string {
  let now = text;
  for (let round = 0; round < 10; round++) {
    const chosen = compatibleFixes(
      fixesOf(now).map(({ fix }) => ({
        edits: (fix?.edits ?? []).map(({ span, newText }) => ({ file: "main.tf", ...span, newText })),
      })),
    );
    if (chosen.length === 0) return now;
    now = applyEdits(
      now,
      chosen.flatMap(({ edits }) => edits),
    );
  }
  throw new Error("it doesn't end");
}

describe("fixes", () => {
  it("made twice are made once, and leave as many syntax errors as there were", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = fixed(text);
        expect(fixed(once)).toBe(once);
        expect(checkText(once).diagnostics.filter(({ rule }) => rule === "syntax-error")).toEqual([]);
        expect(once.startsWith("\ufeff")).toBe(text.startsWith("\ufeff"));
        expect(/[^\r]\n/.test(once)).toBe(/[^\r]\n/.test(text));
      }),
      { numRuns: 40 },
    );
  });
});

describe("edits", () => {
  const edits = fc.array(fc.record({ start: fc.nat(60), length: fc.nat(6), newText: fc.string({ maxLength: 4 }) }), {
    maxLength: 8,
  });

  it("that are chosen don't overlap, and change nothing but their spans", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 66, maxLength: 80 }), edits, (text, wanted) => {
        const candidates = wanted.map(({ start, length, newText }) => ({
          edits: [{ file: "x", start, end: start + length, newText }],
        }));
        const chosen = compatibleFixes(candidates).flatMap((candidate) => candidate.edits);
        let expected = "";
        for (let at = 0; at <= text.length; at++) {
          for (const edit of chosen) if (edit.start === at) expected += edit.newText;
          if (at < text.length && !chosen.some((edit) => edit.start <= at && at < edit.end)) expected += text[at];
        }
        expect(applyEdits(text, chosen)).toBe(expected);
      }),
    );
  });
});

describe("suppressions", () => {
  it("that are added and taken away again leave the text as it was", () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(3000), { minLength: 1, maxLength: 5 }), (text, places) => {
        const file = { name: "main.tf", text };
        const before = suppressionsOf(file).map(({ comment, reason }) => ({
          length: comment.end - comment.start,
          reason,
        }));
        const findings = places.map((place) => {
          const start = place % (text.length + 1);
          return { rule: "app-no-target" as const, span: { start, end: start } };
        });
        const added = applyEdits(
          text,
          suppressingEdits(file, findings, "added").map(({ span, newText }) => ({ ...span, newText })),
        );
        const after = suppressionsOf({ name: "main.tf", text: added });
        const mine = after.filter(({ reason }) => reason === "added");
        expect(mine.length).toBeGreaterThan(0);
        expect(after.length - mine.length).toBe(before.length);
        const removal = mine.flatMap((suppression) => withoutRules(suppression, suppression.rules).edits);
        expect(
          applyEdits(
            added,
            removal.map(({ span, newText }) => ({ ...span, newText })),
          ),
        ).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});
