/** SHA-256 and SHA-512, FIPS 180-4. Their constants are the first bits of roots of the first primes. */

import { hex, padded } from "./padded.ts";

const primes = firstPrimes(80);
const roots = {
  square: primes.slice(0, 8).map((prime) => fractionOfRoot(prime, 2n)),
  cube: primes.map((prime) => fractionOfRoot(prime, 3n)),
};

export function sha256(bytes: Uint8Array): string {
  const message = padded(bytes, 64, false);
  const state = Uint32Array.from(roots.square, (root) => Number(root >> 32n));
  const constants = Uint32Array.from(roots.cube.slice(0, 64), (root) => Number(root >> 32n));
  const words = new Uint32Array(64);
  const word = (at: number): number => words[at] ?? 0;
  for (let start = 0; start < message.byteLength; start += 64) {
    for (let at = 0; at < 16; at++) words[at] = message.getUint32(start + at * 4);
    for (let at = 16; at < 64; at++) {
      const [near, far] = [word(at - 2), word(at - 15)];
      const small = right(far, 7) ^ right(far, 18) ^ (far >>> 3);
      words[at] = word(at - 16) + small + word(at - 7) + (right(near, 17) ^ right(near, 19) ^ (near >>> 10));
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let step = 0; step < 64; step++) {
      const choice = (e & f) ^ (~e & g);
      const first =
        (h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + choice + (constants[step] ?? 0) + word(step)) | 0;
      const majority = (a & b) ^ (a & c) ^ (b & c);
      const second = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + majority) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    for (const [at, value] of [a, b, c, d, e, f, g, h].entries()) state[at] = (state[at] ?? 0) + value;
  }
  return hex(state);
}

/** With BigInt: slow, and hardly any template asks for it. */
export function sha512(bytes: Uint8Array): string {
  const message = padded(bytes, 128, false);
  const state = BigUint64Array.from(roots.square);
  const words = new BigUint64Array(80);
  const word = (at: number): bigint => words[at] ?? 0n;
  for (let start = 0; start < message.byteLength; start += 128) {
    for (let at = 0; at < 16; at++) words[at] = message.getBigUint64(start + at * 8);
    for (let at = 16; at < 80; at++) {
      const [near, far] = [word(at - 2), word(at - 15)];
      const small = right64(far, 1n) ^ right64(far, 8n) ^ (far >> 7n);
      words[at] = word(at - 16) + small + word(at - 7) + (right64(near, 19n) ^ right64(near, 61n) ^ (near >> 6n));
    }
    let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
    for (let step = 0; step < 80; step++) {
      const choice = (e & f) ^ (~e & g);
      const turned = right64(e, 14n) ^ right64(e, 18n) ^ right64(e, 41n);
      const first = h + turned + choice + (roots.cube[step] ?? 0n) + word(step);
      const majority = (a & b) ^ (a & c) ^ (b & c);
      const second = (right64(a, 28n) ^ right64(a, 34n) ^ right64(a, 39n)) + majority;
      [h, g, f, e, d, c, b, a] = [g, f, e, wrap(d + first), c, b, a, wrap(first + second)];
    }
    for (const [at, value] of [a, b, c, d, e, f, g, h].entries()) state[at] = (state[at] ?? 0n) + value;
  }
  return Array.from(state, (value) => value.toString(16).padStart(16, "0")).join("");
}

function right(value: number, bits: number): number {
  return (value >>> bits) | (value << (32 - bits));
}

function right64(value: bigint, bits: bigint): bigint {
  return wrap((value >> bits) | (value << (64n - bits)));
}

function wrap(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function firstPrimes(count: number): readonly bigint[] {
  const found: bigint[] = [];
  for (let candidate = 2n; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0n)) found.push(candidate);
  }
  return found;
}

/** The first 64 bits behind the point of the root: Newton's way, from above, in whole numbers. */
function fractionOfRoot(prime: bigint, degree: bigint): bigint {
  const wanted = prime << (64n * degree);
  let root = prime << 64n;
  for (;;) {
    const next = ((degree - 1n) * root + wanted / root ** (degree - 1n)) / degree;
    if (next >= root) return wrap(root);
    root = next;
  }
}
