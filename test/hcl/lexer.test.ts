import { describe, expect, it } from "vitest";
import { decodeSource } from "../../src/hcl/decode.ts";
import { lex } from "../../src/hcl/lexer.ts";
import { comments, type Tokens, tokenKindName, tokenText } from "../../src/hcl/tokens.ts";
import { dumpTokens, places } from "./dump.ts";
import { mutate, mutationBases, otherPlace, recorded, sha256, sourceOf, youngerLetters } from "./oracle.ts";

function shown(tokens: Tokens): string[] {
  return Array.from({ length: tokens.count - 1 }, (_unused, index) => {
    return `${tokenKindName(tokens.kinds[index] ?? 0)} ${JSON.stringify(tokenText(tokens, index))}`;
  });
}

const code = (text: string): string[] => shown(lex({ name: "main.tf", text }));
const template = (text: string): string[] => shown(lex({ name: "main.tf", text }, { template: true }));

describe("lex", () => {
  const younger = new Set(otherPlace()[youngerLetters]);
  const rows = [...recorded("valid"), ...recorded("invalid")].filter((row) => !younger.has(row.id));

  it.each(rows.map((row) => [row.id, row] as const))("gives HashiCorp's tokens for %s", (_, row) => {
    const tokens = lex(sourceOf(row));
    const found = Array.from({ length: tokens.count }, (_unused, index) => {
      return [tokenKindName(tokens.kinds[index] ?? 0), tokens.starts[index], tokens.ends[index]];
    });
    expect(found).toEqual(row.tokens.map(([kind, , , start, end]) => [kind, start, end]));
  });

  it.each(mutationBases().map((base) => [base.id, base] as const))(
    "gives HashiCorp's tokens for every change of %s",
    (_, base) => {
      const different = base.mutations.filter((mutation) => {
        const file = mutate(base.source, mutation);
        return !sha256(dumpTokens(lex(file), places(file))).startsWith(mutation[5]);
      });
      expect(different).toEqual([]);
    },
  );

  it("covers all but blanks", () => {
    for (const row of rows) {
      const file = sourceOf(row);
      const tokens = lex(file);
      let at = file.text.startsWith("\ufeff") ? 1 : 0;
      for (let index = 0; index < tokens.count; index++) {
        expect(file.text.slice(at, tokens.starts[index])).toMatch(/^[ \t]*$/);
        at = tokens.ends[index] ?? 0;
      }
      expect(at).toBe(file.text.length);
    }
  });

  it("takes a sigil, the character after it and no line break as one literal of a heredoc", () => {
    expect(code("<<E\n$x\n$$\n%\r\n\n$é\nE\n").slice(1)).toEqual([
      'StringLit "$x"',
      'StringLit "\\n"',
      'StringLit "$$"',
      'StringLit "\\n"',
      'StringLit "%\\r"',
      'StringLit "\\n"',
      'StringLit "\\n"',
      'StringLit "$"',
      'StringLit "é\\n"',
      'CHeredoc "E"',
      'Newline "\\n"',
    ]);
  });

  it("gives up at a CR without LF in a heredoc, and takes the rest of a template file as it is", () => {
    expect(code("<<E\na\rb\nE\n").slice(1)).toEqual(['StringLit "a"', 'Invalid "\\rb\\nE\\n"']);
    expect(template("a\r${b}")).toEqual(['StringLit "a"', 'StringLit "\\r${b}"']);
    expect(template("a$")).toEqual(['StringLit "a"', 'StringLit "$"']);
  });

  it("takes white space of any kind around an end marker", () => {
    expect(code("<<E\n\u00a0E\u2003\n")[1]).toBe('CHeredoc "\u00a0E\u2003"');
    expect(code("<<E\n\ufeffE\n")[1]).toBe('StringLit "\ufeffE\\n"');
  });

  it("makes a token of every byte that isn't UTF-8, at the place of its replacement character", () => {
    const tokens = lex(decodeSource("main.tf", Uint8Array.of(0x22, 0xf0, 0x9f, 0x98, 0x63)));
    expect(shown(tokens)).toEqual(['OQuote "\\""', 'BadUTF8 "\ufffd"', 'BadUTF8 ""', 'BadUTF8 ""', 'QuotedLit "c"']);
  });

  it("takes overlong forms and surrogates as characters", () => {
    const tokens = lex(decodeSource("main.tf", Uint8Array.of(0x22, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0x22, 0xc0, 0x80)));
    expect(shown(tokens)).toEqual([
      'OQuote "\\""',
      'QuotedLit "\ufffd\ufffd\ufffd\ufffd\ufffd"',
      'CQuote "\\""',
      'Invalid "\ufffd\ufffd"',
    ]);
  });

  it("is quick about comments without an end", () => {
    expect(lex({ name: "main.tf", text: "/* ".repeat(200_000) }).count).toBe(400_001);
  });

  it("has a token of any length and depth", () => {
    expect(lex({ name: "main.tf", text: '"${'.repeat(100_000) }).count).toBe(200_001);
  });
});

describe("comments", () => {
  it("are read without their line break", () => {
    const text = "# a\r\nb = 1 // c\n/* d\n */";
    expect(comments(lex({ name: "main.tf", text })).map((comment) => [comment.text, comment.start])).toEqual([
      ["# a", 0],
      ["// c", 11],
      ["/* d\n */", 16],
    ]);
  });
});
