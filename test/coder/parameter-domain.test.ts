import { describe, expect, it } from "vitest";
import { base, checkText } from "../validate/harness.ts";

/** Apps that some choice has, by their addresses in findings about their share. */
function publicApps(text: string): readonly string[] {
  return checkText(`${base}${text}`)
    .diagnostics.filter(({ rule }) => rule === "app-share-public")
    .map(({ headline, witness }) => `${headline.split(" ")[0]} ${JSON.stringify(witness ?? null)}`);
}

describe("the default of a parameter", () => {
  it("is tried though it selects in another order than the options'", () => {
    const text = `
data "coder_parameter" "ide" {
  name      = "ide"
  type      = "list(string)"
  form_type = "multi-select"
  default   = jsonencode(["b", "a"])
  option {
    name  = "a"
    value = "a"
  }
  option {
    name  = "b"
    value = "b"
  }
}
resource "coder_app" "first" {
  count     = data.coder_parameter.ide.value == jsonencode(["b", "a"]) ? 1 : 0
  agent_id  = coder_agent.main.id
  slug      = "first"
  url       = "http://localhost:3000"
  subdomain = true
  share     = "public"
}
resource "coder_app" "none" {
  count     = data.coder_parameter.ide.value == "[]" ? 1 : 0
  agent_id  = coder_agent.main.id
  slug      = "none"
  url       = "http://localhost:3001"
  subdomain = true
  share     = "public"
}
`;
    expect(publicApps(text)).toEqual([
      `coder_app.first[0] ${JSON.stringify({ ide: '["b","a"]' })}`,
      'coder_app.none[0] {"ide":"[]"}',
    ]);
  });
});
