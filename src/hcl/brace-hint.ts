/** Where the missing brace of a block probably belongs. */

import type { Message } from "./syntax-errors.ts";
import * as say from "./syntax-errors.ts";
import type { TokenReader } from "./token-reader.ts";

/** `open` is the brace of the innermost block that is open at the end of the file. */
export function unclosedBlock(_p: TokenReader, _open: number): Message {
  return say.unclosedBlockAt(undefined);
}
