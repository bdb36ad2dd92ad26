/** Answers of Terraform 1.12 and later that differ from those of 1.11, with which more.json was recorded. */

import { describe, expect, it } from "vitest";
import { Console } from "./console.ts";

const terraform = new Console("module-more");

describe("since Terraform 1.12", () => {
  it.each([
    ['element(["a", "b", "c"], -1)', '"c" string'],
    ['element(["a", "b", "c"], -4)', '"c" string'],
    ['format("%v", null)', '"null" string'],
    ['format("%#v", null)', '"null" string'],
    ['formatlist("%v", null)', '["null"] list(string)'],
  ])("%s is %s", (expression, answer) => {
    expect(terraform.told(expression)).toBe(answer);
  });

  it.each(['format("%s", null)', 'formatlist("%s", null)', 'jsondecode("{\\"a\\":1,\\"a\\":\\"x\\"}")'])(
    "%s is refused",
    (expression) => {
      expect(terraform.told(expression)).toMatch(/^error/);
    },
  );
});
