/** Moves a tree and its diagnostics to where their text stands in another file: a template inside a JSON string. */

import type { Diagnostic, Label } from "../diagnostic.ts";
import type { SourceFile, Span } from "../source.ts";
import type { AnonSymbol, AttrStep, Expression, IndexStep, RootStep } from "./tree.ts";

export interface Place {
  readonly file: SourceFile;
  /** The offset in `file` of an offset in the text that was parsed. */
  readonly at: (offset: number) => number;
}

export function relocateDiagnostic(diagnostic: Diagnostic, place: Place): Diagnostic {
  const labels = diagnostic.labels.map((label): Label => ({ ...label, ...moveFile(label, place) }));
  const { fix, ...rest } = diagnostic;
  if (!fix) return { ...rest, labels };
  return { ...rest, labels, fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, ...moveFile(edit, place) })) } };
}

function moveFile(marked: { readonly span: Span }, place: Place): { file: SourceFile; span: Span } {
  return { file: place.file, span: move(marked.span, place) };
}

function move(span: Span, place: Place): Span {
  return { start: place.at(span.start), end: place.at(span.end) };
}

export function relocate(expr: Expression, place: Place): Expression {
  return new Relocation(place).expression(expr);
}

/** Holds the symbols of splats, which stay the same object wherever they stand. */
class Relocation {
  readonly #place: Place;
  readonly #symbols = new Map<AnonSymbol, AnonSymbol>();

  constructor(place: Place) {
    this.#place = place;
  }

  expression(expr: Expression): Expression {
    const place = this.#span(expr);
    switch (expr.kind) {
      case "literal":
      case "error":
        return { ...expr, ...place };
      case "anon-symbol":
        return this.#symbol(expr);
      case "template":
        return { ...expr, ...place, parts: this.#all(expr.parts) };
      case "template-wrap":
        return { ...expr, ...place, wrapped: this.expression(expr.wrapped) };
      case "template-join":
        return { ...expr, ...place, tuple: this.expression(expr.tuple) };
      case "scope-traversal": {
        const [root, ...steps] = expr.steps;
        return { ...expr, ...place, steps: [this.#step(root), ...steps.map((step) => this.#step(step))] };
      }
      case "relative-traversal":
        return {
          ...expr,
          ...place,
          source: this.expression(expr.source),
          steps: expr.steps.map((step) => this.#step(step)),
        };
      case "function-call":
        return {
          ...expr,
          ...place,
          nameSpan: this.#span(expr.nameSpan),
          openParen: this.#span(expr.openParen),
          closeParen: this.#span(expr.closeParen),
          args: this.#all(expr.args),
        };
      case "conditional":
        return {
          ...expr,
          ...place,
          condition: this.expression(expr.condition),
          trueResult: this.expression(expr.trueResult),
          falseResult: this.expression(expr.falseResult),
        };
      case "binary-op":
        return { ...expr, ...place, lhs: this.expression(expr.lhs), rhs: this.expression(expr.rhs) };
      case "unary-op":
        return { ...expr, ...place, symbol: this.#span(expr.symbol), operand: this.expression(expr.operand) };
      case "for":
        return {
          ...expr,
          ...place,
          collection: this.expression(expr.collection),
          key: expr.key && this.expression(expr.key),
          value: this.expression(expr.value),
          condition: expr.condition && this.expression(expr.condition),
          open: this.#span(expr.open),
          close: this.#span(expr.close),
        };
      case "index":
        return {
          ...expr,
          ...place,
          collection: this.expression(expr.collection),
          key: this.expression(expr.key),
          open: this.#span(expr.open),
          bracket: this.#span(expr.bracket),
        };
      case "splat":
        return {
          ...expr,
          ...place,
          source: this.expression(expr.source),
          each: this.expression(expr.each),
          anon: this.#symbol(expr.anon),
          marker: this.#span(expr.marker),
        };
      case "object-cons":
        return {
          ...expr,
          ...place,
          items: expr.items.map(({ key, value }) => ({ key: this.expression(key), value: this.expression(value) })),
          open: this.#span(expr.open),
        };
      case "object-cons-key":
        return { ...expr, ...place, wrapped: this.expression(expr.wrapped) };
      case "tuple-cons":
        return { ...expr, ...place, items: this.#all(expr.items), open: this.#span(expr.open) };
      case "parentheses":
        return { ...expr, ...place, expression: this.expression(expr.expression) };
    }
  }

  #all(exprs: readonly Expression[]): Expression[] {
    return exprs.map((expr) => this.expression(expr));
  }

  #span(span: Span): Span {
    return move(span, this.#place);
  }

  #step<Step extends RootStep | AttrStep | IndexStep>(step: Step): Step {
    return { ...step, ...this.#span(step) };
  }

  #symbol(symbol: AnonSymbol): AnonSymbol {
    const known = this.#symbols.get(symbol);
    if (known) return known;
    const moved: AnonSymbol = { ...symbol, ...this.#span(symbol) };
    this.#symbols.set(symbol, moved);
    return moved;
  }
}
