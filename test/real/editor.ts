/** An editor as far as the protocol goes: the library that VS Code's client is made of, and the built program. */

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";

export const builtProgram = path.resolve(process.env.TEMPLATECHECK_BIN ?? "dist/bin.js");

export function startServer(cwd: string, argv: readonly string[] = []): ChildProcessWithoutNullStreams {
  if (!existsSync(builtProgram)) throw new Error(`${builtProgram} isn't there: run \`npm run build\``);
  return spawn(process.execPath, [builtProgram, "lsp", ...argv], { cwd, stdio: "pipe" });
}

export class Editor {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcessWithoutNullStreams;
  readonly exited: Promise<number | null>;
  /** All that was published, in order. */
  readonly published: PublishDiagnosticsParams[] = [];
  readonly messages: string[] = [];
  readonly #documents = new Map<string, TextDocument>();
  #waiting: (() => void)[] = [];

  constructor(process_: ChildProcessWithoutNullStreams) {
    this.process = process_;
    this.exited = new Promise((resolve) => process_.once("exit", resolve));
    this.connection = createProtocolConnection(
      new StreamMessageReader(process_.stdout),
      new StreamMessageWriter(process_.stdin),
    );
    this.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      for (const wake of this.#waiting.splice(0)) wake();
    });
    this.connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.messages.push(message);
    });
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.listen();
  }

  async initialize(folders: readonly string[], capabilities: object = {}): Promise<{ readonly capabilities: object }> {
    const workspaceFolders = folders.map((folder) => ({ uri: uriOf(folder), name: path.basename(folder) }));
    const result = await this.connection.sendRequest<{ capabilities: object }>("initialize", {
      processId: process.pid,
      rootUri: workspaceFolders[0]?.uri ?? null,
      workspaceFolders,
      capabilities: {
        workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
        textDocument: { completion: { completionItem: { snippetSupport: false } } },
        ...capabilities,
      },
    });
    await this.connection.sendNotification("initialized", {});
    return result;
  }

  async open(uri: string, text: string, version = 1): Promise<void> {
    this.#documents.set(uri, TextDocument.create(uri, "terraform", version, text));
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "terraform", version, text },
    });
  }

  /** Replaces the first occurrence of a text, as typing would. */
  async replace(uri: string, before: string, after: string): Promise<void> {
    const document = this.document(uri);
    const at = document.getText().indexOf(before);
    if (at === -1) throw new Error(`no ${JSON.stringify(before)} in ${uri}`);
    const range = { start: document.positionAt(at), end: document.positionAt(at + before.length) };
    await this.edit(uri, [{ range, text: after }]);
  }

  async edit(uri: string, contentChanges: Parameters<typeof TextDocument.update>[1]): Promise<void> {
    const document = this.document(uri);
    const version = document.version + 1;
    this.#documents.set(uri, TextDocument.update(document, contentChanges, version));
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async apply(edit: WorkspaceEdit | undefined): Promise<void> {
    for (const [uri, edits] of Object.entries(edit?.changes ?? {})) {
      const text = TextDocument.applyEdits(this.document(uri), edits);
      await this.edit(uri, [{ text }]);
    }
  }

  async close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (!document) throw new Error(`${uri} isn't open`);
    return document;
  }

  /** Where a text stands, or `offset` characters into it. */
  at(uri: string, text: string, offset = 0): { readonly textDocument: { uri: string }; readonly position: object } {
    const document = this.document(uri);
    const index = document.getText().indexOf(text);
    if (index === -1) throw new Error(`no ${JSON.stringify(text)} in ${uri}`);
    return { textDocument: { uri }, position: document.positionAt(index + offset) };
  }

  /** The diagnostics that stand for the newest text of a document. */
  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const version = this.#documents.get(uri)?.version;
    return await this.until(() => {
      const last = this.published.findLast((params) => params.uri === uri);
      return last && (version === undefined || last.version === version) ? last.diagnostics : undefined;
    });
  }

  /** Waits for something that what is published makes true. */
  async until<T>(condition: () => T | undefined): Promise<T> {
    const end = Date.now() + 60_000;
    for (;;) {
      const found = condition();
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error("the server doesn't publish what is waited for");
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1_000);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  async request<T>(method: string, params: object): Promise<T> {
    return await this.connection.sendRequest<T>(method, params);
  }

  async shutdown(): Promise<number | null> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    return await this.exited;
  }
}

export function uriOf(file: string): string {
  return pathToFileURL(file).href;
}
