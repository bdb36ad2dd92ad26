/**
 * The entry points of HCL's native syntax. They accept what HashiCorp's parser accepts (hcl v2.24), and tell a mistake
 * where it tells it. Each gives a tree and diagnostics, always both; none throws.
 */

import type { Diagnostic } from "../diagnostic.ts";
import type { SourceFile, Span } from "../source.ts";
import { reportInvalidTokens } from "./invalid-tokens.ts";
import { lex } from "./lexer.ts";
import { parseBody } from "./parser-body.ts";
import { parseExpression as expression } from "./parser-expression.ts";
import { parseTemplateTo } from "./parser-template.ts";
import { parseTraversal as traversal } from "./parser-traversal.ts";
import * as say from "./syntax-errors.ts";
import { type MapOffset, TokenReader } from "./token-reader.ts";
import { Token, type Tokens } from "./tokens.ts";
import type { Expression, NativeBody, ScopeTraversal } from "./tree.ts";

export interface ParseResult {
  readonly body: NativeBody;
  readonly tokens: Tokens;
  readonly diagnostics: readonly Diagnostic[];
}

/** A file as Terraform reads it. */
export function parse(file: SourceFile): ParseResult {
  const tokens = lex(file);
  const p = new TokenReader(tokens, expression);
  p.checkCount();
  if (!tokens.full) reportInvalidTokens(p);
  const body = parseBody(p, Token.EOF);
  return { body, tokens, diagnostics: p.diagnostics };
}

/** What to parse, when it isn't the whole text of the file. */
export interface Part {
  /** A part of the file's text. */
  readonly span?: Span;
  /** Another text that stands for a part of the file: a string of a JSON file with its escapes resolved. */
  readonly text?: string;
  /** Where in the file an offset of `text` is, its length included. */
  readonly mapOffset?: MapOffset;
}

export interface ExpressionResult {
  readonly expr: Expression;
  readonly diagnostics: readonly Diagnostic[];
}

/** One expression, as if in parentheses: line breaks don't count. */
export function parseExpression(file: SourceFile, part: Part = {}): ExpressionResult {
  const p = reader(file, part, false);
  p.countNewlines(false);
  const expr = expression(p);
  if (!p.is(Token.EOF)) p.errorUnlessLost(p.span(p.next), say.afterExpression(p.found()));
  return { expr, diagnostics: p.diagnostics };
}

/** The text of a template file, or of a string in JSON syntax. */
export function parseTemplate(file: SourceFile, part: Part = {}): ExpressionResult {
  const p = reader(file, part, true);
  const { start, end, parts, wraps } = parseTemplateTo(p, Token.EOF, false);
  const [only] = parts;
  if (wraps && only) return { expr: { kind: "template-wrap", start, end, wrapped: only }, diagnostics: p.diagnostics };
  return { expr: { kind: "template", start, end, parts }, diagnostics: p.diagnostics };
}

export interface TraversalResult {
  /** Null when it doesn't begin with a name; without the steps that are wrong. */
  readonly traversal: ScopeTraversal | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** A name with attributes and constant indices, as in `ignore_changes` or `replace_triggered_by`. */
export function parseTraversal(file: SourceFile, part: Part = {}): TraversalResult {
  const p = reader(file, part, false);
  p.countNewlines(false);
  return { traversal: traversal(p), diagnostics: p.diagnostics };
}

function reader(file: SourceFile, { span, text, mapOffset }: Part, template: boolean): TokenReader {
  const tokens = lex(file, {
    template,
    ...(text === undefined ? {} : { text }),
    ...(span === undefined ? {} : span),
  });
  const p = new TokenReader(tokens, expression, mapOffset);
  p.checkCount();
  if (!tokens.full) reportInvalidTokens(p);
  return p;
}
