/** Tokens and trees as the recorded answers have them, with ranges in UTF-16 alone. */

import { dumpBody as bodyDump, type Dump } from "../../src/check/syntax/dump.ts";
import { byteOffsets } from "../../src/check/syntax/places.ts";
import {
  bodyDocument,
  type Document,
  expressionDocument,
  type Ranges,
  stepDocuments,
  traversalText as textOf,
} from "../../src/check/syntax/tree.ts";
import { type Tokens, tokenKindName } from "../../src/hcl/tokens.ts";
import type { Body, Expression, TraversalStep } from "../../src/hcl/tree.ts";
import type { SourceFile, Span } from "../../src/source.ts";

const pair = ({ start, end }: Span): readonly number[] => [start, end];
const utf16: Ranges = { range: pair, short: pair };

export interface ByteOffsets {
  readonly byte: (offset: number) => number;
}

export function places(file: SourceFile): ByteOffsets {
  const offsets = byteOffsets(file);
  return { byte: (offset) => offsets[offset] ?? -1 };
}

export function dumpTokens(tokens: Tokens, at: ByteOffsets): Dump {
  return Array.from({ length: tokens.count }, (_, index) => [
    tokenKindName(tokens.kinds[index] ?? 0),
    at.byte(tokens.starts[index] ?? 0),
    at.byte(tokens.ends[index] ?? 0),
  ]);
}

export function dumpBody(body: Body, at: ByteOffsets, trees: boolean): Dump {
  return bodyDump(body, at, trees);
}

export function fullBody(body: Body): Document {
  return bodyDocument(body, utf16);
}

export function fullExpression(expr: Expression): Document {
  return expressionDocument(expr, utf16);
}

export function fullSteps(steps: readonly TraversalStep[]): Document {
  return stepDocuments(steps, utf16);
}

export function traversalText(steps: readonly TraversalStep[]): string {
  return textOf(steps);
}
