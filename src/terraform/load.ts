/** A directory → what its module declares. Work is bounded by the budgets for files and bytes. */

import { type Diagnostic, primaryLabel } from "../diagnostic.ts";
import { decodeSource } from "../hcl/decode.ts";
import { parseJson } from "../hcl/json-parser.ts";
import { parse } from "../hcl/parser.ts";
import type { Body } from "../hcl/tree.ts";
import type { Host } from "../host.ts";
import type { SourceFile, Span } from "../source.ts";
import type { ModuleConfig } from "./config.ts";
import type { FileConfig } from "./file-config.ts";
import { moduleFiles } from "./files.ts";
import { loadFile } from "./load-file.ts";
import { mergeModule } from "./merge.ts";
import { problem } from "./problem.ts";

export interface ReadFile {
  /** Path of the host. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Reads through a host, remembers what it read, and stops where a budget ends. */
export interface FileReader {
  /** Null when it can't be read; `problem` has been told then, at the beginning of an empty file of that name. */
  read(path: string): { readonly file: SourceFile; readonly bytes: Uint8Array } | null;
  /** Counts what has been parsed. */
  parsed(tokens: number): void;
  readonly host: Host;
  report(diagnostic: Diagnostic): void;
}

export interface FileLimits {
  readonly files: number;
  /** Of one file. */
  readonly fileBytes: number;
  /** Of all files. */
  readonly tokens: number;
}

export function fileReader(
  host: Host,
  limits: FileLimits,
  onRead: (file: ReadFile) => void,
  report: (diagnostic: Diagnostic) => void,
): FileReader {
  let count = 0;
  let tokens = 0;
  let told = false;
  const refuse = (path: string, headline: string, budget: string | null): null => {
    report(
      problem({ file: { name: path, text: "" }, span: { start: 0, end: 0 } }, headline, {
        ...(budget === null ? {} : { rule: "evaluation-budget", notes: [`budget: ${budget}`] }),
      }),
    );
    return null;
  };
  return {
    host,
    report,
    parsed: (more) => {
      tokens += more;
    },
    read(path) {
      if (count >= limits.files) {
        if (!told) refuse(path, `the template has more than ${limits.files} files`, "files");
        told = true;
        return null;
      }
      if (tokens >= limits.tokens) {
        if (!told) refuse(path, "the template is too large: files from here on aren't read", "tokens");
        told = true;
        return null;
      }
      count++;
      const result = host.read(path);
      if (!result.ok)
        return refuse(
          path,
          `${path} can't be read: ${result.reason}`,
          result.code === "too-large" ? "file bytes" : null,
        );
      const { bytes } = result;
      if (bytes.length > limits.fileBytes) {
        return refuse(path, `${path} has ${bytes.length} bytes, ${limits.fileBytes} are read at most`, "file bytes");
      }
      onRead({ path, bytes });
      return { file: decodeSource(path, bytes), bytes };
    },
  };
}

export interface LoadedModule {
  readonly config: ModuleConfig;
  readonly diagnostics: readonly Diagnostic[];
  /** False: no such directory, or it has no files of a module. */
  readonly found: boolean;
  /** Paths of files that can't be read. */
  readonly unread: readonly string[];
}

export function loadModule(directory: string, reader: FileReader): LoadedModule {
  const names = moduleFiles(reader.host, directory);
  const diagnostics: Diagnostic[] = [];
  const inner: FileReader = { ...reader, report: (diagnostic) => diagnostics.push(diagnostic) };
  const unread: string[] = [];
  const read = (list: readonly string[], override: boolean): FileConfig[] =>
    list.flatMap((name) => {
      const path = directory === "" ? name : `${directory}/${name}`;
      const file = readModuleFile(path, override, reader, inner);
      if (!file) unread.push(path);
      return file ?? [];
    });
  const primary = read(names?.primary ?? [], false);
  const overrides = read(names?.override ?? [], true);
  const merged = mergeModule(directory, primary, overrides);
  return {
    config: merged.config,
    diagnostics: [...diagnostics, ...merged.diagnostics],
    found: names !== null && names.primary.length + names.override.length > 0,
    unread,
  };
}

interface LoadedFile {
  readonly file: SourceFile;
  readonly override: boolean;
  readonly config: FileConfig;
  readonly diagnostics: readonly Diagnostic[];
  readonly tokens: number;
}

/** A host that answers with the same bytes again, as an editor's does, gets the same tree. */
const loadedBefore = new WeakMap<Uint8Array, LoadedFile>();

function readModuleFile(path: string, override: boolean, reader: FileReader, inner: FileReader): FileConfig | null {
  const read = reader.read(path);
  if (!read) return null;
  const known = loadedBefore.get(read.bytes);
  const loaded = known?.file.name === path && known.override === override ? known : loadAnew(read.file, override);
  loadedBefore.set(read.bytes, loaded);
  inner.parsed(loaded.tokens);
  for (const diagnostic of loaded.diagnostics) inner.report(diagnostic);
  return loaded.config;
}

function loadAnew(file: SourceFile, override: boolean): LoadedFile {
  const diagnostics: Diagnostic[] = [];
  let tokens = 0;
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const parsed = (more: number): void => {
    tokens += more;
  };
  const body = parseFile(file, { report, parsed });
  const garbled = garbledSpans(body, diagnostics);
  const config = loadFile(body, {
    file,
    override,
    report: (diagnostic) => {
      const { start } = primaryLabel(diagnostic).span;
      if (!garbled.some((span) => span.start <= start && start < span.end)) report(diagnostic);
    },
  });
  return { file, override, config, diagnostics, tokens };
}

/** Blocks with a syntax error in them: what else seems wrong there, a block within another, may follow from it. */
function garbledSpans(body: Body, diagnostics: readonly Diagnostic[]): readonly Span[] {
  if (body.kind !== "body" || diagnostics.length === 0) return [];
  const places = diagnostics.map((diagnostic) => primaryLabel(diagnostic).span.start);
  return body.items.filter(({ start, end }) => places.some((place) => start <= place && place <= end));
}

/** By the name's ending: JSON or native syntax. */
export function parseFile(file: SourceFile, reader: Pick<FileReader, "report" | "parsed">): Body {
  if (file.name.endsWith(".json")) {
    const { body, diagnostics, values } = parseJson(file);
    reader.parsed(values);
    for (const diagnostic of diagnostics) reader.report(diagnostic);
    return body;
  }
  const { body, diagnostics, tokens } = parse(file);
  reader.parsed(tokens.count);
  for (const diagnostic of diagnostics) reader.report(diagnostic);
  return body;
}
