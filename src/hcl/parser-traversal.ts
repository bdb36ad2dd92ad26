/** A traversal on its own: `a.b["c"][0]` and nothing else. The first mistake ends it. */

import { checkNumber } from "./number-literal.ts";
import { parseQuotedLiteral } from "./parser-template.ts";
import * as say from "./syntax-errors.ts";
import type { TokenReader } from "./token-reader.ts";
import { Token } from "./tokens.ts";
import type { AttrStep, IndexStep, LiteralKey, RootStep, ScopeTraversal } from "./tree.ts";

export function parseTraversal(p: TokenReader): ScopeTraversal | null {
  if (!p.is(Token.Ident)) {
    p.error(p.span(p.next), say.traversalName(p.found()));
    return null;
  }
  const name = p.read();
  const root: RootStep = { kind: "root", start: p.start(name), end: p.end(name), name: p.tokenText(name) };
  const steps: (AttrStep | IndexStep)[] = [];
  let end = root.end;
  const told = p.told;
  while (!p.is(Token.EOF)) {
    const step = parseStep(p);
    if (step) {
      steps.push(step);
      end = step.end;
    }
    if (p.told > told) break;
  }
  return { kind: "scope-traversal", start: root.start, end, steps: [root, ...steps] };
}

function parseStep(p: TokenReader): AttrStep | IndexStep | null {
  if (p.is(Token.Dot)) return parseAttribute(p);
  if (p.is(Token.OBrack)) return parseIndex(p);
  p.error(p.span(p.next), say.traversalStep(p.found()));
  return null;
}

function parseAttribute(p: TokenReader): AttrStep | null {
  const dot = p.read();
  if (!p.is(Token.Ident)) {
    const message = p.is(Token.Star) ? say.traversalSplat(".*") : say.attributeName(p.found());
    p.error(p.span(p.next), message);
    p.read();
    return null;
  }
  const name = p.read();
  return { kind: "attr", ...p.between(dot, name), name: p.tokenText(name) };
}

function parseIndex(p: TokenReader): IndexStep | null {
  const open = p.read();
  let key: LiteralKey;
  if (p.is(Token.NumberLit)) {
    const number = p.read();
    checkNumber(p, number);
    key = { type: "number", value: p.tokenText(number) };
  } else if (p.is(Token.OQuote)) {
    key = { type: "string", value: parseQuotedLiteral(p).value.normalize("NFC") };
  } else {
    const message = p.is(Token.Star) ? say.traversalSplat("[*]") : say.traversalKey(p.found());
    p.error(p.span(p.next), message);
    return null;
  }
  if (!p.is(Token.CBrack)) p.error(p.span(p.next), say.unclosedIndex(p.found(), p.span(open)));
  const close = p.read();
  return { kind: "index", ...p.between(open, close), key };
}
