/** The planted mistakes can still be planted; `npm run fuzz -- --planted` tells whether they are found. */

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { planted } from "../../fuzz/planted.ts";
import { targets } from "../../fuzz/targets.ts";

it.each(planted)("$target: $breaks", ({ file, text, instead }) => {
  expect(readFileSync(file, "utf8").split(text)).toHaveLength(2);
  expect(instead).not.toBe(text);
});

it("each target has several", () => {
  const counts = targets.map(({ name }) => planted.filter(({ target }) => target === name).length);
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
  expect(planted).toHaveLength(counts.reduce((sum, count) => sum + count, 0));
});
