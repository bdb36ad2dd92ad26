import { describe, expect, it } from "vitest";
import { secondReading } from "../../src/cli/second-opinion.ts";
import { parse } from "../../src/hcl/parser.ts";
import { literalDisagreements } from "../../src/verify/literals.ts";

const text = [
  'resource "coder_app" "a" {',
  '  slug   = "one"',
  "  order  = 1.50",
  "  hidden = true",
  "  icon   = null",
  '  url    = "http://localhost:${var.port}"',
  "  group  = <<-EOT",
  "    some",
  "      text",
  "  EOT",
  "  healthcheck {",
  '    url      = "first"',
  "    interval = 5",
  "  }",
  "  healthcheck {",
  '    url = "second \\"quoted\\" \\u00e9"',
  "  }",
  "}",
  "",
].join("\n");
const file = { name: "main.tf", text };
const { body } = parse(file);

describe("constants of the coder provider's blocks", () => {
  it("are the same for both parsers", async () => {
    const theirs = await secondReading(text);
    if (theirs.kind !== "read") throw new Error(theirs.kind);
    expect(literalDisagreements(file, body, theirs.document)).toEqual([]);
  });

  it("are told where they differ", () => {
    const document = {
      resource: {
        coder_app: {
          a: [
            {
              slug: "two",
              order: 1.5,
              hidden: true,
              icon: null,
              group: "some\n  text\n",
              healthcheck: [{ url: "first", interval: 5 }],
            },
          ],
        },
      },
    };
    expect(literalDisagreements(file, body, document)).toEqual([
      'line 2: `slug` of resource.coder_app.a is "one" here, and "two" there',
      'line 16: `url` of resource.coder_app.a.healthcheck is "second \\"quoted\\" é" here, and nothing there',
    ]);
  });

  it("aren't looked for where there are none", () => {
    const other = parse({ name: "main.tf.json", text: "{}" });
    expect(literalDisagreements(file, other.body, {})).toEqual([]);
  });
});
