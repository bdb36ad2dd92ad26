/** Properties of what Go's libraries do with texts; their answers are in more.json. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findEncoding } from "../../../../src/terraform/functions/encodings.ts";
import { base64Decode, base64Encode } from "../../../../src/terraform/functions/go/bytes.ts";
import { graphemeCount, reverseGraphemes } from "../../../../src/terraform/functions/go/graphemes.ts";
import { goLower, goUpper } from "../../../../src/terraform/functions/go/letter-case.ts";

const text = fc.string({ unit: "binary" });

describe("grapheme clusters", () => {
  it.each([
    ["", 0],
    ["e\u0301", 1],
    ["\r\n", 1],
    ["\n\r", 2],
    ["👨‍👩‍👧‍👦", 1],
    ["🇩🇪🇫🇷🇩", 3],
    // Unicode 15.1 joins them, Terraform's 15.0 doesn't.
    ["क्ष", 2],
    ["\u0600a", 1],
    ["a\u200d", 1],
  ])("%j has %i", (sample, count) => {
    expect(graphemeCount(sample)).toBe(count);
  });

  it("are turned around whole", () => {
    fc.assert(
      fc.property(text, (sample) => {
        expect(reverseGraphemes(sample).length).toBe(sample.length);
      }),
    );
  });
});

describe("letter case", () => {
  it("goes by single characters", () => {
    expect(goLower("ΑΣ İ")).toBe("ας i".replace("ς", "σ"));
    expect(goUpper("ß ŉ ᾳ")).toBe("ß ŉ ᾼ");
  });

  it("keeps the number of characters", () => {
    fc.assert(
      fc.property(text, (sample) => {
        expect(Array.from(goUpper(sample)).length).toBe(Array.from(sample).length);
        expect(Array.from(goLower(sample)).length).toBe(Array.from(sample).length);
      }),
    );
  });
});

describe("bytes", () => {
  it("come back from Base64", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(base64Decode(base64Encode(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each(["utf-8", "utf-16", "utf-16le", "gb18030"])("come back from %s", (name) => {
    const encoding = findEncoding(name);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "é", "日", "👍", "\n", "한") }), (sample) => {
        const bytes = encoding?.encode(sample);
        expect(bytes && encoding?.decode(bytes)).toBe(sample);
      }),
    );
  });

  it.each([
    ["shift_jis", "日本ｱa"],
    ["euc-jp", "日本ｱa"],
    ["iso-2022-jp", "日本a日"],
    ["euc-kr", "한국a"],
    ["gbk", "中文a"],
    ["big5", "日本a"],
    ["hz-gb-2312", "a中文"],
    ["koi8-r", "привет"],
    ["ibm037", "Hello, World!"],
  ])("come back from %s", (name, sample) => {
    const encoding = findEncoding(name);
    const bytes = encoding?.encode(sample);
    expect(bytes && encoding?.decode(bytes)).toBe(sample);
  });
});
