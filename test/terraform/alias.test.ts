import { describe, expect, it } from "vitest";
import { base, checkText } from "../validate/harness.ts";

/** What is told of a template with an app whose path is `local.a`. */
function told(locals: string): readonly string[] {
  const text = `${base}locals {
${locals}
}
resource "coder_app" "web" {
  agent_id = coder_agent.main.id
  slug     = "web"
  url      = "http://localhost:3000/\${local.a}"
}
`;
  return checkText(text).diagnostics.map(({ rule, headline }) => `${rule}: ${headline}`);
}

describe("a local that is another local", () => {
  it("has its value, through templates and parentheses", () => {
    expect(told('  a = local.b\n  b = "${local.c}"\n  c = (local.d)\n  d = "x"')).toEqual([
      expect.stringContaining('the path "/x"'),
    ]);
  });

  it("tells what is wrong with that once", () => {
    expect(told('  a = local.b\n  b = local.c\n  c = tonumber("x")')).toEqual([
      expect.stringContaining("function-call"),
    ]);
    expect(told("  a = local.b\n  b = local.c")).toEqual([expect.stringContaining("reference-undeclared")]);
  });

  it("may be itself in the end", () => {
    expect(told("  a = local.b\n  b = local.c\n  c = local.b")).toEqual([expect.stringContaining("reference-cycle")]);
    expect(told("  a = local.a")).toEqual([expect.stringContaining("reference-cycle")]);
  });
});
