import type { CancellationToken, Connection } from "vscode-languageserver";
import { defaultInputs } from "../../src/check-types.ts";
import { check } from "../../src/index.ts";
import { OpenDocuments } from "../../src/lsp/documents.ts";
import { addFeatures } from "../../src/lsp/features.ts";
import { ModuleIndex } from "../../src/lsp/module-index.ts";
import { overlayHost } from "../../src/lsp/overlay.ts";
import { pathToUri, uriToPath } from "../../src/lsp/uri.ts";
import { Workspace } from "../../src/lsp/workspace.ts";
import { memoryHost } from "../../test/memory-host.ts";
import { libraries } from "../compiler.ts";
import { readFiles, writeFiles } from "../file-set.ts";
import { hclPieces } from "../mutate.ts";
import type { Random } from "../random.ts";
import type { Target } from "../target.ts";
import { randomTemplate } from "../template-grammar.ts";

interface Message {
  readonly method: string;
  readonly params: { readonly textDocument: { readonly uri: string }; readonly [name: string]: unknown };
}

const requests = [
  "Hover",
  "Completion",
  "Definition",
  "References",
  "DocumentSymbol",
  "FoldingRanges",
  "DocumentLinks",
  "CodeAction",
  "Rename",
];
const messagesFile = "messages.json";

export const lsp: Target = {
  name: "lsp",
  holds:
    "any order of messages about any places is answered, what is told of lies in the text that is open, and is what is told of texts that were never changed",
  input: (random) => {
    const files = new Map(randomTemplate(random));
    const paths = [...files.keys()];
    const messages = random.times(1, 8, () => message(random, paths, [...files.values()]));
    return writeFiles(files.set(messagesFile, messages.map((one) => JSON.stringify(one)).join("\n")));
  },
  async problem(input) {
    const all = readFiles(input);
    const files = Object.fromEntries([...all].filter(([path]) => path !== messagesFile));
    const session = sessionOver(files);
    for (const line of (all.get(messagesFile) ?? "").split("\n")) {
      const one = readMessage(line);
      if (one) await session.handle(one);
    }
    await session.settle();
    return session.problem() ?? (await freshProblem(files, session));
  },
};

function message(random: Random, paths: readonly string[], texts: readonly string[]): Message {
  const number = (limit: number): number =>
    random.chance(0.9) ? random.below(limit) : random.pick([-1, 1e9, 0.5, 2 ** 31]);
  const position = () => ({ line: number(40), character: number(60) });
  const range = () => ({ start: position(), end: position() });
  const uri = random.chance(0.9)
    ? `file:///${random.pick(paths)}`
    : random.pick(["file:///nowhere.tf", "untitled:1", "file:///%zz", "", "file:///a/../main.tf"]);
  const textDocument = { uri };
  return random.choose<Message>([
    () => ({ method: "open", params: { textDocument, text: random.pick(texts) } }),
    () => ({
      method: "change",
      params: {
        textDocument,
        changes: random.times(1, 3, () =>
          random.chance(0.2) ? { text: random.pick(texts) } : { range: range(), text: random.pick(hclPieces) },
        ),
      },
    }),
    () => ({ method: random.pick(["close", "touch"]), params: { textDocument } }),
    () => ({
      method: random.pick(requests),
      params: {
        textDocument,
        position: position(),
        range: range(),
        context: { includeDeclaration: random.chance(0.5), diagnostics: [] },
      },
    }),
    () => ({
      method: random.pick(requests),
      params: {
        textDocument,
        position: position(),
        range: range(),
        context: { includeDeclaration: true, diagnostics: [] },
      },
    }),
  ]);
}

/** Who opens the same texts now is told the same. */
async function freshProblem(
  files: Readonly<Record<string, string>>,
  session: ReturnType<typeof sessionOver>,
): Promise<string | null> {
  const texts = session.texts();
  if (texts.length === 0) return null;
  const fresh = sessionOver(files);
  for (const [uri, text] of texts) await fresh.handle({ method: "open", params: { textDocument: { uri }, text } });
  await fresh.settle();
  for (const [uri] of texts) {
    const [told, expected] = [session.published.get(uri) ?? "[]", fresh.published.get(uri) ?? "[]"];
    if (told !== expected) return `fresh: ${uri}: ${told.slice(0, 300)} instead of ${expected.slice(0, 300)}`;
  }
  return null;
}

function readMessage(line: string): Message | null {
  try {
    const read: Message = JSON.parse(line);
    return typeof read?.params?.textDocument?.uri === "string" ? read : null;
  } catch {
    return null;
  }
}

function sessionOver(files: Readonly<Record<string, string>>) {
  const documents = new OpenDocuments((uri) => uriToPath(uri, "posix"));
  const host = overlayHost(memoryHost(files), {
    read: (path) => documents.at(`/${path}`)?.bytes,
    namesIn: (directory) =>
      [...documents.all()].flatMap(({ path }) => {
        const at = path.lastIndexOf("/");
        return path.slice(1, at) === directory || (at === 0 && directory === "") ? [path.slice(at + 1)] : [];
      }),
  });
  const timers: (() => void)[] = [];
  const published = new Map<string, string>();
  let wrong: string | null = null;
  const workspace = new Workspace(documents, {
    ground: async (root) => ({
      host,
      directory: root.slice(1),
      inputs: defaultInputs,
      configuration: [],
      hostPath: (absolute) => absolute.slice(1),
      absolute: (shown) => `/${shown}`,
      refusals: () => [],
    }),
    run: async (work) => work(libraries),
    check: (...asked) => check(...asked),
    rootsOf: (path) =>
      new ModuleIndex(host).rootsOf(path.slice(1, Math.max(1, path.lastIndexOf("/")))).map((root) => `/${root}`),
    uri: pathToUri,
    page: () => null,
    isFile: (path) => files[path.slice(1)] !== undefined,
    publish: (uri, diagnostics) => {
      published.set(uri, JSON.stringify(diagnostics));
      const text = documents.find(uri)?.text ?? files[(uriToPath(uri, "posix") ?? "/").slice(1)];
      const lines = text?.split(/\r\n|\r|\n/);
      for (const { range, message: said } of diagnostics) {
        const { start, end } = range;
        const length = lines?.[end.line]?.length ?? -1;
        const inside = lines === undefined || (end.character <= length && start.line >= 0 && start.character >= 0);
        const ordered = start.line < end.line || (start.line === end.line && start.character <= end.character);
        if (!inside || !ordered) wrong ??= `place: ${JSON.stringify(range)} in ${uri}: ${said}`;
      }
    },
    log: () => {},
    later: (_, work) => void timers.push(work),
    now: () => 0,
  });
  const handlers = new Map<string, (params: unknown, token: CancellationToken) => unknown>();
  const register = (name: string) => (handler: (params: unknown, token: CancellationToken) => unknown) =>
    void handlers.set(name.replace(/^on/, ""), handler);
  const connection = new Proxy({}, { get: (_, name) => register(String(name)) }) as Connection;
  addFeatures(connection, documents, workspace, () => ({ snippets: true }));
  const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => {} }) };
  const settle = async (): Promise<void> => {
    let settled = false;
    void workspace.settled().then(() => {
      settled = true;
    });
    for (let round = 0; round < 200 && !settled; round++) {
      for (const timer of timers.splice(0)) timer();
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (!settled) wrong ??= "settled: never";
  };
  let version = 0;
  const handle = async ({ method, params }: Message): Promise<void> => {
    const { uri } = params.textDocument;
    version++;
    switch (method) {
      case "open": {
        const opened = documents.open(uri, "terraform", version, String(params.text));
        if (opened) workspace.changed(opened);
        return;
      }
      case "change": {
        const changes = Array.isArray(params.changes) ? params.changes : [];
        const changed = documents.change(uri, version, changes);
        if (changed) workspace.changed(changed);
        return;
      }
      case "close": {
        const closed = documents.close(uri);
        if (closed !== null) workspace.closed(closed);
        return;
      }
      case "touch":
        workspace.touched([uriToPath(uri, "posix") ?? ""], version % 2 === 0);
        return;
      default: {
        const answer = Promise.resolve(handlers.get(method)?.(params, token));
        // It is waited for below.
        answer.catch(() => {});
        await settle();
        JSON.stringify(await answer);
      }
    }
  };
  const texts = (): readonly (readonly [string, string])[] => [...documents.all()].map(({ uri, text }) => [uri, text]);
  return { handle, settle, problem: () => wrong, published, texts };
}
