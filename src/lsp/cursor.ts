/** What of the syntax tree stands at an offset. */

import type { Attribute, Block, Expression, NativeBody } from "../hcl/tree.ts";
import { children } from "../hcl/walk.ts";
import type { Span } from "../source.ts";

export interface Cursor {
  /** Around it, outermost first. */
  readonly blocks: readonly Block[];
  readonly attribute: Attribute | null;
  /** On the attribute's name. */
  readonly onName: boolean;
  /** On a block's type or label, which is then the last of `blocks`. */
  readonly onHeader: boolean;
  /** From the attribute's whole expression to the smallest one. */
  readonly expressions: readonly Expression[];
}

export function cursorAt(file: NativeBody, offset: number): Cursor {
  const blocks: Block[] = [];
  const around = (attribute: Attribute | null, onName: boolean, onHeader: boolean): Cursor => ({
    blocks,
    attribute,
    onName,
    onHeader,
    expressions: attribute && !onName ? expressionsAt(attribute.expr, offset) : [],
  });
  let body = file;
  for (;;) {
    const item = body.items.find((candidate) => touches(candidate, offset));
    if (!item) return around(null, false, false);
    if (item.kind === "attribute") return around(item, touches(item.nameSpan, offset), false);
    blocks.push(item);
    const header = { start: item.typeSpan.start, end: item.labels.at(-1)?.end ?? item.typeSpan.end };
    if (touches(header, offset)) return around(null, false, true);
    if (item.body.kind !== "body" || offset < item.openBrace.end) return around(null, false, false);
    body = item.body;
  }
}

function expressionsAt(whole: Expression, offset: number): readonly Expression[] {
  const found: Expression[] = [];
  let at: Expression | undefined = touches(whole, offset) ? whole : undefined;
  while (at) {
    found.push(at);
    // Where two touch the cursor, `a` and `.b`, it is on the one that begins there.
    const inner: readonly Expression[] = children(at).filter((child) => touches(child, offset));
    at = inner.find(({ end }) => offset < end) ?? inner[0];
  }
  return found;
}

/** The cursor stands between characters: one at the end of a word is on it. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
