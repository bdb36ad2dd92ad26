import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { primaryLabel } from "../../src/diagnostic.ts";
import { decodeSource } from "../../src/hcl/decode.ts";
import { parse, parseExpression, parseTemplate, parseTraversal } from "../../src/hcl/parser.ts";
import { variables } from "../../src/hcl/walk.ts";
import type { SourceFile } from "../../src/source.ts";
import { recorded } from "./oracle.ts";

const fragments = [
  ..."{}[]()\"$%~,=.:?#\\'`;^&|<>+-*/! \t\r\n",
  ...["${", "%{", "${~", "~}", "$${", "<<E\n", "<<-E\n", "\nE\n", "/*", "*/", "//", "...", "=>", "::", "==", "&&"],
  ...["a", "b", "for ", " in ", "if ", "true", "1.5", "1..2", "\\n", "\\u12", "é", "e\u0301", "🙂", "\ufeff", "\u00a0"],
  ...["a = 1\n", "b {\n", 'c "l" {', "f(", "[*]", ".*", "%{if a}", "%{else}", "%{endif}", "%{for x in y}", "%{endfor}"],
];
const sources = recorded("valid").map((row) => row.source ?? "");

const text = fc.oneof(
  fc.array(fc.constantFrom(...fragments), { maxLength: 40 }).map((parts) => parts.join("")),
  fc
    .tuple(fc.constantFrom(...sources), fc.nat(), fc.nat(20), fc.constantFrom(...fragments))
    .map(([source, at, length, fragment]) => {
      const start = at % (source.length + 1);
      return source.slice(0, start) + fragment + source.slice(start + length);
    }),
);

function checkPlaces(file: SourceFile, spans: readonly { readonly start: number; readonly end: number }[]): void {
  for (const { start, end } of spans) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(file.text.length);
  }
}

describe("any text", () => {
  it("is parsed without a throw, covered by its tokens, and told of in places that it has", () => {
    fc.assert(
      fc.property(text, (source) => {
        const file = { name: "main.tf", text: source };
        const { tokens, diagnostics, body } = parse(file);
        let at = source.startsWith("\ufeff") ? 1 : 0;
        for (let index = 0; index < tokens.count; index++) {
          expect(source.slice(at, tokens.starts[index])).toMatch(/^[ \t]*$/);
          at = tokens.ends[index] ?? 0;
        }
        expect(at).toBe(source.length);
        checkPlaces(
          file,
          diagnostics.map((diagnostic) => primaryLabel(diagnostic).span),
        );
        for (const item of body.items) {
          checkPlaces(file, [item]);
          if (item.kind === "attribute") checkPlaces(file, [item.nameSpan, item.expr, ...variables(item.expr)]);
        }
      }),
    );
  });

  it("is an expression, a template and a traversal, or is told why not", () => {
    fc.assert(
      fc.property(text, (source) => {
        const file = { name: "main.tf", text: source };
        for (const entry of [parseExpression, parseTemplate, parseTraversal]) {
          checkPlaces(
            file,
            entry(file).diagnostics.map((diagnostic) => primaryLabel(diagnostic).span),
          );
        }
      }),
    );
  });
});

describe("any bytes", () => {
  it("are decoded and parsed", () => {
    const bytes = fc.array(
      fc.oneof(fc.constantFrom(0x22, 0x0a, 0x3d, 0x61, 0x24, 0x7b, 0xe5, 0xae, 0x80), fc.nat(255)),
    );
    fc.assert(
      fc.property(bytes, (values) => {
        const file = decodeSource("main.tf", Uint8Array.from(values));
        checkPlaces(file, file.invalidUtf8 ?? []);
        checkPlaces(
          file,
          parse(file).diagnostics.map((diagnostic) => primaryLabel(diagnostic).span),
        );
      }),
    );
  });
});
