/** Which number tokens are numbers. */

import * as say from "./syntax-errors.ts";
import type { TokenReader } from "./token-reader.ts";

/** Tells if a number token is no number. */
export function checkNumber(p: TokenReader, token: number): boolean {
  const text = p.tokenText(token);
  if (isNumber(text)) return true;
  p.error(p.span(token), say.notANumber(text));
  return false;
}

/** Go's `big.ParseFloat` of base 10: its exponents of two fit 32 bits. */
function isNumber(text: string): boolean {
  if (text.length < 10) {
    let digits = true;
    for (let at = 0; at < text.length; at++) digits &&= text.charCodeAt(at) <= 0x39 && text.charCodeAt(at) >= 0x30;
    if (digits) return true;
  }
  const match = /^(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return false;
  const [, whole = "", fraction = "", exponent = "0"] = match;
  const power = Number(exponent) - fraction.length;
  if (Math.abs(power) < 1e9 && text.length < 1e6) return true;
  const digits = (whole + fraction).replace(/^0+/, "");
  const top = power + bitsOf(digits);
  return digits === "" || (top >= -(2 ** 31) && top <= 2 ** 31 - 1);
}

/** Of all but the first digits only the number counts. */
function bitsOf(digits: string): number {
  const first = digits.slice(0, 1000);
  return first === ""
    ? 0
    : BigInt(first).toString(2).length + Math.ceil((digits.length - first.length) * Math.log2(10));
}
