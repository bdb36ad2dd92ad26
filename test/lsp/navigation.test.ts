import { describe, expect, it } from "vitest";
import { links } from "../../src/lsp/links.ts";
import { definitions, references } from "../../src/lsp/navigation.ts";
import { foldingRanges, symbols } from "../../src/lsp/outline.ts";
import { syntaxOf } from "../../src/lsp/template-view.ts";
import { ground, marked } from "./template.ts";

function shown(places: ReturnType<typeof definitions>): readonly string[] {
  return places.map(({ file, span }) => `${file.name}: ${file.text.slice(span.start, span.end)}`);
}

function definitionAt(files: Readonly<Record<string, string>>): readonly string[] {
  const { place, offset } = marked(files);
  return shown(definitions(place, offset));
}

const child = { "m/main.tf": 'variable "port" {}\noutput "out" {\n  value = var.port\n}\n' };
const call = `${ground}module "m" {\n  source = "./m"\n  port   = local.port\n}\n`;

describe("definition", () => {
  it.each([
    ['output "o" { value = local.po▮rt }', "main.tf: port"],
    ['output "o" { value = local▮.port }', "main.tf: port"],
    ['output "o" { value = [for x in [1] : "${var.tok▮en}"] }', 'main.tf: variable "token"'],
    ['output "o" { value = data.coder_parameter.ide.val▮ue }', 'main.tf: data "coder_parameter" "ide"'],
    ['output "o" { value = coder_agent.dev["x"].i▮d }', 'main.tf: resource "coder_agent" "dev"'],
    ['output "o" { value = module.▮m.out }', 'main.tf: module "m"'],
    ['output "o" { value = module.m.o▮ut }', 'm/main.tf: output "out"'],
  ])("of %s is %s", (text, declared) => {
    expect(definitionAt({ "main.tf": `${call}${text}`, ...child })).toEqual([declared]);
  });

  it("of a module's argument is its variable, of its source its file", () => {
    expect(definitionAt({ "main.tf": call.replace("  port   = local", "  po▮rt   = local"), ...child })).toEqual([
      'm/main.tf: variable "port"',
    ]);
    expect(definitionAt({ "main.tf": call.replace('"./m"', '"./▮m"'), ...child })).toEqual(["m/main.tf: "]);
  });

  it("is none for what isn't declared, or has no declaration", () => {
    expect(definitionAt({ "main.tf": "locals {\n  x = local.▮y\n}\n" })).toEqual([]);
    expect(definitionAt({ "main.tf": 'output "o" { value = each.k▮ey }' })).toEqual([]);
    expect(definitionAt({ "main.tf": "lo▮cals {}" })).toEqual([]);
  });

  it("works while a file can't be parsed", () => {
    expect(definitionAt({ "main.tf": "locals {\n  x = 1\n  y = local.▮x\n}\nresource {{{" })).toEqual(["main.tf: x"]);
  });
});

describe("references", () => {
  it("of a variable are in its module and in the calls of it", () => {
    const { place, offset } = marked({
      "main.tf": call,
      "m/main.tf": child["m/main.tf"].replace("var.port", "var.po▮rt"),
    });
    const found = shown(references(place, offset, true));
    expect(found.toSorted()).toEqual(["m/main.tf: var.port", 'm/main.tf: variable "port"', "main.tf: port"]);
  });

  it("of an output are where the module is called", () => {
    const { place, offset } = marked({
      "main.tf": `${call}output "a" { value = module.m.out }\n`,
      "m/main.tf": child["m/main.tf"].replace("output", "out▮put"),
    });
    expect(shown(references(place, offset, false))).toEqual(["main.tf: .out"]);
  });

  it("of a name are the same from its declaration and from a use", () => {
    const text = `${ground}output "a" { value = local.port }\n`;
    const fromUse = marked({ "main.tf": text.replace("= local.port", "= local.po▮rt") });
    const fromDeclaration = marked({ "main.tf": text.replace("  port   =", "  po▮rt   =") });
    const found = shown(references(fromUse.place, fromUse.offset, true));
    expect(found).toEqual(["main.tf: port", "main.tf: local.port"]);
    expect(shown(references(fromDeclaration.place, fromDeclaration.offset, true))).toEqual(found);
  });
});

describe("links", () => {
  it("lead from suppressions to rules and from calls to modules", () => {
    const text = `# templatecheck: ignore app-share-public, no-such-rule -- app-no-target is another\n${call}▮`;
    const { place } = marked({ "main.tf": text, ...child });
    const found = links(place, { uri: ({ name }) => `file:///${name}`, page: (rule) => `page:${rule}` });
    expect(found.map(({ target }) => target)).toEqual(["page:app-share-public", "file:///m/main.tf"]);
    expect(found[0]?.range).toEqual({ start: { line: 0, character: 24 }, end: { line: 0, character: 40 } });
  });
});

describe("outline", () => {
  const text = `# one\n# two\nlocals {\n  x = [\n    1,\n  ]\n}\nresource "a" "b" {\n  c {\n    d = <<E\n      e\n    E\n  }\n}\n`;
  const file = { name: "main.tf", text };

  it("has blocks with what is in them", () => {
    const found = symbols(file, syntaxOf(file).body);
    expect(found.map(({ name }) => name)).toEqual(["locals", "resource a b"]);
    expect(found[1]?.children?.[0]?.children?.[0]?.name).toBe("d");
  });

  it("has what can be folded, lines that close left visible", () => {
    const found = foldingRanges(file, syntaxOf(file).tokens).map(({ startLine, endLine, kind }) => [
      startLine,
      endLine,
      kind,
    ]);
    expect(found).toEqual(
      expect.arrayContaining([
        [0, 1, "comment"],
        [2, 5, undefined],
        [3, 4, undefined],
        [7, 12, undefined],
      ]),
    );
  });

  it.each(["}}}", "{{{{", "", 'resource "" {', `${"a {\n".repeat(3_000)}`])("stands %j", (hostile) => {
    const other = { name: "main.tf", text: hostile };
    expect(() => symbols(other, syntaxOf(other).body)).not.toThrow();
    expect(() => foldingRanges(other, syntaxOf(other).tokens)).not.toThrow();
  });
});
