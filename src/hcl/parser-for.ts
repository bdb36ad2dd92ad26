/** `KEY, VALUE in` of a `for`, which expressions and templates have. */

import * as say from "./syntax-errors.ts";
import type { TokenReader } from "./token-reader.ts";
import { Token } from "./tokens.ts";

export interface ForNames {
  /** Empty where there is only one name. */
  readonly keyVar: string;
  readonly valVar: string;
}

/** Reads up to the collection; `refuse` is told what is wrong, and its answer comes back. */
export function parseForNames<R>(p: TokenReader, refuse: (message: say.Message) => R): ForNames | R {
  if (!p.is(Token.Ident)) return refuse(say.forName(p.found()));
  let keyVar = "";
  let valVar = p.tokenText(p.read());
  if (p.is(Token.Comma)) {
    p.read();
    if (!p.is(Token.Ident)) return refuse(say.forSecondName(p.found()));
    keyVar = valVar;
    valVar = p.tokenText(p.read());
  }
  if (!p.isKeyword("in")) return refuse(say.forIn(p.found()));
  p.read();
  return { keyVar, valVar };
}
