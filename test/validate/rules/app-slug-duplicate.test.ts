import { describe, expect, it } from "vitest";
import { app, base, checkText, found, lineOf } from "../harness.ts";

const lines = (files: string | Record<string, string>): readonly string[] =>
  found(checkText(files), "app-slug-duplicate").map(lineOf);

const url = 'url = "http://localhost:8080"';

const ide = `
data "coder_parameter" "ide" {
  name    = "ide"
  default = "code"
  option {
    name  = "Code"
    value = "code"
  }
  option {
    name  = "Jet"
    value = "jet"
  }
}
`;

const counted = (label: string, answer: string): string =>
  app(label, `count = data.coder_parameter.ide.value == "${answer}" ? 1 : 0\nslug = "ide"\n${url}`);

describe("app-slug-duplicate", () => {
  it("finds two apps with one slug, and shows both", () => {
    const result = checkText(
      base + app("a", `slug = "web"\n${url}`) + app("b", `slug = "web"\nurl = "http://localhost:8081"`),
    );
    const [diagnostic] = found(result, "app-slug-duplicate");
    expect(diagnostic?.headline).toBe('slug "web" is used by 2 apps: coder_app.a and coder_app.b');
    expect(diagnostic?.labels.map(({ text, primary }) => [text, primary])).toEqual([
      ["", true],
      ["coder_app.a", false],
    ]);
    expect(diagnostic?.witness).toBeUndefined();
  });

  it("is silent where no choice has both", () => {
    expect(lines(base + ide + counted("a", "code") + counted("b", "jet"))).toEqual([]);
  });

  it("tells the choice that has both", () => {
    expect(lines(base + ide + counted("a", "jet") + app("b", `slug = "ide"\nurl = "http://localhost:8081"`))).toEqual([
      'error app-slug-duplicate main.tf: "ide" when {"ide":"jet"}',
    ]);
  });

  it("finds instances of one resource", () => {
    expect(lines(base + app("a", `count = 2\nslug = "web"\n${url}`))).toEqual([
      'error app-slug-duplicate main.tf: "web"',
    ]);
    expect(lines(base + app("a", `for_each = toset(["A", "a"])\nslug = lower(each.key)\n${url}`))).toEqual([
      "error app-slug-duplicate main.tf: lower(each.key)",
    ]);
    expect(lines(base + app("a", `count = 1\nslug = "web"\n${url}`))).toEqual([]);
    expect(
      lines(base + app("a", `count = 2\nslug = "web-\${count.index}"\nurl = "http://localhost:808\${count.index}"`)),
    ).toEqual([]);
  });

  it("names both calls of a module that is used twice", () => {
    const module = `
variable "agent_id" { type = string }
variable "slug" {
  type    = string
  default = "ide"
}
resource "coder_app" "ide" {
  agent_id = var.agent_id
  slug     = var.slug
  url      = "http://localhost:1"
}`;
    const call = (name: string, more = ""): string => `
module "${name}" {
  source   = "./ide"
  agent_id = coder_agent.main.id
  ${more}
}`;
    const [diagnostic] = found(
      checkText({ "main.tf": base + call("one") + call("two"), "ide/main.tf": module }),
      "app-slug-duplicate",
    );
    expect(diagnostic?.labels.map(({ file, text }) => [file.name, text])).toEqual([
      ["ide/main.tf", ""],
      ["main.tf", "called here as module.one"],
      ["main.tf", "called here as module.two"],
    ]);
    expect(lines({ "main.tf": base + call("one") + call("two", 'slug = "other"'), "ide/main.tf": module })).toEqual([]);
  });

  it("says nothing of a slug or a count that isn't known", () => {
    const unknown = `data "http" "x" {\n url = "https://example.com"\n}\n`;
    expect(
      lines(
        base +
          unknown +
          app("a", `slug = "web"\n${url}`) +
          app("b", `count = data.http.x.status_code\nslug = "web"\n${url}`),
      ),
    ).toEqual([]);
  });
});
