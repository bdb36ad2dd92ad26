import { describe, expect, it } from "vitest";
import { schedulesOverlap } from "../../src/validate/schedules.ts";

describe("schedulesOverlap", () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ["* 8-18 * * 1-5", "* 18-20 * * 5", "overlap"],
    ["* 8-17 * * 1-5", "* 18-20 * * 5", "apart"],
    ["* 8 * * 1-5", "* 8 * * 6,0", "apart"],
    ["* 8 * 1-3 *", "* 8 * 4-6 *", "apart"],
    ["* 8 * 1-3 *", "* 8 * 3 *", "overlap"],
    // A star in one day of the month leaves it to the weekdays.
    ["* 8 1 * *", "* 8 * * 1", "overlap"],
    ["* 8 1 * 1", "* 8 * * 2", "apart"],
    ["* 8 1 * *", "* 8 2 * *", "apart"],
    ["* 8 1 * 1", "* 8 2 * *", "apart"],
    // With both, one of them is enough.
    ["* 8 1 * 1", "* 8 2 * 1", "overlap"],
    ["* 8 1 * 1", "* 8 1 * 2", "overlap"],
    ["* 8 1 * 1", "* 8 2 * 2", "apart"],
    ["* */2 * * *", "* 3 * * *", "unreadable"],
    ["* 8 * JAN *", "* 8 * 2 *", "unreadable"],
    ["* 8 * * 7", "* 8 * * 1", "unreadable"],
    // What isn't compared isn't read.
    ["* */2 * 1 *", "* 3 * 2 *", "apart"],
  ];

  for (const [left, right, expected] of rows) {
    it(`${left} and ${right}: ${expected}`, () => {
      expect(schedulesOverlap(left, right).kind).toBe(expected);
    });
  }
});
