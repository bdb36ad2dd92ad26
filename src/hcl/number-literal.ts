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
  const mantissa = BigInt(whole + fraction);
  const top = power + (mantissa === 0n ? 0 : mantissa.toString(2).length);
  return mantissa === 0n || (top >= -(2 ** 31) && top <= 2 ** 31 - 1);
}
