/**
 * Go's `math.Pow`, whose last bits are not those of `Math.pow`. With fractions of an exponent the last bit also depends on
 * the processor that Terraform runs on.
 */
export function goPow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (y === 1) return x;
  if (y === 0.5) return Math.sqrt(x);
  if (y === -0.5) return 1 / Math.sqrt(x);
  if (x === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return x ** y;
  const size = Math.abs(y);
  let whole = Math.floor(size);
  let part = size - whole;
  if (part !== 0 && x < 0) return Number.NaN;
  if (whole >= 2 ** 63) return x === -1 ? 1 : Math.abs(x) < 1 === y > 0 ? 0 : Number.POSITIVE_INFINITY;
  let mantissa = 1;
  let exponent = 0;
  if (part !== 0) {
    if (part > 0.5) {
      part -= 1;
      whole += 1;
    }
    mantissa = Math.exp(part * Math.log(x));
  }
  let power = fraction(x);
  for (let left = BigInt(whole); left !== 0n; left >>= 1n) {
    if (Math.abs(power.exponent) > 4096) {
      exponent += power.exponent;
      break;
    }
    if ((left & 1n) === 1n) {
      mantissa *= power.mantissa;
      exponent += power.exponent;
    }
    const squared = power.mantissa * power.mantissa;
    power =
      squared < 0.5
        ? { mantissa: squared * 2, exponent: power.exponent * 2 - 1 }
        : { mantissa: squared, exponent: power.exponent * 2 };
  }
  return y < 0 ? scale(1 / mantissa, -exponent) : scale(mantissa, exponent);
}

interface Scaled {
  readonly mantissa: number;
  readonly exponent: number;
}

/** Exactly `mantissa` · 2^`exponent` with a mantissa of 0.5 up to 1. */
function fraction(x: number): Scaled {
  let mantissa = x;
  let exponent = 0;
  if (Math.abs(mantissa) < 2 ** -1022) {
    mantissa *= 2 ** 60;
    exponent -= 60;
  }
  const bits = Math.floor(Math.log2(Math.abs(mantissa))) + 1;
  mantissa = scale(mantissa, -bits);
  exponent += bits;
  // The logarithm of a number next to a power of two may be off by one.
  if (Math.abs(mantissa) >= 1) return { mantissa: mantissa / 2, exponent: exponent + 1 };
  return Math.abs(mantissa) < 0.5 ? { mantissa: mantissa * 2, exponent: exponent - 1 } : { mantissa, exponent };
}

/** In steps, so that what is on the way neither overflows nor vanishes. */
function scale(x: number, exponent: number): number {
  const bounded = Math.max(-4000, Math.min(4000, exponent));
  if (bounded > 1000) return scale(x * 2 ** 1000, bounded - 1000);
  return bounded < -1000 ? scale(x * 2 ** -1000, bounded + 1000) : x * 2 ** bounded;
}
