/** What would take too much memory or time is refused before it does. */

import { describe, expect, it } from "vitest";
import { Console } from "./console.ts";

const terraform = new Console("module-more");

function asked(expression: string): string {
  return terraform.told(expression);
}

describe("budgets", () => {
  it.each([
    ["setproduct(range(1000), range(1000))", /1000000 elements; the budget "elements" is 100000/],
    [
      "setproduct(range(1000), range(1000), range(1000), range(1000), range(1000), range(1000))",
      /the budget "elements"/,
    ],
    ['format("%999999999d", 1)', /the budget "text length"/],
    ['format("%.999999999f", 1)', /the budget "text length"/],
    ['indent(1000000000, "a\\nb")', /the budget "text length"/],
    ['join(format("%1000000s", ""), range(1000))', /the budget "text length"/],
    ['replace(format("%100000s", ""), " ", format("%1000s", ""))', /the budget "text length"/],
    ['split("", format("%500000s", ""))', /the budget "elements"/],
    ["range(1e300)", /more than 1024 numbers/],
  ])("%s", (expression, message) => {
    expect(asked(expression)).toMatch(message);
  });

  it("YAML's aliases don't multiply", () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let at = 1; at < 10; at++) lines.push(`a${at}: &a${at} [${new Array(10).fill(`*a${at - 1}`).join(", ")}]`);
    expect(asked(`yamldecode(${JSON.stringify(lines.join("\n"))})`)).toMatch(/more than 100000 values/);
  });

  it.each([
    ["yamldecode", "["],
    ["yamldecode", "- "],
    ["jsondecode", "["],
    ["jsondecode", '{"a":'],
  ])("%s of deeply nested %s", (name, sign) => {
    expect(asked(`${name}(${JSON.stringify(sign.repeat(20_000))})`)).toMatch(/^error/);
  });

  it.each(["(((((a{1,10}){1,10}){1,10}){1,10}){1,10}){1,10}", "(".repeat(5000) + ")".repeat(5000)])(
    "regular expression %.30s",
    (pattern) => {
      expect(asked(`regex(${JSON.stringify(pattern)}, "a")`)).toMatch(/^error/);
    },
  );

  it("regular expressions take linear time", () => {
    expect(asked(`regexall("(a*)*b", ${JSON.stringify("a".repeat(5000))})`)).toMatch(/^\[\]/);
  });

  it("a pattern of files takes a bounded number of steps", () => {
    expect(asked(`fileset(".", "${"**/".repeat(12)}${"*a".repeat(12)}")`)).toMatch(/^(\[\]|error)/);
  });

  it("stops without a word when the steps are used up, which the evaluator tells", () => {
    const { diagnostics } = terraform.ask("setproduct(range(200), range(200))", 1000);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(["evaluation-budget"]);
  });
});
