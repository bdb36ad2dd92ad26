import type { Label } from "../diagnostic.ts";
import { positionAt } from "../source.ts";
import type { MachineOptions } from "./machine.ts";
import { relativeUri, repositoryPath } from "./repository-path.ts";
import type { Secrets } from "./secrets.ts";

type Marked = Pick<Label, "file" | "span">;

export interface PhysicalLocation {
  readonly artifactLocation: { readonly uri: string; readonly uriBaseId: "%SRCROOT%" };
  readonly region: Region;
}

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly snippet?: { readonly text: string };
}

export function physicalLocation(marked: Marked, { directory }: MachineOptions, secrets: Secrets): PhysicalLocation {
  const uri = relativeUri(repositoryPath(marked.file.name, directory));
  return { artifactLocation: { uri, uriBaseId: "%SRCROOT%" }, region: region(marked, secrets) };
}

/** Longer ones are read in the file. */
const longestSnippet = 2_000;

export function region({ file, span }: Marked, secrets: Secrets): Region {
  const start = positionAt(file, span.start);
  const end = positionAt(file, span.end);
  const snippet = span.end - span.start <= longestSnippet ? secrets.source(file, span.start, span.end) : "";
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    ...(snippet !== "" && { snippet: { text: snippet } }),
  };
}
