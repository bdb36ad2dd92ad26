/** Work costs steps by the size of what is looked through, and decoders stop at their budgets. */

import { describe, expect, it } from "vitest";
import { Console } from "./console.ts";

function told(expression: string): string {
  const { diagnostics } = new Console("module").ask(expression);
  return diagnostics.map(({ headline }) => headline).join("\n");
}

describe("texts that are decoded", () => {
  it.each([
    ["jsondecode", 'jsondecode("[${join(",", [for a in range(400) : join(",", range(400))])}]")', '("elements")'],
    ["csvdecode", 'csvdecode("a\\n${join("\\n", [for a in range(400) : join("\\n", range(400))])}")', '("elements")'],
    ["yamldecode", 'yamldecode(join(",", [for a in range(600) : join(",", range(600))]))', '"YAML length"'],
  ])("end at a budget: %s", (_, expression, budget) => {
    expect(told(expression)).toContain(budget);
  });
});

describe("letters", () => {
  it.each([
    ['title("one two-three_four ǆ ßa\u{10428}")', '"One Two-Three_four ǅ ßa\u{10428}"'],
    ['trim("\u{1f600}x\u{1f600}", "\u{1f600}")', '"x"'],
    ['trim("aaa", "a")', '""'],
    ['strrev("abc")', '"cba"'],
    ['strrev("a👍🏽b")', '"b👍🏽a"'],
    ['base64encode("a")', '"YQ=="'],
    ['base64encode("ab")', '"YWI="'],
    ['base64encode("")', '""'],
  ])("%s", (expression, json) => {
    expect(new Console("module").ask(expression).value).toMatchObject({ value: JSON.parse(json) });
  });
});
