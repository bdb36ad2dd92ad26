import { describe, expect, it } from "vitest";
import { parseExpression } from "../../src/hcl/parser.ts";
import { children, variables, walk } from "../../src/hcl/walk.ts";
import { traversalText } from "./dump.ts";

const expression = (text: string) => parseExpression({ name: "main.tf", text }).expr;
const named = (text: string): string[] => variables(expression(text)).map(({ steps }) => traversalText(steps));

describe("variables", () => {
  it("are those from outside, as often as they stand there", () => {
    expect(named("[for k, v in a.b : v => k + c if k != a.b]")).toEqual(["a.b", "c", "a.b"]);
    expect(named('"%{ for x in y }${x}${z}%{ endfor }"')).toEqual(["y", "z"]);
  });

  it("leave out keys that are taken literally", () => {
    expect(named("{ a = b, (c) = d, e.f = g }")).toEqual(["b", "c", "d", "e.f", "g"]);
  });
});

describe("walk", () => {
  it("visits parents first, and keeps out of what the visitor refuses", () => {
    const kinds: string[] = [];
    walk(expression("f(a[*].b, [1, x])"), (expr) => {
      kinds.push(expr.kind);
      return expr.kind !== "tuple-cons";
    });
    expect(kinds).toEqual([
      "function-call",
      "splat",
      "scope-traversal",
      "relative-traversal",
      "anon-symbol",
      "tuple-cons",
    ]);
  });

  it("finds no children in names", () => {
    expect(children(expression("a.b[0]"))).toEqual([]);
  });
});
