import { describe, expect, it } from "vitest";
import { defaultBudgets } from "../../src/terraform/budget.ts";
import type { ModuleChild } from "../../src/terraform/config.ts";
import { mapModule } from "../../src/terraform/module-map.ts";
import { parseModuleSource } from "../../src/terraform/module-source.ts";
import { loadModuleTree } from "../../src/terraform/module-tree.ts";
import { memoryHost } from "../memory-host.ts";
import { marked, tree } from "./loading.ts";

const empty = "locals {}\n";

function call(source: string, rest = ""): string {
  return `module "m" {\n  source = "${source}"\n${rest}}\n`;
}

function directoryOf(child: ModuleChild | undefined): string | null {
  return child?.loaded ? child.node.config.directory : null;
}

function whyOf(child: ModuleChild | undefined): string | null {
  return child && !child.loaded ? child.why : null;
}

describe("a local module", () => {
  it("is looked for from the caller's directory", () => {
    const { root, diagnostics } = tree(
      { "t/main.tf": call("../shared"), "shared/main.tf": call("./inner/"), "shared/inner/main.tf": empty },
      {},
      "t",
    );
    expect(diagnostics).toEqual([]);
    const child = root.children.get("m");
    expect(directoryOf(child)).toBe("shared");
    expect(child?.loaded && directoryOf(child.node.children.get("m"))).toBe("shared/inner");
    expect(child?.loaded && child.node.children.get("m")).toMatchObject({ node: { path: ["m", "m"] } });
  });

  it("must be there", () => {
    const { root, diagnostics } = tree({ "main.tf": call("./gone") });
    expect(marked(diagnostics)).toEqual(['module-call main.tf:2:12 "./gone"']);
    expect(whyOf(root.children.get("m"))).toBe("absent");
    expect(marked(tree({ "main.tf": call("./docs"), "docs/README.md": "" }).diagnostics)).toEqual([
      'module-call main.tf:2:12 "./docs"',
    ]);
    expect(marked(tree({ "main.tf": call("../up") }).diagnostics)).toEqual(['module-call main.tf:2:12 "../up"']);
  });

  it("has no version", () => {
    expect(marked(tree({ "main.tf": call("./x", '  version = "1.0"\n'), "x/a.tf": empty }).diagnostics)).toEqual([
      'module-call main.tf:2:12 "./x"',
    ]);
  });

  it("isn't called by itself", () => {
    const { diagnostics, root } = tree({
      "main.tf": call("./a"),
      "a/main.tf": call("../b"),
      "b/main.tf": call("../a"),
    });
    expect(marked(diagnostics)).toEqual(['reference-cycle b/main.tf:2:12 "../a"']);
    expect(diagnostics[0]?.notes).toEqual(["the way: a → b → a"]);
    expect(root.children.size).toBe(1);
    expect(marked(tree({ "main.tf": call("./") }).diagnostics)).toEqual(['reference-cycle main.tf:2:12 "./"']);
  });

  it("is read once, however often it is called", () => {
    const calls = Array.from({ length: 300 }, (_, index) => `module "m${index}" {\n  source = "./x"\n}\n`).join("");
    const host = memoryHost({ "main.tf": calls, "x/main.tf": "nonsense {}\n" });
    const { diagnostics, filesRead, root } = loadModuleTree(host, "", {
      moduleMap: new Map(),
      shown: (path) => path,
      budgets: defaultBudgets,
    });
    expect(host.reads.filter((path) => path === "x/main.tf")).toHaveLength(1);
    expect(marked(diagnostics)).toEqual(["terraform-block x/main.tf:1:1 nonsense"]);
    expect(filesRead.map(({ path }) => path)).toEqual(["main.tf", "x/main.tf"]);
    expect(root.children.size).toBe(300);
  });
});

describe("a called module", () => {
  const count = (provider: string): string[] =>
    marked(tree({ "main.tf": call("./m", "  count = 2\n"), "m/main.tf": provider }).diagnostics);

  it("that configures a provider is called once", () => {
    expect(count('provider "p" {\n  url = 1\n}\n')).toEqual(["terraform-block main.tf:3:11 2"]);
    expect(count('provider "p" {}\n')).toEqual([]);
  });

  it("imports nothing", () => {
    const files = { "main.tf": call("./m"), "m/main.tf": 'import {\n  to = a_b.c\n  id = "x"\n}\n' };
    expect(marked(tree(files).diagnostics)).toEqual(["terraform-block m/main.tf:1:1 import"]);
  });
});

describe("budgets", () => {
  it("bound depth and number of calls", () => {
    const chain = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        index === 0 ? "main.tf" : `d${index}/main.tf`,
        call(index === 0 ? "./d1" : `../d${index + 1}`),
      ]),
    );
    const { diagnostics } = tree({ ...chain, "d40/main.tf": empty });
    expect(marked(diagnostics)).toEqual(['evaluation-budget d32/main.tf:2:12 "../d33"']);
    const two = (to: string): string => `module "a" {\n  source = "${to}"\n}\nmodule "b" {\n  source = "${to}"\n}\n`;
    const bomb = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        index === 0 ? "main.tf" : `d${index}/main.tf`,
        two(index === 0 ? "./d1" : `../d${index + 1}`),
      ]),
    );
    const told = tree({ ...bomb, "d20/main.tf": empty }).diagnostics;
    expect(new Set(told.map(({ rule }) => rule))).toEqual(new Set(["evaluation-budget"]));
    expect(told.length).toBeLessThan(50);
  });

  it("bound files and bytes", () => {
    const host = memoryHost({ "a.tf": empty, "b.tf": empty, "c.tf": empty });
    const budgets = { ...defaultBudgets, files: 2 };
    expect(
      marked(loadModuleTree(host, "", { moduleMap: new Map(), shown: (path) => path, budgets }).diagnostics),
    ).toEqual(["evaluation-budget c.tf:1:1 "]);
    const small = { ...defaultBudgets, fileBytes: 3 };
    expect(
      loadModuleTree(memoryHost({ "a.tf": empty }), "", { moduleMap: new Map(), shown: (path) => path, budgets: small })
        .diagnostics,
    ).toHaveLength(1);
  });
});

describe("an installed module", () => {
  const manifest = (rows: readonly object[]): string =>
    JSON.stringify({ Modules: [{ Key: "", Source: "", Dir: "." }, ...rows] });
  const source = "registry.coder.com/coder/ide/coder";
  const row = { Key: "m", Source: source, Version: "1.2.0", Dir: ".terraform/modules/m" };

  it("is found by its call, nested ones too", () => {
    const { root, diagnostics, filesRead } = tree(
      {
        "t/main.tf": call(source, '  version = "~> 1.1"\n'),
        "t/.terraform/modules/modules.json": manifest([
          row,
          { Key: "m.m", Source: "registry.terraform.io/a/b/c", Version: "3.0.0", Dir: ".terraform/modules/m.m" },
        ]),
        "t/.terraform/modules/m/main.tf": call("a/b/c"),
        "t/.terraform/modules/m.m/main.tf": empty,
      },
      {},
      "t",
    );
    expect(diagnostics).toEqual([]);
    const child = root.children.get("m");
    expect(directoryOf(child)).toBe("t/.terraform/modules/m");
    expect(child?.loaded && directoryOf(child.node.children.get("m"))).toBe("t/.terraform/modules/m.m");
    expect(filesRead.map(({ path, module }) => [path, module])).toContainEqual([
      "t/.terraform/modules/modules.json",
      null,
    ]);
  });

  it("isn't used when the call has changed since", () => {
    const files = { ".terraform/modules/modules.json": manifest([row]), ".terraform/modules/m/main.tf": empty };
    const other = tree({ ...files, "main.tf": call("registry.coder.com/coder/other/coder") });
    expect(marked(other.diagnostics)).toEqual([
      'warning module-not-loaded main.tf:2:12 "registry.coder.com/coder/other/coder"',
    ]);
    const newer = tree({ ...files, "main.tf": call(source, '  version = ">= 2"\n') });
    expect(newer.diagnostics[0]?.headline).toContain("1.2.0");
  });
});

describe("a module that isn't loaded", () => {
  it("is told once per source, with the ways to load it", () => {
    const text = `${call("coder/x/coder")}module "n" {\n  source = "coder/x/coder"\n}\n`;
    const { root, diagnostics } = tree({ "main.tf": text });
    expect(marked(diagnostics)).toEqual(['warning module-not-loaded main.tf:2:12 "coder/x/coder"']);
    expect(diagnostics[0]?.labels).toHaveLength(2);
    expect(diagnostics[0]?.help).toMatch(/terraform get.*--module-map.*configuration/);
    expect([...root.children.values()].map(whyOf)).toEqual(["remote", "remote"]);
  });

  it("may be mapped to a directory", () => {
    const { root, diagnostics, filesRead } = tree(
      { "t/main.tf": call("registry.coder.com/coder/ide/coder"), "mods/coder/ide/main.tf": empty },
      { "registry.coder.com/{ns}/{name}/coder": "mods/{ns}/{name}" },
      "t",
    );
    expect(diagnostics).toEqual([]);
    expect(directoryOf(root.children.get("m"))).toBe("mods/coder/ide");
    expect(filesRead[1]).toMatchObject({
      path: "mods/coder/ide/main.tf",
      module: { address: "module.m", source: "registry.coder.com/coder/ide/coder", path: "main.tf" },
    });
  });

  it("has an address that says what it is", () => {
    expect(marked(tree({ "main.tf": call("modules/x") }).diagnostics)).toEqual([
      'module-call main.tf:2:12 "modules/x"',
    ]);
    expect(marked(tree({ "main.tf": 'module "m" {\n  source = var.s\n}' }).diagnostics)).toEqual([
      "reference-undeclared main.tf:2:12 var.s",
    ]);
  });
});

describe("the module map", () => {
  it.each([
    ["registry.coder.com/coder/ide/coder", "registry.coder.com/{ns}/{name}/coder", "m/{ns}/{name}", "m/coder/ide"],
    ["registry.coder.com/modules/ide/coder", "registry.coder.com/{ns}/{name}/coder", "m/{name}", "m/ide"],
    ["https://registry.coder.com/modules/ide", "registry.coder.com/coder/{name}/coder", "m/{name}", "m/ide"],
    ["https://registry.coder.com/modules/ide", "https://registry.coder.com/modules/{name}", "m/{name}", "m/ide"],
    ["ns/name/aws//modules/x", "registry.terraform.io/{ns}/{name}/aws", "m/{name}", "m/name/modules/x"],
    ["git::https://example.com/a/b.git//c?ref=v1", "git::https://example.com/*", "m", "m"],
    ["git::https://example.com/a/b.git//c?ref=v1", "git::https://example.com/a/{repo}.git?ref=v1", "m/{repo}", "m/b/c"],
    ["a/b/c", "{x}/{x}/c", "m", null],
    ["a/a/c", "{x}/{x}/c", "m/{x}", "m/a"],
    ["a/b/c", "a/b", "m", null],
  ])("%s by %s", (source, pattern, directory, expected) => {
    expect(mapModule(source, new Map([[pattern, directory]]))).toBe(expected);
  });

  it("lets the first pattern count, and no source lead elsewhere", () => {
    expect(
      mapModule(
        "a/b/c",
        new Map([
          ["a/*", "one"],
          ["a/b/c", "two"],
        ]),
      ),
    ).toBe("one");
    expect(mapModule("git::x/../y", new Map([["git::x/{up}/y", "m/{up}"]]))).toBe("m/_");
  });

  it("takes long addresses in its stride", () => {
    expect(mapModule(`a${"/a".repeat(2000)}b`, new Map([["*a*a*a*a*a*c", "m"]]))).toBeNull();
  });
});

describe("a module source", () => {
  it.each([
    ["./x", "local"],
    ["..\\x", "local"],
    ["coder/ide/coder", "registry"],
    ["registry.coder.com/coder/ide/coder", "registry"],
    ["localhost:8080/a/b/c", "registry"],
    ["github.com/a/b", "remote"],
    ["github.com/a/b/c", "remote"],
    ["git@github.com:a/b.git", "remote"],
    ["git::ssh://git@example.com/a.git", "remote"],
    ["https://example.com/x.zip", "remote"],
    ["s3::https://s3-eu-west-1.amazonaws.com/a/b.zip", "remote"],
    ["/absolute", "remote"],
    ["modules/x", "invalid"],
    ["", "invalid"],
    ["git::https://example.com/a.git//../x", "invalid"],
  ])("%s is %s", (source, kind) => {
    expect(parseModuleSource(source).kind).toBe(kind);
  });
});
