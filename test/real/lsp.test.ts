import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { CodeAction, CompletionItem, DocumentSymbol, Hover, Location } from "vscode-languageserver-protocol";
import { Editor, startServer, uriOf } from "./editor.ts";

const ground = `terraform {
  required_providers {
    coder = {
      source  = "coder/coder"
      version = "~> 2.13"
    }
  }
}

data "coder_workspace" "me" {}

data "coder_parameter" "ide" {
  name    = "ide"
  default = "code"
  option {
    name  = "VS Code"
    value = "code"
  }
  option {
    name  = "JetBrains"
    value = "jetbrains"
  }
}

variable "token" {
  default   = "hush-hush"
  sensitive = true
}

locals {
  port = data.coder_parameter.ide.value == "code" ? 13337 : 8080
  auth = "x-\${var.token}"
}

resource "coder_agent" "dev" {
  os   = "linux"
  arch = "amd64"
  env = {
    AUTH = local.auth
  }
}

resource "docker_container" "workspace" {
  count = data.coder_workspace.me.start_count
  env   = ["CODER_AGENT_TOKEN=\${coder_agent.dev.token}"]
}
`;

const app = `
resource "coder_app" "web" {
  agent_id     = coder_agent.dev.id
  slug         = "web"
  display_name = "Web 🦜"
  url          = "http://localhost:\${local.port}"
  subdomain    = true
  share        = "authenticated"
  healthcheck {
    url       = "http://localhost:\${local.port}/healthz"
    interval  = 5
    threshold = 6
  }
}
`;

const template = ground + app;

function directoryWith(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "templatecheck lsp-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  return root;
}

async function editorIn(folders: readonly string[], capabilities: object = {}): Promise<Editor> {
  const editor = new Editor(startServer(folders[0] ?? tmpdir()));
  onTestFinished(() => {
    editor.connection.dispose();
    editor.process.kill();
  });
  await editor.initialize(folders, capabilities);
  return editor;
}

function rulesOf(diagnostics: readonly { readonly code?: unknown }[]): readonly unknown[] {
  return diagnostics.map(({ code }) => code);
}

describe("diagnostics", () => {
  it("follow what is typed, saved or not", async () => {
    const root = directoryWith({ "main.tf": template });
    const editor = await editorIn([root]);
    const main = uriOf(path.join(root, "main.tf"));
    await editor.open(main, template);
    expect(rulesOf(await editor.diagnostics(main))).toEqual([]);
    await editor.replace(main, '"web"\n  display', '"My_App"\n  display');
    const [found] = await editor.diagnostics(main);
    expect(found).toMatchObject({ code: "app-slug-format", severity: 1, source: "templatecheck" });
    const document = editor.document(main);
    expect(document.getText(found!.range)).toBe('"My_App"');
    expect(found!.codeDescription!.href).toMatch(/^file:.*\/rules\/app-slug-format\.md$/);
    await editor.replace(main, "My_App", "web");
    expect(await editor.diagnostics(main)).toEqual([]);
    expect(await editor.shutdown()).toBe(0);
  });

  it("are those of the newest text when edits come quickly, and of no older one after it", async () => {
    const root = directoryWith({ "main.tf": template });
    const editor = await editorIn([root]);
    const main = uriOf(path.join(root, "main.tf"));
    await editor.open(main, template);
    await editor.diagnostics(main);
    for (let count = 0; count < 40; count++) await editor.replace(main, 'slug         = "', 'slug         = "-');
    const last = await editor.diagnostics(main);
    expect(rulesOf(last)).toContain("app-slug-format");
    expect(last.some(({ message }) => String(message).includes(`${"-".repeat(40)}web`))).toBe(true);
    const versions = editor.published.filter(({ uri }) => uri === main).map(({ version }) => version);
    expect(versions).toEqual([...versions].sort((a, b) => (a ?? 0) - (b ?? 0)));
    expect(versions.length).toBeLessThan(41);
  });

  it("stand where they should after astral characters, with any line breaks, and in JSON", async () => {
    const root = directoryWith({});
    const editor = await editorIn([root]);
    const main = uriOf(path.join(root, "main.tf"));
    const text = `${template}\noutput "o" {\n  value = "🦜🦜\${local.nowhere}"\n}\n`.replaceAll("\n", "\r\n");
    await editor.open(main, `\ufeff${text}`);
    const [undeclared] = (await editor.diagnostics(main)).filter(({ code }) => code === "reference-undeclared");
    expect(editor.document(main).getText(undeclared!.range)).toContain("nowhere");
    expect(undeclared!.range.start.character).toBeGreaterThanOrEqual('  value = "🦜🦜${'.length);
    const json = uriOf(path.join(root, "more.tf.json"));
    await editor.open(json, '{\n  "output": { "p": { "value": "🦜${local.missing}" } }\n}\n');
    const [inJson] = (await editor.diagnostics(json)).filter(({ code }) => code === "reference-undeclared");
    expect(editor.document(json).getText(inJson!.range)).toContain("missing");
  });

  it("of a module are found in the templates that call it, and taken back when all is closed", async () => {
    const root = directoryWith({
      ".git/HEAD": "",
      "templates/one/main.tf": `${ground}module "web" {\n  source   = "../../modules/web"\n  agent_id = coder_agent.dev.id\n  slug     = "Not Good"\n}\n`,
      "modules/web/main.tf": `variable "agent_id" {}\nvariable "slug" {}\n${app.replace("coder_agent.dev.id", "var.agent_id").replace('"web"\n  display', "var.slug\n  display").replaceAll("${local.port}", "3000")}`,
    });
    const editor = await editorIn([root]);
    const module = path.join(root, "modules/web/main.tf");
    await editor.open(uriOf(module), readFileSync(module, "utf8"));
    const found = await editor.diagnostics(uriOf(module));
    const caller = uriOf(path.join(root, "templates/one/main.tf"));
    const all = editor.published.flatMap(({ diagnostics }) => diagnostics);
    expect(rulesOf(all)).toContain("app-slug-format");
    const related = all.flatMap(({ relatedInformation }) => relatedInformation ?? []);
    const places = [...related.map(({ location }) => location.uri), ...editor.published.map(({ uri }) => uri)];
    expect(places).toContain(caller);
    expect(found).toBeDefined();
    await editor.close(uriOf(module));
    await editor.until(() => {
      const last = new Map(editor.published.map(({ uri, diagnostics }) => [uri, diagnostics.length]));
      return [...last.values()].every((count) => count === 0) ? true : undefined;
    });
  });

  it("heed the configuration as it is typed, and tell what is wrong in it", async () => {
    const root = directoryWith({
      ".git/HEAD": "",
      ".templatecheck.yaml": "rules:\n  app-share-public: off\n",
      "main.tf": template.replace('"authenticated"', '"public"'),
    });
    const editor = await editorIn([root]);
    const main = uriOf(path.join(root, "main.tf"));
    const configuration = uriOf(path.join(root, ".templatecheck.yaml"));
    await editor.open(main, readFileSync(path.join(root, "main.tf"), "utf8"));
    expect(rulesOf(await editor.diagnostics(main))).not.toContain("app-share-public");
    await editor.open(configuration, "rules:\n  app-share-public: error\n  app-slug-frmat: off\n");
    await editor.until(() => {
      const last = editor.published.findLast(({ uri }) => uri === main);
      return rulesOf(last?.diagnostics ?? []).includes("app-share-public") ? true : undefined;
    });
    const [wrong] = await editor.diagnostics(configuration);
    expect(wrong).toMatchObject({ code: "config-invalid" });
    expect(editor.document(configuration).getText(wrong!.range)).toContain("app-slug-frmat");
  });

  it("follow files that change on the disk, in any of several folders", async () => {
    const first = directoryWith({ "main.tf": template });
    const second = directoryWith({
      "main.tf": `${ground}variable "name" {}\n${app.replace('"web"\n  display', "var.name\n  display")}`,
    });
    const editor = await editorIn([first, second]);
    const main = uriOf(path.join(second, "main.tf"));
    await editor.open(uriOf(path.join(first, "main.tf")), template);
    await editor.open(main, readFileSync(path.join(second, "main.tf"), "utf8"));
    expect(rulesOf(await editor.diagnostics(main))).toContain("variable-unset");
    writeFileSync(path.join(second, "terraform.tfvars"), 'name = "web"\n');
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf(path.join(second, "terraform.tfvars")), type: 1 }],
    });
    await editor.until(() =>
      editor.published.findLast(({ uri }) => uri === main)?.diagnostics.length === 0 ? true : undefined,
    );
  });
});

describe("requests", () => {
  async function opened(text = template): Promise<{ readonly editor: Editor; readonly main: string }> {
    const root = directoryWith({ "main.tf": text });
    const editor = await editorIn([root]);
    const main = uriOf(path.join(root, "main.tf"));
    await editor.open(main, text);
    return { editor, main };
  }

  function textOf(hover: Hover | null): string {
    return hover && typeof hover.contents === "object" && "value" in hover.contents ? hover.contents.value : "";
  }

  it("a fix that is applied leaves nothing to fix", async () => {
    const { editor, main } = await opened(template.replace('slug         = "web"', 'slug         = "My_App"'));
    const diagnostics = await editor.diagnostics(main);
    const range = diagnostics.find(({ code }) => code === "app-slug-format")!.range;
    const context = { diagnostics, only: ["quickfix"] };
    const actions = await editor.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: main },
      range,
      context,
    });
    const fix = actions.find(({ title }) => !title.startsWith("Suppress"));
    expect(fix?.diagnostics).toHaveLength(1);
    await editor.apply(fix?.edit);
    expect(await editor.diagnostics(main)).toEqual([]);
  });

  it("a comment that suppresses stands above the argument", async () => {
    const { editor, main } = await opened(template.replace('"authenticated"', '"public"'));
    const diagnostics = await editor.diagnostics(main);
    const shared = diagnostics.find(({ code }) => code === "app-share-public")!;
    const actions = await editor.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: main },
      range: shared.range,
      context: { diagnostics: [shared] },
    });
    await editor.apply(actions.find(({ title }) => title === "Suppress app-share-public here with a comment")?.edit);
    expect(editor.document(main).getText()).toMatch(
      /\n {2}# templatecheck: ignore app-share-public -- .+\n {2}share {8}= "public"/,
    );
    expect(rulesOf(await editor.diagnostics(main))).not.toContain("app-share-public");
  });

  it("hover has values by choice with their way, masks what is sensitive, and tells where an app is", async () => {
    const { editor, main } = await opened();
    const port = textOf(await editor.request("textDocument/hover", editor.at(main, "local.port", 7)));
    expect(port).toContain("13337");
    expect(port).toMatch(/when `ide` is `"jetbrains"`[\s\S]*8080/);
    expect(port).toMatch(/`local\.port` = .*main\.tf:\d+/);
    const secret = textOf(await editor.request("textDocument/hover", editor.at(main, "local.auth", 7)));
    expect(secret).toContain("(sensitive)");
    expect(secret).not.toContain("hush");
    const slug = textOf(await editor.request("textDocument/hover", editor.at(main, "slug ", 1)));
    expect(slug).toContain("web--dev--{workspace}--{owner}{wildcard}");
    const share = textOf(await editor.request("textDocument/hover", editor.at(main, "share ", 1)));
    expect(share).toMatch(/opened by: `authenticated`/);
    expect(share).toMatch(/Legal values: .*`"public"`/);
  });

  it("completes arguments, legal values and references", async () => {
    const { editor, main } = await opened();
    const labels = async (text: string, offset: number): Promise<readonly string[]> => {
      const items = await editor.request<CompletionItem[] | null>(
        "textDocument/completion",
        editor.at(main, text, offset),
      );
      return (items ?? []).map(({ label }) => label);
    };
    await editor.replace(main, 'share        = "authenticated"', 'share        = ""\n  ');
    expect(await labels('share        = ""', 16)).toEqual(["owner", "authenticated", "public"]);
    expect(await labels('share        = ""\n  ', 20)).toEqual(expect.arrayContaining(["open_in", "healthcheck"]));
    await editor.replace(main, 'share        = ""', "share        = data.coder_parameter.");
    expect(await labels("= data.coder_parameter.", 23)).toEqual(["ide"]);
    await editor.replace(main, "data.coder_parameter.\n", "local.\n");
    expect(await labels("= local.\n", 8)).toEqual(["port", "auth"]);
  });

  it("goes to declarations and lists uses, outline and folds", async () => {
    const { editor, main } = await opened();
    const [declared] = await editor.request<Location[]>("textDocument/definition", editor.at(main, "local.port", 7));
    expect(editor.document(main).getText(declared!.range)).toBe("port");
    const uses = await editor.request<Location[]>("textDocument/references", {
      ...editor.at(main, "coder_agent.dev.id", 13),
      context: { includeDeclaration: true },
    });
    expect(uses).toHaveLength(3);
    const outline = await editor.request<DocumentSymbol[]>("textDocument/documentSymbol", {
      textDocument: { uri: main },
    });
    expect(outline.map(({ name }) => name)).toContain("resource coder_app web");
    expect(await editor.request<unknown[]>("textDocument/foldingRange", { textDocument: { uri: main } })).not.toEqual(
      [],
    );
  });
});

describe("what a client may do wrong", () => {
  it("doesn't end the server", async () => {
    const root = directoryWith({ "main.tf": template });
    const editor = await editorIn([root]);
    const main = uriOf(path.join(root, "main.tf"));
    await editor.close(main);
    await editor.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: main, version: 3 },
      contentChanges: [{ text: "x" }],
    });
    await editor.open("untitled:Untitled-1", 'resource "coder_app" "x" {');
    await editor.open("file:///%E0%A4%A", "broken");
    await editor.open("not a uri", "broken");
    await editor.open(uriOf(path.join(root, "deep.tf")), `locals {\n  x = ${"[".repeat(20_000)}\n}\n`);
    await editor.open(uriOf(path.join(root, "huge.tf")), `# ${"🦜".repeat(2_000_000)}\n`);
    expect(
      await editor.request("textDocument/hover", {
        textDocument: { uri: "untitled:Untitled-1" },
        position: { line: 9e9, character: -1 },
      }),
    ).toBeNull();
    await expect(editor.request("textDocument/hover", {})).rejects.toThrow();
    await expect(editor.request("no/such", {})).rejects.toThrow();
    await editor.connection.sendNotification("no/such", {});
    await editor.open(main, template, 7);
    expect(await editor.diagnostics(main)).toBeDefined();
    expect(await editor.shutdown()).toBe(0);
  });

  it("text that is no message is passed over, and its end is the server's", async () => {
    const server = startServer(tmpdir());
    const exited = new Promise((resolve) => server.once("exit", resolve));
    const send = (text: string): void =>
      void server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    let output = "";
    server.stdout.on("data", (chunk) => {
      output += chunk;
    });
    send("{ not json");
    send("[]");
    send('{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}');
    while (!output.includes('"serverInfo"')) await new Promise((resolve) => setTimeout(resolve, 20));
    server.stdin.end();
    expect(await exited).toBe(1);
  });

  it("leaves with 1 without a shutdown", async () => {
    const editor = await editorIn([tmpdir()]);
    await editor.connection.sendNotification("exit");
    expect(await editor.exited).toBe(1);
  });
});
