import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digest } from "../../src/playground/digest/digest.ts";

describe("digests", () => {
  it.each(["md5", "sha1", "sha256", "sha512"] as const)("%s is that of Node", (algorithm) => {
    const expected = (bytes: Uint8Array): string => createHash(algorithm).update(bytes).digest("hex");
    for (let length = 0; length < 300; length++) {
      const bytes = new Uint8Array(length).fill(length);
      expect(digest(algorithm, bytes)).toBe(expected(bytes));
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1000 }), (bytes) => {
        expect(digest(algorithm, bytes)).toBe(expected(bytes));
      }),
    );
  });
});
