/**
 * Terraform's numbers: binary floating point of 512 bits, rounded to nearest even, as HCL reads them (Go's `big.Float`).
 *
 * What functions compute in doubles has 53 bits, and prints with the digits that tell it from its neighbours of 53 bits.
 */

/**
 * A plain number is a safe integer (with negative zero) or an infinity; everything else is a `BigFloat`, so that a
 * number has one form only. NaN is the answer of an operation that has none (0/0, ∞−∞); no value holds it.
 */
export type Num = number | BigFloat;

/** `mantissa` · 2^`exponent`; the mantissa is odd. */
export interface BigFloat {
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly precision: number;
}

const fullPrecision = 512;
const doublePrecision = 53;
/** Go's exponents are 32 bits wide. */
const maxExponent = 2 ** 31 - 1;
/** Beyond it numbers print in exponent form: Terraform would print all the zeros, up to gigabytes of them. */
const maxPlainExponent = 1 << 20;

const numberPattern = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:([eEpP])([+-]?[0-9]+))?$/;
const infinityPattern = /^([+-]?)[Ii]nf$/;

/** As `cty.ParseNumberVal`: decimal digits, at most one point, an exponent of ten (`e`) or two (`p`), "Inf". */
export function parseNum(text: string): Num | null {
  const infinity = infinityPattern.exec(text);
  if (infinity) return infinity[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const match = numberPattern.exec(text);
  if (!match) return null;
  const [, sign = "", whole = "", fraction = "", letter = "e", exponentText = "0"] = match;
  if (whole === "" && fraction === "") return null;
  const exponent = Number(exponentText);
  if (whole.length <= 15 && fraction === "" && exponent === 0) {
    const small = Number(whole);
    return sign === "-" ? -small : small;
  }
  const { digits, dropped } = leadingDigits(whole + fraction);
  if (digits === 0n) return sign === "-" ? -0 : 0;
  const scale = dropped - fraction.length;
  const twos = exponent + scale;
  const fives = letter === "e" || letter === "E" ? twos : scale;
  if (Math.abs(twos + bitLength(digits)) > maxExponent) return null;
  const scaled = scaleByFives(digits, twos, fives);
  return sign === "-" ? negNum(scaled) : scaled;
}

/** Digits that count: a number has 155 or so. */
const maxDigits = 2_000;

/** Reading digits takes the square of their number. One digit stands for all that are dropped, to round the same way. */
function leadingDigits(text: string): { readonly digits: bigint; readonly dropped: number } {
  const start = text.search(/[^0]/);
  if (start === -1) return { digits: 0n, dropped: 0 };
  const end = start + maxDigits;
  if (text.length <= end) return { digits: BigInt(text), dropped: 0 };
  const rest = /[^0]/.test(text.slice(end)) ? "1" : "0";
  return { digits: BigInt(text.slice(start, end) + rest), dropped: text.length - end - 1 };
}

/** Powers of five have 64 bits more than the result and are rounded on the way, as in Go, so work stays bounded. */
function scaleByFives(digits: bigint, twos: number, fives: number): Num {
  if (fives === 0) return roundTo(digits, twos, fullPrecision);
  const power = powerOfFive(Math.abs(fives), fullPrecision + 64);
  return fives > 0
    ? roundTo(digits * power.mantissa, twos + power.exponent, fullPrecision)
    : quotient({ mantissa: digits, exponent: twos }, power, fullPrecision);
}

interface Raw {
  readonly mantissa: bigint;
  readonly exponent: number;
}

function powerOfFive(power: number, precision: number): Raw {
  const tableEnd = 27;
  if (power <= tableEnd) return { mantissa: 5n ** BigInt(power), exponent: 0 };
  let result: Raw = { mantissa: 5n ** BigInt(tableEnd), exponent: 0 };
  let factor: Raw = { mantissa: 5n, exponent: 0 };
  for (let left = power - tableEnd; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = product(result, factor, precision);
    factor = product(factor, factor, precision + 64);
  }
  return result;
}

function product(a: Raw, b: Raw, precision: number): Raw {
  return roundRaw(a.mantissa * b.mantissa, a.exponent + b.exponent, precision);
}

function quotient(a: Raw, b: Raw, precision: number): Num {
  const shift = Math.max(0, precision + 2 + bitLength(b.mantissa) - bitLength(a.mantissa));
  const shifted = a.mantissa << BigInt(shift);
  const whole = shifted / b.mantissa;
  // The remainder only says on which side of a half the result lies.
  const sticky = whole * b.mantissa === shifted ? 0n : 1n;
  const doubled = whole < 0n || (whole === 0n && shifted < 0n) ? whole * 2n - sticky : whole * 2n + sticky;
  return roundTo(doubled, a.exponent - b.exponent - shift - 1, precision);
}

function bitLength(value: bigint): number {
  const hex = (value < 0n ? -value : value).toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex[0] ?? "0", 16)) + 28;
}

function roundRaw(mantissa: bigint, exponent: number, precision: number): Raw {
  const excess = bitLength(mantissa) - precision;
  if (excess <= 0) return { mantissa, exponent };
  const magnitude = mantissa < 0n ? -mantissa : mantissa;
  const shift = BigInt(excess);
  let kept = magnitude >> shift;
  const rest = magnitude - (kept << shift);
  const half = 1n << (shift - 1n);
  if (rest > half || (rest === half && (kept & 1n) === 1n)) kept += 1n;
  return { mantissa: mantissa < 0n ? -kept : kept, exponent: exponent + excess };
}

function trailingZeros(value: bigint): number {
  let count = 0;
  let rest = value;
  while ((rest & 0xffffffffn) === 0n) {
    rest >>= 32n;
    count += 32;
  }
  const low = Number(rest & 0xffffffffn);
  return count + 31 - Math.clz32(low & -low);
}

function roundTo(mantissa: bigint, exponent: number, precision: number): Num {
  if (mantissa === 0n) return 0;
  const rounded = roundRaw(mantissa, exponent, precision);
  const zeros = trailingZeros(rounded.mantissa);
  const odd = rounded.mantissa >> BigInt(zeros);
  const power = rounded.exponent + zeros;
  const size = power + bitLength(odd);
  if (power >= 0 && size <= 53) return Number(odd) * 2 ** power;
  if (size > maxExponent) return odd < 0n ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (size < -maxExponent) return odd < 0n ? -0 : 0;
  return { mantissa: odd, exponent: power, precision };
}

/** Exact; null for infinities. */
function rawOf(n: Num): Raw | null {
  if (typeof n === "object") return n;
  return Number.isFinite(n) ? { mantissa: BigInt(n), exponent: 0 } : null;
}

function precisionOf(n: Num): number {
  return typeof n === "object" ? n.precision : fullPrecision;
}

/** Arithmetic that has an infinity or a zero of either sign among its operands agrees with that of doubles. */
function asDouble(n: Num): number {
  if (typeof n === "number") return n;
  return n.mantissa < 0n ? -1.5 : 1.5;
}

/** NaN has no form of its own in cty either: the caller refuses it. */
export function isUndefinedNum(n: Num): boolean {
  return typeof n === "number" && Number.isNaN(n);
}

export function isInfinite(n: Num): boolean {
  return n === Number.POSITIVE_INFINITY || n === Number.NEGATIVE_INFINITY;
}

export function isNegativeNum(n: Num): boolean {
  return typeof n === "number" ? n < 0 || Object.is(n, -0) : n.mantissa < 0n;
}

export function isWholeNum(n: Num): boolean {
  return typeof n === "number" ? Number.isFinite(n) : n.exponent >= 0;
}

/** Of a double's 53 bits, as functions compute; whole numbers are as if they had been written. */
export function numFromNumber(x: number): Num {
  if (Number.isSafeInteger(x) || !Number.isFinite(x)) return x;
  if (Number.isInteger(x)) return roundTo(BigInt(x), 0, doublePrecision);
  let exponent = 0;
  let scaled = x;
  // Exact: scaling by powers of two keeps all bits.
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    exponent -= 1;
  }
  return roundTo(BigInt(scaled), exponent, doublePrecision);
}

export function numFromBigInt(x: bigint): Num {
  return roundTo(x, 0, fullPrecision);
}

/** The nearest double. */
export function numToNumber(n: Num): number {
  if (typeof n === "number") return n;
  const excess = bitLength(n.mantissa) - 64;
  if (excess <= 0) return scaleDouble(Number(n.mantissa), n.exponent);
  // The mantissa is odd, so the bits that go aren't all zero.
  const magnitude = n.mantissa < 0n ? -n.mantissa : n.mantissa;
  const top = Number((magnitude >> BigInt(excess)) | 1n);
  return scaleDouble(n.mantissa < 0n ? -top : top, n.exponent + excess);
}

function scaleDouble(x: number, exponent: number): number {
  const bounded = Math.max(-2400, Math.min(2400, exponent));
  const step = Math.trunc(bounded / 3);
  return x * 2 ** step * 2 ** step * 2 ** (bounded - 2 * step);
}

/** Null unless whole, and for whole numbers so large that nothing sensible can be done with all their digits. */
export function numToBigInt(n: Num): bigint | null {
  if (typeof n === "number") return Number.isFinite(n) ? BigInt(n) : null;
  if (n.exponent < 0 || n.exponent > maxPlainExponent) return null;
  return n.mantissa << BigInt(n.exponent);
}

export function negNum(n: Num): Num {
  return typeof n === "number" ? -n : { ...n, mantissa: -n.mantissa };
}

export function absNum(n: Num): Num {
  return isNegativeNum(n) ? negNum(n) : n;
}

export function addNum(a: Num, b: Num): Num {
  if (typeof a === "number" && typeof b === "number") {
    const direct = a + b;
    if (!Number.isFinite(direct) || Math.abs(direct) < 2 ** 53) return direct;
  }
  const left = rawOf(a);
  const right = rawOf(b);
  if (!left || !right) return asDouble(a) + asDouble(b);
  const precision = Math.max(precisionOf(a), precisionOf(b));
  if (right.mantissa === 0n) return roundTo(left.mantissa, left.exponent, precision);
  if (left.mantissa === 0n) return roundTo(right.mantissa, right.exponent, precision);
  return roundedSum(left, right, precision);
}

function roundedSum(a: Raw, b: Raw, precision: number): Num {
  const [high, low] = a.exponent >= b.exponent ? [a, b] : [b, a];
  const gap = high.exponent - low.exponent;
  const reach = precision + 2 + bitLength(low.mantissa);
  // What lies far below the last bit matters by its sign only.
  if (gap > reach) {
    const sticky = low.mantissa < 0n ? -1n : 1n;
    return roundTo((high.mantissa << BigInt(reach)) + sticky, high.exponent - reach, precision);
  }
  return roundTo((high.mantissa << BigInt(gap)) + low.mantissa, low.exponent, precision);
}

export function subNum(a: Num, b: Num): Num {
  return addNum(a, negNum(b));
}

export function mulNum(a: Num, b: Num): Num {
  if (typeof a === "number" && typeof b === "number") {
    const direct = a * b;
    if (!Number.isFinite(direct) || Math.abs(direct) < 2 ** 53) return direct;
  }
  const left = rawOf(a);
  const right = rawOf(b);
  if (!left || !right || left.mantissa === 0n || right.mantissa === 0n) return asDouble(a) * asDouble(b);
  const rounded = roundRaw(left.mantissa * right.mantissa, left.exponent + right.exponent, fullPrecision);
  // cty gives a product the bits that it needs.
  const needed = bitLength(rounded.mantissa) - trailingZeros(rounded.mantissa);
  return roundTo(rounded.mantissa, rounded.exponent, Math.max(precisionOf(a), precisionOf(b), needed));
}

/** Division by zero is an infinity, as in cty. */
export function divNum(a: Num, b: Num): Num {
  if (typeof a === "number" && typeof b === "number" && b !== 0 && a % b === 0) return a / b;
  const left = rawOf(a);
  const right = rawOf(b);
  if (!left || !right || left.mantissa === 0n || right.mantissa === 0n) return asDouble(a) / asDouble(b);
  return quotient(left, right, Math.max(precisionOf(a), precisionOf(b)));
}

/** The remainder of truncated division; a divisor of zero leaves the dividend (cty), an infinity has no answer. */
export function modNum(a: Num, b: Num): Num {
  if (isInfinite(a) || isInfinite(b)) return Number.NaN;
  if (compareNum(b, 0) === 0) return a;
  if (typeof a === "number" && typeof b === "number") {
    const rest = a % b;
    return rest === 0 && !(Object.is(a, -0) && b > 0) ? 0 : rest;
  }
  const precision = precisionOf(a);
  const whole = withPrecision(truncNum(divNum(a, b)), precision);
  return withPrecision(subNum(a, withPrecision(mulNum(whole, b), precision)), precision);
}

function withPrecision(n: Num, precision: number): Num {
  return typeof n === "number" ? n : roundTo(n.mantissa, n.exponent, precision);
}

export function compareNum(a: Num, b: Num): -1 | 0 | 1 {
  if (typeof a === "number" && typeof b === "number") return a < b ? -1 : a > b ? 1 : 0;
  const signA = Math.sign(asDouble(a));
  const signB = Math.sign(asDouble(b));
  if (signA !== signB) return signA < signB ? -1 : 1;
  const left = rawOf(a);
  const right = rawOf(b);
  if (!left || !right) return asDouble(a) < asDouble(b) ? -1 : 1;
  const size = left.exponent + bitLength(left.mantissa) - right.exponent - bitLength(right.mantissa);
  if (size !== 0) return size > 0 === signA > 0 ? 1 : -1;
  const low = Math.min(left.exponent, right.exponent);
  const x = left.mantissa << BigInt(left.exponent - low);
  const y = right.mantissa << BigInt(right.exponent - low);
  return x < y ? -1 : x > y ? 1 : 0;
}

function truncNum(n: Num): Num {
  if (typeof n === "number" || n.exponent >= 0) return n;
  const drop = BigInt(-n.exponent);
  if (-n.exponent > bitLength(n.mantissa)) return 0;
  return numFromBigInt(n.mantissa < 0n ? -(-n.mantissa >> drop) : n.mantissa >> drop);
}

export function floorNum(n: Num): Num {
  if (isWholeNum(n) || isInfinite(n)) return n;
  const whole = truncNum(n);
  return isNegativeNum(n) ? subNum(whole, 1) : whole;
}

export function ceilNum(n: Num): Num {
  if (isWholeNum(n) || isInfinite(n)) return n;
  const whole = truncNum(n);
  return isNegativeNum(n) ? whole : addNum(whole, 1);
}

/** The number as Terraform makes a string of it: without exponent, the fewest digits that are no other number's. */
export function formatNum(n: Num): string {
  if (typeof n === "number") {
    if (Number.isFinite(n)) return Object.is(n, -0) ? "-0" : String(n);
    return n > 0 ? "+Inf" : "-Inf";
  }
  const { digits, point } = shortestDigits(n);
  const sign = n.mantissa < 0n ? "-" : "";
  if (Math.abs(n.exponent) > maxPlainExponent) return sign + exponentForm(digits, point);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (digits.length <= point) return sign + digits + "0".repeat(point - digits.length);
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function exponentForm(digits: string, point: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  const exponent = point - 1;
  return `${digits.slice(0, 1)}${fraction}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** The value is 0.`digits` · 10^`point`. No zeros at the end. */
export interface Decimal {
  readonly digits: string;
  readonly point: number;
}

/** All digits of the number without its sign; of zero there are none. Not for infinities. */
export function exactDigits(n: Num): Decimal {
  const raw = rawOf(n) ?? { mantissa: 0n, exponent: 0 };
  return decimalOf(raw.mantissa < 0n ? -raw.mantissa : raw.mantissa, raw.exponent);
}

function decimalOf(magnitude: bigint, exponent: number): Decimal {
  if (magnitude === 0n) return { digits: "", point: 0 };
  if (Math.abs(exponent) > maxPlainExponent) return approximateDecimal(magnitude, exponent);
  const text =
    exponent >= 0 ? (magnitude << BigInt(exponent)).toString() : (magnitude * 5n ** BigInt(-exponent)).toString();
  return { digits: text.replace(/0+$/, ""), point: exponent >= 0 ? text.length : text.length + exponent };
}

/** Of numbers whose digits are too many to write: the first twenty or so. */
function approximateDecimal(magnitude: bigint, exponent: number): Decimal {
  const decimalExponent = (exponent + bitLength(magnitude)) * Math.LOG10E * Math.LN2;
  const mantissa = 10 ** (decimalExponent - Math.floor(decimalExponent));
  return { digits: mantissa.toFixed(6).replace(".", "").replace(/0+$/, ""), point: Math.floor(decimalExponent) + 1 };
}

/** Walks the digits until no other number of this precision begins so; Go's `roundShortest`. */
function shortestDigits(n: BigFloat): Decimal {
  const exact = exactDigits(n);
  if (Math.abs(n.exponent) > maxPlainExponent) return exact;
  const magnitude = n.mantissa < 0n ? -n.mantissa : n.mantissa;
  // One bit more than the number has: its last bit is half a unit.
  const shift = n.precision + 1 - bitLength(magnitude);
  const halves = magnitude << BigInt(shift);
  const inclusive = (halves & 2n) === 0n;
  const lower = decimalOf(halves - 1n, n.exponent - shift);
  const upper = decimalOf(halves + 1n, n.exponent - shift);
  for (let at = 0; at < exact.digits.length; at++) {
    const low = lower.digits[at] ?? "0";
    const digit = exact.digits[at] ?? "0";
    const high = upper.digits[at] ?? "0";
    const down = low !== digit || (inclusive && at + 1 === lower.digits.length);
    const up = digit !== high && (inclusive || Number(digit) + 1 < Number(high) || at + 1 < upper.digits.length);
    if (down && up) return roundDecimal(exact, at + 1);
    if (down) return cutDecimal(exact, at + 1);
    if (up) return raiseDecimal(exact, at + 1);
  }
  return exact;
}

function cutDecimal(decimal: Decimal, count: number): Decimal {
  return { digits: decimal.digits.slice(0, count).replace(/0+$/, ""), point: decimal.point };
}

function raiseDecimal(decimal: Decimal, count: number): Decimal {
  const kept = decimal.digits.slice(0, count).replace(/9+$/, "");
  if (kept === "") return { digits: "1", point: decimal.point + 1 };
  return { digits: kept.slice(0, -1) + String(Number(kept.slice(-1)) + 1), point: decimal.point };
}

/** To `count` digits, the nearest, halves to even. */
export function roundDecimal(decimal: Decimal, count: number): Decimal {
  if (count < 0 || count >= decimal.digits.length) return decimal;
  const next = decimal.digits[count] ?? "0";
  const exactlyHalf = next === "5" && count + 1 === decimal.digits.length;
  const up = exactlyHalf ? count > 0 && Number(decimal.digits[count - 1]) % 2 === 1 : next >= "5";
  return up ? raiseDecimal(decimal, count) : cutDecimal(decimal, count);
}
