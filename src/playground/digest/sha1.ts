import { hex, padded } from "./padded.ts";

/** FIPS 180-4. */
export function sha1(bytes: Uint8Array): string {
  const message = padded(bytes, 64, false);
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const words = new Uint32Array(80);
  const word = (at: number): number => words[at] ?? 0;
  for (let start = 0; start < message.byteLength; start += 64) {
    for (let at = 0; at < 16; at++) words[at] = message.getUint32(start + at * 4);
    for (let at = 16; at < 80; at++) words[at] = left(word(at - 3) ^ word(at - 8) ^ word(at - 14) ^ word(at - 16), 1);
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
    for (let step = 0; step < 80; step++) {
      const [mixed, constant] = mix(step, b, c, d);
      const sum = (left(a, 5) + mixed + e + constant + word(step)) | 0;
      [e, d, c, b, a] = [d, c, left(b, 30), a, sum];
    }
    for (const [at, value] of [a, b, c, d, e].entries()) state[at] = (state[at] ?? 0) + value;
  }
  return hex(state);
}

function left(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function mix(step: number, b: number, c: number, d: number): readonly [mixed: number, constant: number] {
  if (step < 20) return [(b & c) | (~b & d), 0x5a827999];
  if (step < 40) return [b ^ c ^ d, 0x6ed9eba1];
  if (step < 60) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
  return [b ^ c ^ d, 0xca62c1d6];
}
