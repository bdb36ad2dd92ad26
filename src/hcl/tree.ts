/**
 * The syntax tree of both syntaxes (native and JSON). Nodes are plain data; `start` and `end` are UTF-16 offsets.
 * Kinds and ranges are those of HashiCorp's parser (hcl v2.24), which the dumps of `oracle/syntax` show.
 */

import type { SourceFile, Span } from "../source.ts";

// ── Structure ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** A body as written: native syntax knows attributes from blocks, JSON only with a schema (`content.ts`). */
export type Body = NativeBody | JsonBody;

export interface NativeBody extends Span {
  readonly kind: "body";
  readonly file: SourceFile;
  /** Attributes and blocks in source order. A repeated attribute is in `items` once, the first. */
  readonly items: readonly (Attribute | Block)[];
  /** Where an argument that is missing would go: an empty span at the closing brace or the end of file. */
  readonly endSpan: Span;
}

export interface JsonBody extends Span {
  readonly kind: "json-body";
  readonly file: SourceFile;
  /** An object, or an array of objects that together are this body. Anything else is told when content is asked for. */
  readonly value: Json;
  /** The closing brace of an object, the opening bracket of an array. */
  readonly endSpan: Span;
}

export interface Attribute extends Span {
  readonly kind: "attribute";
  readonly name: string;
  readonly nameSpan: Span;
  readonly equals: Span;
  readonly expr: Expression;
}

export interface Label extends Span {
  readonly value: string;
}

export interface Block extends Span {
  readonly kind: "block";
  readonly type: string;
  readonly typeSpan: Span;
  readonly labels: readonly Label[];
  readonly openBrace: Span;
  readonly closeBrace: Span;
  readonly body: Body;
}

// ── JSON ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export type Json = JsonObject | JsonArray | JsonString | JsonNumber | JsonKeyword | JsonError;

export interface JsonMember {
  readonly name: string;
  readonly nameSpan: Span;
  readonly colon: Span;
  readonly value: Json;
}
export interface JsonObject extends Span {
  readonly kind: "json-object";
  readonly members: readonly JsonMember[];
}
export interface JsonArray extends Span {
  readonly kind: "json-array";
  readonly items: readonly Json[];
}
/** The span has the quotes. */
export interface JsonString extends Span {
  readonly kind: "json-string";
  /** Decoded: without quotes and escapes. */
  readonly value: string;
}
export interface JsonNumber extends Span {
  readonly kind: "json-number";
  /** As written. */
  readonly text: string;
}
export interface JsonKeyword extends Span {
  readonly kind: "json-keyword";
  readonly value: true | false | null;
}
/** Stands for a value that can't be read: its mistake has been told. */
export interface JsonError extends Span {
  readonly kind: "json-error";
}

// ── Expressions ───────────────────────────────────────────────────────────────────────────────────────────────────

export type Expression =
  | Literal
  | Template
  | TemplateWrap
  | TemplateJoin
  | ScopeTraversal
  | RelativeTraversal
  | FunctionCall
  | Conditional
  | BinaryOp
  | UnaryOp
  | ForExpr
  | Index
  | Splat
  | AnonSymbol
  | ObjectCons
  | ObjectConsKey
  | TupleCons
  | Parentheses
  | ErrorExpr;

/** `value` of a number is its text as written: evaluation reads it with full precision. */
export interface Literal extends Span {
  readonly kind: "literal";
  readonly type: "string" | "number" | "bool" | "null" | "unknown";
  readonly value: string | boolean | null;
}

/** A quoted string or heredoc, its literal parts already unescaped, stripped and NFC-normalised. */
export interface Template extends Span {
  readonly kind: "template";
  readonly parts: readonly Expression[];
}
/** A template of exactly one interpolation: the value itself, not its text. */
export interface TemplateWrap extends Span {
  readonly kind: "template-wrap";
  readonly wrapped: Expression;
}
/** `%{for}`: joins the texts of a `for`. */
export interface TemplateJoin extends Span {
  readonly kind: "template-join";
  readonly tuple: Expression;
}

export type TraversalStep = RootStep | AttrStep | IndexStep;
export interface RootStep extends Span {
  readonly kind: "root";
  readonly name: string;
}
export interface AttrStep extends Span {
  readonly kind: "attr";
  readonly name: string;
}
export interface IndexStep extends Span {
  readonly kind: "index";
  readonly key: LiteralKey;
}
export type LiteralKey =
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "number"; readonly value: string }
  | { readonly type: "bool"; readonly value: boolean }
  | { readonly type: "null"; readonly value: null };

/** `a.b[0]`: a name and constant steps. */
export interface ScopeTraversal extends Span {
  readonly kind: "scope-traversal";
  readonly steps: readonly [RootStep, ...(AttrStep | IndexStep)[]];
}
export interface RelativeTraversal extends Span {
  readonly kind: "relative-traversal";
  readonly source: Expression;
  readonly steps: readonly (AttrStep | IndexStep)[];
}

export interface FunctionCall extends Span {
  readonly kind: "function-call";
  /** Namespaces joined with "::". */
  readonly name: string;
  readonly nameSpan: Span;
  readonly openParen: Span;
  readonly closeParen: Span;
  readonly args: readonly Expression[];
  /** The last argument is followed by "...". */
  readonly expandFinal: boolean;
}

/** `c ? t : f`, and `%{if}`. */
export interface Conditional extends Span {
  readonly kind: "conditional";
  readonly condition: Expression;
  readonly trueResult: Expression;
  readonly falseResult: Expression;
}

export type BinaryOperator = "||" | "&&" | "==" | "!=" | ">" | ">=" | "<" | "<=" | "+" | "-" | "*" | "/" | "%";
export interface BinaryOp extends Span {
  readonly kind: "binary-op";
  readonly op: BinaryOperator;
  readonly lhs: Expression;
  readonly rhs: Expression;
}
export interface UnaryOp extends Span {
  readonly kind: "unary-op";
  readonly op: "!" | "-";
  readonly symbol: Span;
  readonly operand: Expression;
}

export interface ForExpr extends Span {
  readonly kind: "for";
  /** Empty when there is only one name. */
  readonly keyVar: string;
  readonly valVar: string;
  readonly collection: Expression;
  /** Null makes a tuple, otherwise an object. */
  readonly key: Expression | null;
  readonly value: Expression;
  readonly condition: Expression | null;
  readonly group: boolean;
  readonly open: Span;
  readonly close: Span;
}

export interface Index extends Span {
  readonly kind: "index";
  readonly collection: Expression;
  readonly key: Expression;
  readonly open: Span;
  readonly bracket: Span;
}

export interface Splat extends Span {
  readonly kind: "splat";
  readonly splat: "full" | "attribute";
  readonly source: Expression;
  /** What is taken of each item: an expression over `anon`. */
  readonly each: Expression;
  readonly anon: AnonSymbol;
  readonly marker: Span;
}
/** The item inside a splat's `each`; the same object as the splat's `anon`. */
export interface AnonSymbol extends Span {
  readonly kind: "anon-symbol";
}

export interface ObjectItem {
  readonly key: Expression;
  readonly value: Expression;
}
export interface ObjectCons extends Span {
  readonly kind: "object-cons";
  readonly items: readonly ObjectItem[];
  readonly open: Span;
}
/** A key as written. `keyword` is the name when it is taken literally; a parenthesis in front makes it an expression. */
export interface ObjectConsKey extends Span {
  readonly kind: "object-cons-key";
  readonly wrapped: Expression;
  readonly forceNonLiteral: boolean;
  readonly keyword: string | null;
}
export interface TupleCons extends Span {
  readonly kind: "tuple-cons";
  readonly items: readonly Expression[];
  readonly open: Span;
}
export interface Parentheses extends Span {
  readonly kind: "parentheses";
  readonly expression: Expression;
}
/** Left by recovery: its mistake has been told, so nothing that follows from it is. */
export interface ErrorExpr extends Span {
  readonly kind: "error";
}
