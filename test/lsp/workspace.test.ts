import { describe, expect, it } from "vitest";
import type { Diagnostic } from "vscode-languageserver";
import { defaultInputs } from "../../src/check-types.ts";
import { check } from "../../src/index.ts";
import { OpenDocuments } from "../../src/lsp/documents.ts";
import { ModuleIndex } from "../../src/lsp/module-index.ts";
import { overlayHost } from "../../src/lsp/overlay.ts";
import { pathToUri, uriToPath } from "../../src/lsp/uri.ts";
import { type Outside, Workspace } from "../../src/lsp/workspace.ts";
import { memoryHost } from "../memory-host.ts";
import { ground } from "./template.ts";

interface Published {
  readonly uri: string;
  readonly codes: readonly unknown[];
  readonly version: number | null;
}

/** A workspace at "/" over files in memory; its timers run when they are told to. */
function workspaceOver(files: Readonly<Record<string, string>>, delay: () => Promise<void> = () => Promise.resolve()) {
  const documents = new OpenDocuments((uri) => uriToPath(uri, "posix"));
  const host = overlayHost(memoryHost(files), {
    read: (path) => documents.at(`/${path}`)?.bytes,
    namesIn: (directory) =>
      [...documents.all()].flatMap(({ path }) => {
        const at = path.lastIndexOf("/");
        return path.slice(1, at) === directory || (at === 0 && directory === "") ? [path.slice(at + 1)] : [];
      }),
  });
  const published: Published[] = [];
  const timers: (() => void)[] = [];
  const checks: string[] = [];
  const outside: Outside = {
    ground: async (root) => ({
      host,
      directory: root.slice(1),
      inputs: defaultInputs,
      configuration: [],
      hostPath: (absolute) => absolute.slice(1),
      absolute: (shown) => `/${shown}`,
      refusals: () => [],
    }),
    run: async (work) => {
      const result = work({
        regex: () => {
          throw new Error("no");
        },
        yaml: () => {
          throw new Error("no");
        },
      });
      await delay();
      return result;
    },
    check: (...asked) => {
      checks.push(asked[1]);
      return check(...asked);
    },
    rootsOf: (path) =>
      new ModuleIndex(host).rootsOf(path.slice(1, Math.max(1, path.lastIndexOf("/")))).map((root) => `/${root}`),
    uri: pathToUri,
    page: () => null,
    isFile: (path) => files[path.slice(1)] !== undefined,
    publish: (uri: string, diagnostics: Diagnostic[], version: number | null) =>
      void published.push({ uri, codes: diagnostics.map(({ code }) => code), version }),
    log: () => {},
    later: (_, work) => void timers.push(work),
    now: () => 0,
  };
  const workspace = new Workspace(documents, outside);
  const settle = async (): Promise<void> => {
    const settled = workspace.settled();
    for (let rounds = 0; rounds < 50; rounds++) {
      for (const timer of timers.splice(0)) timer();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await settled;
  };
  const open = (path: string, text: string, version = 1): void => {
    const document = documents.open(pathToUri(path), "terraform", version, text);
    if (document) workspace.changed(document);
  };
  const edit = (path: string, text: string, version: number): void => {
    const document = documents.change(pathToUri(path), version, [{ text }]);
    if (document) workspace.changed(document);
  };
  return { workspace, documents, published, checks, timers, settle, open, edit };
}

const app = (slug: string): string =>
  `${ground}resource "coder_app" "a" {\n  agent_id = coder_agent.dev.id\n  slug = "${slug}"\n  url = "http://localhost:3000"\n  subdomain = true\n}\n`;

describe("a workspace", () => {
  it("checks changes that come together once, and the newest text", async () => {
    const { open, edit, settle, published, checks } = workspaceOver({ "t/main.tf": app("a") });
    open("/t/main.tf", app("a"));
    for (let version = 2; version < 20; version++) edit("/t/main.tf", app(version === 19 ? "ok" : "Not Ok"), version);
    await settle();
    expect(checks).toEqual(["t"]);
    expect(published.at(-1)).toMatchObject({ uri: "file:///t/main.tf", version: 19 });
    expect(published.at(-1)?.codes).not.toContain("app-slug-format");
  });

  it("drops what an older text led to", async () => {
    let meanwhile = (): void => {};
    const { open, edit, settle, published } = workspaceOver({ "t/main.tf": app("a") }, async () => meanwhile());
    meanwhile = () => {
      meanwhile = () => {};
      edit("/t/main.tf", app("ok"), 2);
    };
    open("/t/main.tf", app("Not Ok"));
    await settle();
    expect(published.map(({ version }) => version)).toEqual([2]);
  });

  it("knows files that aren't saved", async () => {
    const { open, settle, published } = workspaceOver({ "t/main.tf": app("a") });
    open("/t/main.tf", app("a"));
    open("/t/new.tf", 'resource "coder_app" "b" {\n  agent_id = coder_agent.dev.id\n  slug = "No No"\n}\n');
    await settle();
    expect(published.find(({ uri }) => uri === "file:///t/new.tf")?.codes).toContain("app-slug-format");
  });

  it("takes diagnostics back when the last document is closed", async () => {
    const { workspace, documents, open, settle, published } = workspaceOver({
      "t/main.tf": app("a"),
      "t/b.tf": "x = 1\n",
    });
    open("/t/main.tf", app("a"));
    await settle();
    expect(published.find(({ uri }) => uri === "file:///t/b.tf")?.codes).not.toEqual([]);
    documents.close("file:///t/main.tf");
    workspace.closed("/t/main.tf");
    await settle();
    const last = new Map(published.map(({ uri, codes }) => [uri, codes]));
    expect([...last.values()].every((codes) => codes.length === 0)).toBe(true);
  });

  it("joins what several templates say of one module", async () => {
    const call = `${ground}module "m" {\n  source = "../m"\n  agent = coder_agent.dev.id\n}\n`;
    const module = 'variable "agent" {}\nresource "coder_app" "a" {\n  agent_id = var.agent\n  slug = "No No"\n}\n';
    const files = { "one/main.tf": call, "two/main.tf": call, "m/main.tf": module };
    const { open, settle, published, checks } = workspaceOver(files);
    open("/m/main.tf", module);
    await settle();
    expect(checks.sort()).toEqual(["one", "two"]);
    const codes = published.findLast(({ uri }) => uri === "file:///m/main.tf")?.codes ?? [];
    expect(codes.filter((code) => code === "app-slug-format")).toHaveLength(1);
  });

  it("takes back what was told of a module by itself when a template begins to call it", async () => {
    const module = 'variable "agent" {}\nresource "coder_app" "a" {\n  agent_id = var.agent\n  slug = "No No"\n}\n';
    const call = `${ground}module "m" {\n  source = "../m"\n  agent = coder_agent.dev.id\n}\n`;
    const { open, edit, settle, published, checks } = workspaceOver({ "one/main.tf": ground, "m/main.tf": module });
    open("/m/main.tf", module);
    open("/one/main.tf", ground);
    await settle();
    expect(checks.toSorted()).toEqual(["m", "one"]);
    edit("/one/main.tf", call, 2);
    await settle();
    expect(checks.slice(2)).toEqual(["one"]);
    expect(published.findLast(({ uri }) => uri === "file:///m/main.tf")?.codes).toContain("app-slug-format");
  });

  it("leaves alone what has nothing of Coder", async () => {
    const { open, settle, published, checks } = workspaceOver({ "t/main.tf": 'resource "x_y" "z" {\n' });
    open("/t/main.tf", 'resource "x_y" "z" {\n');
    await settle();
    expect(checks).toEqual([]);
    expect(published).toEqual([]);
  });

  it("goes on after a check that failed", async () => {
    let fails = true;
    const setting = workspaceOver({ "t/main.tf": app("a") }, async () => {
      if (fails) throw new Error("no");
    });
    setting.open("/t/main.tf", app("a"));
    await setting.settle();
    fails = false;
    setting.edit("/t/main.tf", app("b"), 2);
    await setting.settle();
    expect(setting.published.at(-1)?.version).toBe(2);
  });
});

describe("the index of modules", () => {
  const call = (source: string): string => `module "m" {\n  source = "${source}"\n}\n# coder\n`;

  it("knows the roots of a module, through others, and of circles", () => {
    const index = new ModuleIndex(
      memoryHost({
        "a/main.tf": call("../m"),
        "b/main.tf": call("../n"),
        "n/main.tf": call("../m"),
        "m/main.tf": "# coder\n",
        "x/main.tf": call("../y"),
        "y/main.tf": call("../x"),
        "plain/main.tf": "locals {}\n",
        ".terraform/z/main.tf": call("../../m"),
      }),
    );
    expect(index.rootsOf("m").toSorted()).toEqual(["a", "b"]);
    expect(index.rootsOf("n")).toEqual(["b"]);
    expect(index.rootsOf("a")).toEqual(["a"]);
    expect(index.rootsOf("x")).toEqual(["x"]);
    expect(index.rootsOf("plain")).toEqual([]);
    expect(index.rootsOf("nowhere")).toEqual([]);
  });
});

describe("open documents", () => {
  it("are found by path, whatever the spelling of their URI", () => {
    const documents = new OpenDocuments((uri) => uriToPath(uri, "windows"));
    documents.open("file:///c%3A/a.tf", "terraform", 1, "x");
    expect(documents.find("file:///C:/a.tf")?.text).toBe("x");
    expect(documents.change("file:///C:/other.tf", 2, [{ text: "y" }])).toBeNull();
    expect(documents.close("file:///nowhere.tf")).toBeNull();
    expect(documents.close("file:///c%3A/a.tf")).toBe("C:\\a.tf");
    expect(documents.find("file:///C:/a.tf")).toBeUndefined();
  });

  it("may be no files", () => {
    const documents = new OpenDocuments((uri) => uriToPath(uri, "posix"));
    expect(documents.open("untitled:a", "terraform", 1, "x")).toBeNull();
    expect(documents.find("untitled:a")).toBeUndefined();
    expect(documents.close("untitled:a")).toBeNull();
  });
});
