/** Numbers as Go's `fmt` prints them: `big.Float` for %e %f %g, `big.Int` for %b %d %o %x. */

import {
  type Decimal,
  exactDigits,
  formatNum,
  isInfinite,
  isNegativeNum,
  type Num,
  roundDecimal,
} from "../../../hcl/number.ts";

export interface NumberStyle {
  readonly plus: boolean;
  readonly minus: boolean;
  readonly space: boolean;
  readonly zero: boolean;
  readonly sharp: boolean;
  readonly width: number | null;
  readonly precision: number | null;
}

export const plainStyle: NumberStyle = {
  plus: false,
  minus: false,
  space: false,
  zero: false,
  sharp: false,
  width: null,
  precision: null,
};

/** `verb` is one of e, E, f, g, G. */
export function formatFloat(n: Num, verb: string, style: NumberStyle): string {
  const sign = isNegativeNum(n) ? "-" : n === Number.POSITIVE_INFINITY && !style.space ? "+" : positiveSign(style);
  const body = isInfinite(n) ? "Inf" : floatBody(n, verb, style.precision);
  const padding = Math.max(0, (style.width ?? 0) - sign.length - body.length);
  // Unlike %d, zeros win over a minus.
  if (style.zero && !isInfinite(n)) return sign + "0".repeat(padding) + body;
  return style.minus ? sign + body + " ".repeat(padding) : " ".repeat(padding) + sign + body;
}

/** `verb` is one of b, d, o, x, X. */
export function formatInteger(n: bigint, verb: string, style: NumberStyle): string {
  const magnitude = n < 0n ? -n : n;
  const base = verb === "b" ? 2 : verb === "o" ? 8 : verb === "d" ? 10 : 16;
  const lower = magnitude.toString(base);
  const digits = verb === "X" ? lower.toUpperCase() : lower;
  if (digits === "0" && style.precision === 0) return "";
  const sign = n < 0n ? "-" : positiveSign(style);
  const prefix = style.sharp ? integerPrefix(verb) : "";
  const zeros = Math.max(0, (style.precision ?? 0) - digits.length);
  const padding = Math.max(0, (style.width ?? 0) - sign.length - prefix.length - zeros - digits.length);
  if (style.minus) return sign + prefix + "0".repeat(zeros) + digits + " ".repeat(padding);
  if (style.zero && style.precision === null) return sign + prefix + "0".repeat(padding) + digits;
  return " ".repeat(padding) + sign + prefix + "0".repeat(zeros) + digits;
}

function positiveSign(style: NumberStyle): string {
  return style.plus ? "+" : style.space ? " " : "";
}

function integerPrefix(verb: string): string {
  return verb === "b" ? "0b" : verb === "o" ? "0" : verb === "x" ? "0x" : verb === "X" ? "0X" : "";
}

function floatBody(n: Num, verb: string, precision: number | null): string {
  const lower = verb.toLowerCase();
  const letter = verb === lower ? "e" : "E";
  if (lower === "e") {
    const places = precision ?? 6;
    return scientific(rounded(exactDigits(n), places + 1), places, letter);
  }
  if (lower === "f") {
    const exact = exactDigits(n);
    const places = precision ?? 6;
    return positional(rounded(exact, exact.point + places), places);
  }
  const shortest = precision === null;
  const significant = precision === 0 ? 1 : precision;
  const decimal = significant === null ? shortestOf(n) : rounded(exactDigits(n), significant);
  return general(decimal, significant ?? decimal.digits.length, shortest, letter);
}

/** %g: positional unless the exponent is below -4 or reaches the precision (6 for the shortest form). */
function general(decimal: Decimal, precision: number, shortest: boolean, letter: string): string {
  const count = decimal.digits.length;
  const limit = shortest ? 6 : precision > count && count >= decimal.point ? count : precision;
  const exponent = decimal.point - 1;
  if (count > 0 && (exponent < -4 || exponent >= limit)) {
    return scientific(decimal, Math.min(precision, count) - 1, letter);
  }
  const places = (precision > decimal.point ? count : precision) - decimal.point;
  return positional(decimal, Math.max(0, places));
}

function rounded(decimal: Decimal, count: number): Decimal {
  if (count < 0) return { digits: "", point: 0 };
  const result = roundDecimal(decimal, count);
  return result.digits === "" ? { digits: "", point: 0 } : result;
}

function shortestOf(n: Num): Decimal {
  const text = formatNum(n).replace(/^-/, "");
  const [plain = "", exponentText = "0"] = text.split("e");
  const [whole = "", fraction = ""] = plain.split(".");
  const all = whole + fraction;
  const zeros = /^0*/.exec(all)?.[0].length ?? 0;
  const digits = all.slice(zeros).replace(/0+$/, "");
  return digits === "" ? { digits, point: 0 } : { digits, point: whole.length - zeros + Number(exponentText) };
}

function scientific(decimal: Decimal, places: number, letter: string): string {
  const { digits, point } = decimal;
  const fraction = places > 0 ? `.${digits.slice(1, 1 + places).padEnd(places, "0")}` : "";
  const exponent = digits === "" ? 0 : point - 1;
  const exponentText = String(Math.abs(exponent)).padStart(2, "0");
  return `${digits.slice(0, 1) || "0"}${fraction}${letter}${exponent < 0 ? "-" : "+"}${exponentText}`;
}

function positional(decimal: Decimal, places: number): string {
  const { digits, point } = decimal;
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  if (places === 0) return whole;
  const leading = point < 0 ? Math.min(places, -point) : 0;
  const fraction = "0".repeat(leading) + digits.slice(Math.max(0, point), Math.max(0, point + places));
  return `${whole}.${fraction.slice(0, places).padEnd(places, "0")}`;
}
