/** HashiCorp's own parser, compiled to WebAssembly: the authority on what HCL is. Nothing else knows this package. */

import { lex } from "../hcl/lexer.ts";
import { parseNum } from "../hcl/number.ts";
import { Token, tokenText } from "../hcl/tokens.ts";

/** How it begins to tell of what it parses but can't write as JSON: no opinion on the syntax. */
const conversionFailure = "convert to HCL:";

/** Larger files take it gigabytes. UTF-16 units. */
export const largestText = 2_000_000;

export type SecondReading =
  /** The file as JSON, in hcl2json's way. */
  | { readonly kind: "read"; readonly document: unknown }
  /** Its syntax is right; that is all that is known. */
  | { readonly kind: "unconverted" }
  | { readonly kind: "refused"; readonly message: string };

/** A file of native syntax. Starting the parser takes about 0.3 s and 115 MB. */
export async function secondReading(text: string): Promise<SecondReading> {
  const { parse } = await import("./load-parser.ts");
  const bearable = withoutHugeNumbers(text);
  try {
    const document: unknown = await parse("main.tf", bearable);
    return bearable === text ? { kind: "read", document } : { kind: "unconverted" };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.startsWith(conversionFailure) ? { kind: "unconverted" } : { kind: "refused", message };
  }
}

const longestNumber = 1000;

/** It would write `1e99999999` with all of its zeros, for hours. Their digits become zeros, which are numbers as well. */
function withoutHugeNumbers(text: string): string {
  if (!/[eE][-+]?\d{4}|\d{1000}/.test(text)) return text;
  const tokens = lex({ name: "main.tf", text });
  let result = "";
  let at = 0;
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.kinds[index] !== Token.NumberLit) continue;
    const written = tokenText(tokens, index);
    if (written.length <= longestNumber && !/[eE][-+]?\d{4}/.test(written)) continue;
    // What is refused as a number is never written.
    if (parseNum(written) === null) continue;
    result += text.slice(at, tokens.starts[index]) + written.replaceAll(/\d/g, "0");
    at = tokens.ends[index] ?? at;
  }
  return result + text.slice(at);
}

export async function accepts(text: string): Promise<boolean> {
  return (await secondReading(text)).kind !== "refused";
}
