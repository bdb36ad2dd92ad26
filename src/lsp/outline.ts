/** A file's outline, what can be folded in it, and links. */

import type { DocumentSymbol, FoldingRange, SymbolKind } from "vscode-languageserver";
import { comments, Token, type Tokens } from "../hcl/tokens.ts";
import type { Attribute, Block, NativeBody } from "../hcl/tree.ts";
import type { SourceFile } from "../source.ts";
import { positionOf, rangeOf } from "./positions.ts";

/** LSP 3.17, SymbolKind. */
const kinds = { module: 2, class: 5, field: 8, function: 12, variable: 13, constant: 14, object: 19 } as const;

const blockKinds: ReadonlyMap<string, SymbolKind> = new Map([
  ["module", kinds.module],
  ["resource", kinds.class],
  ["data", kinds.object],
  ["variable", kinds.variable],
  ["output", kinds.function],
]);
const deepest = 16;

export function symbols(file: SourceFile, body: NativeBody, depth = 0): DocumentSymbol[] {
  return body.items.map((item) =>
    item.kind === "attribute" ? attributeSymbol(file, item) : blockSymbol(file, item, depth),
  );
}

function attributeSymbol(file: SourceFile, { name, nameSpan, start, end }: Attribute): DocumentSymbol {
  return { name, kind: kinds.field, range: rangeOf(file, { start, end }), selectionRange: rangeOf(file, nameSpan) };
}

function blockSymbol(file: SourceFile, block: Block, depth: number): DocumentSymbol {
  const header = { start: block.typeSpan.start, end: block.labels.at(-1)?.end ?? block.typeSpan.end };
  const labels = block.labels.map(({ value }) => value);
  const span = { start: block.start, end: Math.max(block.end, header.end, block.closeBrace.end) };
  return {
    // Editors refuse a symbol without a name.
    name: [block.type, ...labels].join(" ") || "?",
    kind: blockKinds.get(block.type) ?? kinds.constant,
    range: rangeOf(file, span),
    selectionRange: rangeOf(file, header),
    children: block.body.kind === "body" && depth < deepest ? symbols(file, block.body, depth + 1) : [],
  };
}

/** Whatever has brackets over several lines, heredocs, and comments that follow each other. */
export function foldingRanges(file: SourceFile, tokens: Tokens): FoldingRange[] {
  const found: FoldingRange[] = [];
  const fold = (start: number, end: number, kind?: "comment"): void => {
    const startLine = positionOf(file, start).line;
    const endLine = positionOf(file, end).line - (kind ? 0 : 1);
    if (endLine > startLine) found.push({ startLine, endLine, ...(kind && { kind }) });
  };
  const open: number[] = [];
  for (let index = 0; index < tokens.count; index++) {
    const start = tokens.starts[index] ?? 0;
    switch (tokens.kinds[index]) {
      case Token.OBrace:
      case Token.OBrack:
      case Token.OParen:
      case Token.OHeredoc:
        open.push(start);
        break;
      case Token.CBrace:
      case Token.CBrack:
      case Token.CParen:
      case Token.CHeredoc: {
        const begin = open.pop();
        if (begin !== undefined) fold(begin, start);
        break;
      }
    }
  }
  let run: { readonly start: number; readonly end: number } | null = null;
  for (const comment of comments(tokens)) {
    const follows: boolean =
      run !== null && positionOf(file, comment.start).line === positionOf(file, run.end).line + 1;
    if (run && !follows) fold(run.start, run.end, "comment");
    run = { start: run && follows ? run.start : comment.start, end: comment.end };
  }
  if (run) fold(run.start, run.end, "comment");
  return found;
}
