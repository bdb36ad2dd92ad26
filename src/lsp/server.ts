/** The language server over standard input and output: the protocol on one side, the file system on the other. */

import { statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Connection,
  createConnection,
  type InitializeParams,
  type InitializeResult,
  ProposedFeatures,
} from "vscode-languageserver/node";
import { LibraryLoader } from "../check/libraries.ts";
import type { CheckInputs, Core, Libraries } from "../check-types.ts";
import { type Configuration, ConfigurationReader } from "../cli/configuration.ts";
import { isCommandFailure } from "../cli/exit-code.ts";
import { contains, hostPath, nodeHost } from "../cli/host.ts";
import { inputsOf, namedPaths, profilesOf } from "../cli/inputs.ts";
import type { Options } from "../cli/options.ts";
import type { Program } from "../cli/program.ts";
import { surroundingsOf, treeOf } from "../cli/surroundings.ts";
import type { RuleId } from "../diagnostic.ts";
import type { Host, ReadResult } from "../host.ts";
import { version } from "../version.ts";
import { OpenDocuments } from "./documents.ts";
import { addFeatures } from "./features.ts";
import { ModuleIndex } from "./module-index.ts";
import { overlayHost } from "./overlay.ts";
import { type PathStyle, pathToUri, uriToPath } from "./uri.ts";
import { type Ground, type Outside, Workspace } from "./workspace.ts";

const style: PathStyle = path.sep === "\\" ? "windows" : "posix";
/** Files beside templates whose text may be kept between checks. */
const kept = /\.(tf|tofu|tfvars|json|hcl|tftpl|tpl|yaml|yml|sh)$/;
const largestKept = 1_000_000;
const mostKept = 64_000_000;

/** Serves until the client says exit, and then ends the process: 0 after a shutdown, else 1 (LSP 3.17). */
export async function serve(program: Program, options: Options, core: Pick<Core, "check">): Promise<never> {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  // The client is gone, and with it everybody who could be told.
  process.stdout.on("error", () => process.exit(1));
  new Server(connection, program, options, core).listen();
  return new Promise<never>(() => {});
}

class Server {
  readonly #connection: Connection;
  readonly #program: Program;
  readonly #options: Options;
  readonly #core: Pick<Core, "check">;
  readonly #documents = new OpenDocuments((uri) => uriToPath(uri, style));
  readonly #workspace: Workspace;
  readonly #libraries = new LibraryLoader();
  /** Absolute; the nearest around a file counts. */
  #folders: readonly string[] = [];
  readonly #indexes = new Map<string, ModuleIndex>();
  readonly #disk = new Map<string, { readonly stamp: string; readonly answer: Extract<ReadResult, { ok: true }> }>();
  #keptBytes = 0;
  readonly #configurations = new Map<string, { readonly stamp: string; readonly reader: ConfigurationReader }>();
  readonly #logged = new Set<string>();
  #snippets = false;
  #watches = false;
  #watchesFolders = false;

  constructor(connection: Connection, program: Program, options: Options, core: Pick<Core, "check">) {
    this.#connection = connection;
    this.#program = program;
    this.#options = options;
    this.#core = core;
    this.#workspace = new Workspace(this.#documents, this.#outside());
  }

  listen(): void {
    const connection = this.#connection;
    const documents = this.#documents;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => void this.#register().catch(() => {}));
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version: number, text } }) =>
      this.#edited(documents.open(uri, languageId, number, text)),
    );
    connection.onDidChangeTextDocument(({ textDocument: { uri, version: number }, contentChanges }) =>
      this.#edited(documents.change(uri, number, contentChanges)),
    );
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      const closed = documents.close(uri);
      if (closed === null) return;
      this.#reindex(closed);
      this.#workspace.closed(closed);
    });
    connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
      const saved = uriToPath(uri, style);
      if (saved !== null) this.#touched([saved]);
    });
    connection.onDidChangeWatchedFiles(({ changes }) =>
      this.#touched(changes.flatMap(({ uri }) => uriToPath(uri, style) ?? [])),
    );
    connection.onShutdown(() => {});
    addFeatures(connection, this.#documents, this.#workspace, () => ({ snippets: this.#snippets }));
    connection.listen();
  }

  #initialize(params: InitializeParams): InitializeResult {
    const { workspace, textDocument } = params.capabilities;
    this.#watches = workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    this.#watchesFolders = workspace?.workspaceFolders === true;
    this.#snippets = textDocument?.completion?.completionItem?.snippetSupport === true;
    const given = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    this.#folders = given.flatMap((uri) => uriToPath(uri, style) ?? []).map((folder) => path.normalize(folder));
    return {
      serverInfo: { name: "templatecheck", version },
      capabilities: {
        positionEncoding: "utf-16",
        textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        documentLinkProvider: { resolveProvider: false },
        completionProvider: { triggerCharacters: [".", '"'] },
        codeActionProvider: {
          codeActionKinds: ["quickfix", "source.fixAll.templatecheck"],
        },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  async #register(): Promise<void> {
    const { client, workspace } = this.#connection;
    if (this.#watchesFolders) {
      workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const paths = (list: readonly { readonly uri: string }[]): readonly string[] =>
          list.flatMap(({ uri }) => uriToPath(uri, style) ?? []).map((folder) => path.normalize(folder));
        const gone = new Set(paths(removed));
        this.#folders = [...this.#folders.filter((folder) => !gone.has(folder)), ...paths(added)];
        this.#everything();
      });
    }
    if (!this.#watches) return;
    const { DidChangeWatchedFilesNotification } = await import("vscode-languageserver/node");
    const watchers = ["**/*.{tf,tofu,tfvars,hcl,json,tftpl,tpl,sh,yaml,yml}", "**/.templatecheck.yaml"];
    await client.register(DidChangeWatchedFilesNotification.type, {
      watchers: watchers.map((globPattern) => ({ globPattern })),
    });
  }

  #edited(document: ReturnType<OpenDocuments["open"]>): void {
    if (!document) return;
    this.#reindex(document.path);
    this.#workspace.changed(document);
  }

  #touched(paths: readonly string[]): void {
    for (const touched of paths) this.#reindex(touched);
    const structure = paths.some((name) => /\.(tf|tofu)(\.json)?$|\.templatecheck\.yaml$|modules\.json$/.test(name));
    this.#workspace.touched(paths, structure);
  }

  #everything(): void {
    this.#indexes.clear();
    this.#configurations.clear();
    this.#workspace.touched([], true);
  }

  /** Who calls whom may have changed with a file. */
  #reindex(file: string): void {
    if (!/\.(tf|tofu)(\.json)?$/.test(file)) return;
    for (const [top, index] of this.#indexes) {
      if (contains(top, file)) index.refresh(hostPath(top, path.dirname(file)));
    }
  }

  /** The workspace folder around a directory, else its repository, else itself. */
  #folderOf(directory: string): string {
    const around = this.#folders.filter((folder) => contains(folder, directory));
    return around.sort((a, b) => b.length - a.length)[0] ?? treeOf(directory, directory);
  }

  #rootsOf(file: string): readonly string[] {
    const directory = path.dirname(file);
    const top = this.#folderOf(directory);
    let index = this.#indexes.get(top);
    if (!index) {
      index = new ModuleIndex(this.#overlay(nodeHost(top, [top]), top));
      this.#indexes.set(top, index);
    }
    // What `terraform get` installed belongs to the template that it is in.
    const installed = directory.lastIndexOf(`${path.sep}.terraform${path.sep}`);
    const home = installed === -1 ? directory : directory.slice(0, installed);
    return index.rootsOf(hostPath(top, home)).map((root) => path.resolve(top, root));
  }

  /** What is open, over what was read before and hasn't changed since, over the disk. */
  #overlay(disk: Host, root: string): Host {
    const cached: Host = { ...bound(disk), read: (name) => this.#read(disk, name, path.resolve(root, name)) };
    return overlayHost(cached, {
      read: (name) => this.#documents.at(path.resolve(root, name))?.bytes,
      namesIn: (name) => {
        const directory = path.resolve(root, name);
        return [...this.#documents.all()].flatMap((open) =>
          path.dirname(open.path) === directory ? [path.basename(open.path)] : [],
        );
      },
    });
  }

  /** The same bytes as before while the file is the same: then nothing of it is parsed again. */
  #read(disk: Host, name: string, absolute: string): ReadResult {
    const status = kept.test(name) ? statSync(absolute, { throwIfNoEntry: false }) : undefined;
    if (!status?.isFile() || status.size > largestKept) return disk.read(name);
    const stamp = `${status.ino} ${status.size} ${status.mtimeMs} ${status.ctimeMs}`;
    const known = this.#disk.get(absolute);
    if (known?.stamp === stamp) return known.answer;
    const answer = disk.read(name);
    if (!answer.ok) return answer;
    this.#keptBytes += answer.bytes.length - (known?.answer.bytes.length ?? 0);
    if (this.#keptBytes > mostKept) {
      this.#disk.clear();
      this.#keptBytes = answer.bytes.length;
    }
    this.#disk.set(absolute, { stamp, answer });
    return answer;
  }

  async #ground(root: string): Promise<Ground> {
    const cwd = this.#folderOf(root);
    const program: Program = { ...this.#program, cwd };
    const options = this.#options;
    const configuration = await this.#configuration(root, cwd);
    const named = namedPaths(options, configuration, cwd);
    const around = surroundingsOf(cwd, { kind: "directory", directory: root }, named);
    const top = around.directory === "" ? root : path.resolve(root, path.relative(around.directory, ""));
    return {
      host: this.#overlay(around.host, top),
      directory: around.directory,
      inputs: this.#inputs(configuration, program, around),
      configuration: configuration.diagnostics,
      hostPath: around.hostPath,
      absolute: (shown) => path.resolve(cwd, shown),
      refusals: around.refusals,
    };
  }

  /** A profile that the configuration doesn't have is told once, and the built-in one judges meanwhile. */
  #inputs(configuration: Configuration, program: Program, around: ReturnType<typeof surroundingsOf>): CheckInputs {
    const options = this.#options;
    try {
      const profiles = profilesOf(options, configuration, false);
      return inputsOf(options, configuration, profiles, program, around);
    } catch (error) {
      if (!isCommandFailure(error)) throw error;
      this.#log(error.message);
      const plain: Options = { ...options, profiles: [], workspaces: null };
      return inputsOf(
        plain,
        configuration,
        profilesOf(plain, { ...configuration, defaultProfile: null }, false),
        program,
        around,
      );
    }
  }

  async #configuration(root: string, cwd: string): Promise<Configuration> {
    const stamp = this.#configurationStamp(root, treeOf(cwd, root));
    const known = this.#configurations.get(root);
    const reader =
      known?.stamp === stamp
        ? known.reader
        : new ConfigurationReader(cwd, this.#options.config, (host, top) => this.#overlay(host, top));
    this.#configurations.set(root, { stamp, reader });
    try {
      return await reader.for(root);
    } catch (error) {
      if (!isCommandFailure(error)) throw error;
      this.#log(error.message);
      return await new ConfigurationReader(cwd, "none").for(root);
    }
  }

  /** Changes when one of the files does that may hold it. */
  #configurationStamp(root: string, tree: string): string {
    const stamps: string[] = [];
    for (let at = root; contains(tree, at); at = path.dirname(at)) {
      const file = path.join(at, ".templatecheck.yaml");
      const open = this.#documents.at(file);
      const status = statSync(file, { throwIfNoEntry: false });
      stamps.push(open ? `open ${open.version}` : `${status?.ino} ${status?.size} ${status?.mtimeMs}`);
      if (path.dirname(at) === at) break;
    }
    return stamps.join("\n");
  }

  #outside(): Outside {
    const connection = this.#connection;
    return {
      ground: (root) => this.#ground(root),
      run: <T>(work: (libraries: Libraries) => T) => this.#libraries.run(work),
      check: (host, directory, inputs, libraries) => this.#core.check(host, directory, inputs, libraries),
      rootsOf: (file) => this.#rootsOf(file),
      uri: pathToUri,
      page: rulePageUri,
      isFile: (file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true,
      publish: (uri, diagnostics, number) =>
        void connection
          .sendDiagnostics({ uri, diagnostics, ...(number === null ? {} : { version: number }) })
          .catch(() => {}),
      log: (message) => this.#log(message),
      later: (milliseconds, work) => void setTimeout(work, milliseconds),
      now: () => performance.now(),
    };
  }

  #log(message: string): void {
    if (this.#logged.has(message)) return;
    this.#logged.add(message);
    this.#connection.console.warn(message);
  }
}

/** The methods of a host may use `this`. */
function bound(host: Host): Host {
  return {
    read: (name) => host.read(name),
    list: (name) => host.list(name),
    realpath: (name) => host.realpath(name),
    digest: (algorithm, bytes) => host.digest(algorithm, bytes),
  };
}

/** The pages come with the program. */
function rulePageUri(rule: RuleId): string | null {
  const page = new URL(`rules/${rule}.md`, import.meta.url);
  const file = fileURLToPath(page);
  return statSync(file, { throwIfNoEntry: false }) ? pathToUri(file) : null;
}
