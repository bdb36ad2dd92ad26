/** The suppressions that a file's comments ask for. */

import { parse } from "../hcl/parser.ts";
import { comments, Token } from "../hcl/tokens.ts";
import type { SourceFile, Span } from "../source.ts";
import { coverage, layoutOf } from "./coverage.ts";
import { type Directive, readDirective } from "./directive.ts";

export interface InSource extends Directive {
  readonly file: SourceFile;
  /** What it covers; null when it stands where it covers nothing. */
  readonly covered: Span | null;
}

/** JSON has no comments. */
export function suppressionsOf(file: SourceFile): readonly InSource[] {
  if (file.name.endsWith(".json") || !file.text.includes("templatecheck:")) return [];
  const { tokens, body } = parse(file);
  const layout = layoutOf(file, tokens, body);
  const places = [...tokens.kinds.subarray(0, tokens.count).entries()].filter(([, kind]) => kind === Token.Comment);
  return comments(tokens).flatMap((comment, index) => {
    const directive = readDirective(comment);
    return directive ? [{ ...directive, file, covered: coverage(directive, places[index]?.[0] ?? 0, layout) }] : [];
  });
}
