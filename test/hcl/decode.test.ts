import { describe, expect, it } from "vitest";
import { isIdentifierPart, isIdentifierStart } from "../../src/hcl/characters.ts";
import { decodeSource } from "../../src/hcl/decode.ts";
import { identifierRanges } from "./oracle.ts";

const decode = (...bytes: number[]) => decodeSource("main.tf", Uint8Array.from(bytes));

describe("decodeSource", () => {
  it("keeps a byte order mark", () => {
    expect(decode(0xef, 0xbb, 0xbf, 0x61)).toEqual({ name: "main.tf", text: "\ufeffa" });
  });

  it("tells a replacement character in the file from one of its own", () => {
    expect(decode(0xef, 0xbf, 0xbd)).toEqual({ name: "main.tf", text: "\ufffd" });
    expect(decode(0xef, 0xbf, 0xbd, 0xff).invalidUtf8).toEqual([{ start: 1, end: 2, bytes: 1, tolerated: false }]);
  });

  it("lists maximal subparts with their bytes, in UTF-16 offsets", () => {
    const { text, invalidUtf8 } = decode(0xf0, 0x9f, 0x99, 0x82, 0x22, 0xf0, 0x9f, 0x99, 0x22, 0xc3, 0xa9);
    expect(text).toBe('🙂"\ufffd"é');
    expect(invalidUtf8).toEqual([{ start: 3, end: 4, bytes: 3, tolerated: false }]);
  });

  it.each([
    ["overlong", [0xc0, 0x80]],
    ["surrogates", [0xed, 0xa0, 0x80]],
    ["beyond U+10FFFF", [0xf4, 0x90, 0x80, 0x80]],
    ["of a lead byte beyond F4", [0xf7, 0x80, 0x80, 0x80]],
  ])("marks characters that are %s as tolerated", (_, bytes) => {
    const { text, invalidUtf8 } = decode(...bytes);
    expect(text).toBe("\ufffd".repeat(bytes.length));
    expect(invalidUtf8).toEqual([{ start: 0, end: bytes.length, bytes: bytes.length, tolerated: true }]);
  });

  it("knows the letters that HashiCorp's scanner sees in other encodings", () => {
    // GBK in a name: E5 AE is the beginning of a CJK letter, any byte after it passes for its end.
    expect(decode(0xe5, 0xae, 0x61).invalidUtf8?.[0]?.letter).toEqual({ end: 2, starts: true });
    expect(decode(0xc3, 0x62).invalidUtf8?.[0]?.letter).toBeUndefined();
  });
});

describe("identifiers", () => {
  it("are at least those of hcl v2.24", () => {
    const { start, continue: part } = identifierRanges();
    const missing: number[] = [];
    for (const [first, last] of start) for (let c = first; c <= last; c++) if (!isIdentifierStart(c)) missing.push(c);
    for (const [first, last] of part) for (let c = first; c <= last; c++) if (!isIdentifierPart(c)) missing.push(c);
    expect(missing).toEqual([]);
  });
});
