import { describe, expect, it } from "vitest";
import { hover } from "../../src/lsp/hover.ts";
import { ground, marked } from "./template.ts";

function textAt(files: Readonly<Record<string, string>>, directory = ""): string {
  const { place, offset } = marked(files, directory);
  const shown = hover(place, offset)?.contents;
  return shown && typeof shown === "object" && "value" in shown ? shown.value : "";
}

describe("hover", () => {
  it("has the value in the default choice, then by choice", () => {
    const text = textAt({ "main.tf": `${ground}output "o" { value = local.p▮ort }` });
    expect(text.indexOf("13337")).toBeLessThan(text.indexOf("8080"));
    expect(text).toContain('when `ide` is `"jetbrains"`');
  });

  it("of a traversal takes the steps up to the cursor", () => {
    const text = textAt({ "main.tf": `${ground}output "o" { value = local.sec▮ret.open }` });
    expect(text).toContain("open = ");
    expect(textAt({ "main.tf": `${ground}output "o" { value = local.secret.op▮en }` })).toContain(
      '```terraform\n"yes"\n```',
    );
  });

  it("masks what is sensitive, in its value and on its way", () => {
    const text = textAt({ "main.tf": `${ground}output "o" { value = local.secr▮et }` });
    expect(text).toContain("token = (sensitive)");
    expect(text).toContain('open = "yes"');
    expect(text).toContain("`var.token` = `(sensitive)`");
    expect(text).not.toContain("hush");
  });

  it("names holes and what is unknown", () => {
    const name = textAt({ "main.tf": `${ground}output "o" { value = "x-\${data.coder_workspace.me.na▮me}" }` });
    expect(name).toContain("{workspace}");
    expect(textAt({ "main.tf": `${ground}output "o" { value = coder_agent.dev.i▮d }` })).toContain("unknown");
  });

  it("goes through modules, from the argument to the attribute", () => {
    const files = {
      "main.tf": `${ground}module "m" {\n  source = "./m"\n  port = local.port\n}\n`,
      "m/main.tf": `variable "port" {}\noutput "port" { value = var.po▮rt + 1 }\n`,
    };
    const text = textAt(files);
    expect(text).toContain("13337");
    expect(text).toContain("`var.port` = `local.port` (`main.tf:");
  });

  it("under names of a `for`, a splat or a dynamic block has no value", () => {
    expect(textAt({ "main.tf": `${ground}output "o" { value = [for k in ["a"] : k▮ ] }` })).toBe("");
    expect(
      textAt({
        "main.tf": `${ground}resource "x_y" "z" {\n dynamic "b" {\n  for_each = [1]\n  content { v = b.val▮ue }\n }\n}`,
      }),
    ).toBe("");
  });

  it("in a repeated resource is of the first instance", () => {
    const text = textAt({
      "main.tf": `${ground}resource "coder_app" "a" {\n for_each = { x = 1, y = 2 }\n agent_id = coder_agent.dev.id\n slug = each.ke▮y\n url = "http://localhost"\n}`,
    });
    expect(text).toContain('"x"');
    expect(text).toContain("first of 2 instances");
  });

  it("over the share of an app tells what it comes to", () => {
    const text = textAt({
      "main.tf": `${ground}resource "coder_app" "a" {\n agent_id = coder_agent.dev.id\n slug = "a"\n url = "http://localhost"\n sh▮are = "public"\n}`,
    });
    expect(text).toContain("path: `/@{owner}/{workspace}.dev/apps/a/`");
    expect(text).toContain("opened by: `owner` (declared `public`");
  });

  it("tells what an argument and a block are for", () => {
    const app = (inner: string): string =>
      `${ground}resource "coder_app" "a" {\n agent_id = coder_agent.dev.id\n slug = "a"\n ${inner}\n}`;
    expect(textAt({ "main.tf": app('open_i▮n = "tab"') })).toContain("Legal values:");
    expect(textAt({ "main.tf": app("health▮check {}") })).toContain("block");
    expect(textAt({ "main.tf": app("healthcheck {\n  inter▮val = 3\n }") })).toContain("`interval`: number");
  });

  it("knows the blocks that a dynamic one makes", () => {
    const text = textAt({
      "main.tf": `${ground}data "coder_parameter" "p" {\n name = "p"\n dynamic "option" {\n  for_each = ["a"]\n  content {\n   na▮me = option.value\n  }\n }\n}`,
    });
    expect(text).toContain("`name`: string, required");
  });

  it("can't be broken by the texts of a template", () => {
    const text = textAt({ "main.tf": 'locals {\n  x = "``` <img> \u202e"\n}\noutput "o" { value = local.x▮ }' });
    expect(text).toContain("````terraform");
    expect(text).not.toContain("\u202e");
  });

  it("is nothing where nothing is", () => {
    expect(textAt({ "main.tf": "▮" })).toBe("");
    expect(textAt({ "main.tf": "locals {\n  x = [[[▮\n" })).toBe("");
    expect(textAt({ "main.tf": "locals {\n  a = local.b▮\n  b = local.a\n}\n" })).not.toContain("undefined");
  });
});
