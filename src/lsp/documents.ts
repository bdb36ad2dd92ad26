/** The documents that an editor has open, by their path where they have one. */

import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";

export interface OpenDocument {
  /** As the editor writes it. */
  readonly uri: string;
  readonly path: string;
  readonly version: number;
  readonly text: string;
  readonly bytes: Uint8Array;
}

export class OpenDocuments {
  readonly #toPath: (uri: string) => string | null;
  readonly #texts = new Map<string, TextDocument>();
  readonly #byPath = new Map<string, OpenDocument>();

  /** `toPath` answers null for what lies on no disk. */
  constructor(toPath: (uri: string) => string | null) {
    this.#toPath = toPath;
  }

  open(uri: string, language: string, version: number, text: string): OpenDocument | null {
    return this.#keep(TextDocument.create(uri, language, version, text));
  }

  /** Null for what isn't open, or isn't a file. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): OpenDocument | null {
    const known = this.#texts.get(uri);
    return known ? this.#keep(TextDocument.update(known, [...changes], version)) : null;
  }

  /** The path that the document had; null when it wasn't open. */
  close(uri: string): string | null {
    const path = this.#toPath(uri);
    if (!this.#texts.delete(uri) || path === null) return null;
    // The same file under another spelling of its URI stays open.
    if (this.#byPath.get(path)?.uri === uri) this.#byPath.delete(path);
    return path;
  }

  at(path: string): OpenDocument | undefined {
    return this.#byPath.get(path);
  }

  find(uri: string): OpenDocument | undefined {
    const path = this.#toPath(uri);
    return path === null ? undefined : this.#byPath.get(path);
  }

  all(): Iterable<OpenDocument> {
    return this.#byPath.values();
  }

  #keep(document: TextDocument): OpenDocument | null {
    this.#texts.set(document.uri, document);
    const path = this.#toPath(document.uri);
    if (path === null) return null;
    const text = document.getText();
    const bytes = new TextEncoder().encode(text);
    const open = { uri: document.uri, path, version: document.version, text, bytes };
    this.#byPath.set(path, open);
    return open;
  }
}
