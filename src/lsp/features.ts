/** The requests of the protocol, each answered by a pure function. */

import type { CancellationToken, CodeAction, Connection, Location } from "vscode-languageserver";
import { decodeSource } from "../hcl/decode.ts";
import { lex } from "../hcl/lexer.ts";
import type { SourceFile } from "../source.ts";
import { codeActions } from "./actions.ts";
import { completions } from "./completion.ts";
import { locationOf, type Places } from "./diagnostics.ts";
import type { OpenDocument, OpenDocuments } from "./documents.ts";
import { hover } from "./hover.ts";
import { links } from "./links.ts";
import type { Place } from "./names.ts";
import { definitions, references } from "./navigation.ts";
import { foldingRanges, symbols } from "./outline.ts";
import { offsetOf } from "./positions.ts";
import { syntaxOf } from "./template-view.ts";
import type { Ground, Workspace } from "./workspace.ts";

interface InDocument {
  readonly textDocument: { readonly uri: string };
}

export interface Client {
  /** Whether the editor understands `${1:placeholders}` in what is completed. */
  readonly snippets: boolean;
}

export function addFeatures(
  connection: Connection,
  documents: OpenDocuments,
  workspace: Workspace,
  client: () => Client,
): void {
  /** Answers null for what isn't open, isn't a file, or was given up meanwhile. */
  const about = async <T>(
    { textDocument }: InDocument,
    token: CancellationToken,
    answer: (document: OpenDocument) => Promise<T | null> | T | null,
  ): Promise<T | null> => {
    const document = documents.find(textDocument.uri);
    if (!document || token.isCancellationRequested) return null;
    const result = await answer(document);
    return token.isCancellationRequested ? null : result;
  };
  const locations = (list: readonly Place[], ground: Ground): Location[] => {
    const places = hostPlaces(workspace, ground);
    return list.map(({ file, span }) => locationOf(file, span, places));
  };

  connection.onHover((params, token) =>
    about(params, token, (document) =>
      workspace.ask(document, (place) => hover(place, offsetOf(place.file, params.position))),
    ),
  );
  connection.onCompletion((params, token) =>
    about(params, token, (document) =>
      workspace.ask(document, (place) => completions(place, offsetOf(place.file, params.position), client())),
    ),
  );
  connection.onDefinition((params, token) =>
    about(params, token, (document) =>
      workspace.ask(document, (place, ground) =>
        locations(definitions(place, offsetOf(place.file, params.position)), ground),
      ),
    ),
  );
  connection.onReferences((params, token) =>
    about(params, token, (document) =>
      workspace.ask(document, (place, ground) => {
        const { includeDeclaration } = params.context;
        return locations(references(place, offsetOf(place.file, params.position), includeDeclaration), ground);
      }),
    ),
  );
  connection.onDocumentLinks((params, token) =>
    about(params, token, (document) =>
      workspace.ask(document, (place, ground) => links(place, hostPlaces(workspace, ground))),
    ),
  );
  connection.onDocumentSymbol((params, token) =>
    about(params, token, (document) => {
      const file = nativeFile(document);
      return file && symbols(file, syntaxOf(file).body);
    }),
  );
  connection.onFoldingRanges((params, token) =>
    about(params, token, (document) => {
      const file = nativeFile(document);
      return file && foldingRanges(file, lex(file));
    }),
  );
  connection.onCodeAction((params, token) =>
    about(params, token, async (document) => {
      const found = await workspace.findings(document);
      const actions = found.flatMap(({ ground, diagnostics }): CodeAction[] =>
        codeActions({
          diagnostics,
          file: sourceOf(document),
          uri: document.uri,
          range: params.range,
          only: params.context.only ?? null,
          places: workspace.places(ground),
          locked: ground.inputs.lockedRules,
        }),
      );
      return distinct(actions);
    }),
  );
}

/** Files of a template are named by the host's paths while it is asked about, and by their shown names in findings. */
function hostPlaces(workspace: Workspace, ground: Ground): Places {
  const named = workspace.places(ground);
  const shown = (file: SourceFile): SourceFile => ({ ...file, name: ground.inputs.shown(file.name) });
  return { ...named, uri: (file) => named.uri(shown(file)), isOpen: (file) => named.isOpen(shown(file)) };
}

function nativeFile(document: OpenDocument): SourceFile | null {
  return /\.(tf|tofu|tfvars|hcl)$/.test(document.path) ? sourceOf(document) : null;
}

const sources = new WeakMap<OpenDocument, SourceFile>();

function sourceOf(document: OpenDocument): SourceFile {
  let file = sources.get(document);
  if (!file) {
    file = decodeSource(document.path, document.bytes);
    sources.set(document, file);
  }
  return file;
}

/** A module's finding is the same in each template that calls it. */
function distinct(actions: readonly CodeAction[]): CodeAction[] {
  return [...new Map(actions.map((action) => [JSON.stringify([action.title, action.edit]), action])).values()];
}
