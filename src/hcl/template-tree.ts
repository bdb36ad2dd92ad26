/** Nests the parts of a template by its directives. */

import type { Span } from "../source.ts";
import * as say from "./syntax-errors.ts";
import { type ForPart, type IfPart, type MarkerPart, nfc, type TemplatePart } from "./template-parts.ts";
import type { TokenReader } from "./token-reader.ts";
import type { Expression, Literal, Template } from "./tree.ts";

/**
 * Leaves the height of the highest part in `p`. `end` is the place of the token that ends the template. Directives that
 * don't pair are told only when all of them are there, and once.
 */
export function nestParts(p: TokenReader, parts: readonly TemplatePart[], end: Span, complete: boolean): Expression[] {
  const nester = new Nester(p, parts, end, complete);
  const result: Expression[] = [];
  let height = 0;
  while (!nester.done) {
    result.push(nester.part());
    height = Math.max(height, p.height);
  }
  p.height = height;
  return result;
}

interface Branch {
  readonly parts: Expression[];
  height: number;
}

class Nester {
  private readonly p: TokenReader;
  private readonly parts: readonly TemplatePart[];
  private readonly end: Span;
  private at = 0;
  private complete: boolean;

  constructor(p: TokenReader, parts: readonly TemplatePart[], end: Span, complete: boolean) {
    this.complete = complete;
    this.p = p;
    this.parts = parts;
    this.end = end;
  }

  get done(): boolean {
    return this.at >= this.parts.length;
  }

  part(): Expression {
    const { p, end } = this;
    const part = this.parts[this.at++];
    if (!part) return p.unknownLiteral(end.start, end.end);
    switch (part.kind) {
      case "literal": {
        p.height = 0;
        const [start, literalEnd] = [p.place(part.start), p.place(part.end)];
        return { kind: "literal", start, end: literalEnd, type: "string", value: nfc(part.text) };
      }
      case "interpolation":
        p.height = part.height;
        return part.expr;
      case "if":
      case "for": {
        if (!p.enter(part)) return p.errorExpression(part);
        const expr = part.kind === "if" ? this.conditional(part) : this.loop(part);
        p.leave();
        return expr;
      }
      case "marker":
        this.error(part, say.unopenedDirective(part.keyword));
        return p.unknownLiteral(part.start, part.end);
    }
  }

  private conditional(open: IfPart): Expression {
    const { p } = this;
    const whenTrue: Branch = { parts: [], height: 0 };
    const whenFalse: Branch = { parts: [], height: 0 };
    let branch = whenTrue;
    let marker = this.branchEnd(branch);
    if (marker?.keyword === "else") {
      branch = whenFalse;
      marker = this.branchEnd(branch);
    }
    if (marker?.keyword !== "endif") return this.broken(open, marker, branch === whenFalse);
    const trueResult = branchTemplate(whenTrue, open.end);
    const falseResult = branchTemplate(whenFalse, marker.start);
    p.grow(Math.max(open.height, whenTrue.height + 1, whenFalse.height + 1));
    return {
      kind: "conditional",
      start: open.start,
      end: marker.end,
      condition: open.condition,
      trueResult,
      falseResult,
    };
  }

  private loop(open: ForPart): Expression {
    const { p } = this;
    const branch: Branch = { parts: [], height: 0 };
    const marker = this.branchEnd(branch);
    if (marker?.keyword !== "endfor") return this.broken(open, marker, false);
    const { keyVar, valVar, collection, start } = open;
    const { end } = marker;
    p.grow(Math.max(open.height, branch.height + 1) + 1);
    return {
      kind: "template-join",
      start,
      end,
      tuple: {
        kind: "for",
        start,
        end,
        keyVar,
        valVar,
        collection,
        key: null,
        value: branchTemplate(branch, open.end),
        condition: null,
        group: false,
        open: { start, end: open.end },
        close: { start: marker.start, end },
      },
    };
  }

  /** Fills a branch up to the next marker, and reads that; null at the end of the template. */
  private branchEnd(branch: Branch): MarkerPart | null {
    for (;;) {
      const next = this.parts[this.at];
      if (!next) return null;
      if (next.kind === "marker") {
        this.at++;
        return next;
      }
      branch.parts.push(this.part());
      branch.height = Math.max(branch.height, this.p.height);
    }
  }

  private error(place: Span, message: say.Message): void {
    if (this.complete) this.p.error(place, message);
    else this.p.consequence();
    this.complete = false;
  }

  private broken(open: IfPart | ForPart, marker: MarkerPart | null, inElse: boolean): Expression {
    const { p } = this;
    const opener = { start: open.start, end: open.end };
    const place = marker ?? this.end;
    this.error(
      place,
      marker ? say.wrongDirective(open.kind, marker.keyword, inElse, opener) : say.unclosedDirective(open.kind, opener),
    );
    return p.unknownLiteral(place.start, place.end);
  }
}

function branchTemplate({ parts }: Branch, emptyAt: number): Template {
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last) {
    const empty: Literal = { kind: "literal", start: emptyAt, end: emptyAt, type: "string", value: "" };
    return { kind: "template", start: emptyAt, end: emptyAt, parts: [empty] };
  }
  return { kind: "template", start: first.start, end: last.end, parts };
}
