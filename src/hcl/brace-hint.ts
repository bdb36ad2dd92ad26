/** Where braces go wrong, judged by indentation: what is told at the end of a file is often far from its cause. */

import * as say from "./syntax-errors.ts";
import type { TokenReader } from "./token-reader.ts";
import { Token, type Tokens } from "./tokens.ts";

/** `open` is the brace of the innermost block that is open at the end of the file. */
export function unclosedBlock(p: TokenReader, open: number): say.Message {
  const { opener } = suspects(p);
  if (opener === null || opener === open) return say.unclosedBlock(undefined);
  return say.unclosedBlock([{ span: p.span(opener), text: 'probably this one: the next "}" stands further left' }]);
}

/** `brace` is a closing one that has no opening one. */
export function strayBrace(p: TokenReader, brace: number): say.Message {
  const { closer } = suspects(p);
  if (closer === null || closer >= brace) return say.strayBrace(undefined);
  return say.strayBrace([{ span: p.span(closer), text: "this one closes a block that stands further left" }]);
}

interface Suspects {
  /** The first opening brace whose closing one stands further left than its line. */
  readonly opener: number | null;
  /** The first closing brace that stands further right than the line of its opening one. */
  readonly closer: number | null;
}

const known = new WeakMap<Tokens, Suspects>();

function suspects(p: TokenReader): Suspects {
  const result = known.get(p.tokens) ?? findSuspects(p);
  known.set(p.tokens, result);
  return result;
}

function findSuspects(p: TokenReader): Suspects {
  const open: { readonly brace: number; readonly indentation: number }[] = [];
  let opener: number | null = null;
  let closer: number | null = null;
  let indentation = 0;
  for (let token = 0; token < p.tokens.count; token++) {
    const found = p.indentation(token);
    if (found >= 0) indentation = found;
    const kind = p.kindOf(token);
    if (kind === Token.OBrace) {
      open.push({ brace: token, indentation });
    } else if (kind === Token.CBrace) {
      const pair = open.pop();
      if (!pair || found < 0) continue;
      if (found < pair.indentation) opener ??= pair.brace;
      if (found > pair.indentation) closer ??= token;
    }
  }
  return { opener, closer };
}
