/** RSA private keys in PEM: PKCS #1, PKCS #8 and OpenSSH's own form, without a passphrase. */

import { base64Decode } from "./go/bytes.ts";

export interface RsaKey {
  readonly modulus: bigint;
  /** The private one. */
  readonly exponent: bigint;
}

const pemPattern = /-----BEGIN ([A-Z ]+)-----\r?\n([\s\S]*?)-----END \1-----/;
/** Work grows with the cube of it; keys of 16,384 bits are the longest that are in use. */
const maxModulusBits = 16_384;

/** The key, or what is wrong with the text. */
export function readRsaKey(pem: string): RsaKey | string {
  const [, label = "", body = ""] = pemPattern.exec(pem) ?? [];
  if (label === "") return "there is no private key in PEM in the text";
  if (body.includes("ENCRYPTED") || label.startsWith("ENCRYPTED")) return "the private key has a passphrase";
  const bytes = base64Decode(body.replace(/\s+/g, ""));
  if (!bytes) return "the private key is not Base64";
  const numbers = label === "OPENSSH PRIVATE KEY" ? openSshNumbers(bytes) : derNumbers(bytes, label);
  if (!numbers) return `the text is no RSA private key ("${label}")`;
  if (numbers.modulus.toString(2).length > maxModulusBits) return `the key has more than ${maxModulusBits} bits`;
  return numbers;
}

function derNumbers(bytes: Uint8Array, label: string): RsaKey | null {
  if (label === "RSA PRIVATE KEY") return pkcs1(bytes);
  if (label !== "PRIVATE KEY") return null;
  // PKCS #8: version, algorithm, then an octet string with the key of PKCS #1.
  const parts = sequenceParts(bytes);
  const key = parts?.[2];
  return key?.tag === 0x04 ? pkcs1(key.content) : null;
}

/** version, n, e, d, … */
function pkcs1(bytes: Uint8Array): RsaKey | null {
  const parts = sequenceParts(bytes);
  const modulus = parts?.[1];
  const exponent = parts?.[3];
  if (modulus?.tag !== 0x02 || exponent?.tag !== 0x02) return null;
  return { modulus: bigOf(modulus.content), exponent: bigOf(exponent.content) };
}

function bigOf(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

interface DerPart {
  readonly tag: number;
  readonly content: Uint8Array;
}

function sequenceParts(bytes: Uint8Array): readonly DerPart[] | null {
  const whole = derPart(bytes, 0);
  if (whole?.part.tag !== 0x30) return null;
  const parts: DerPart[] = [];
  for (let at = 0; at < whole.part.content.length; ) {
    const next = derPart(whole.part.content, at);
    if (!next) return null;
    parts.push(next.part);
    at = next.end;
  }
  return parts;
}

function derPart(bytes: Uint8Array, at: number): { readonly part: DerPart; readonly end: number } | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return null;
  const extra = first < 0x80 ? 0 : first & 0x7f;
  if (extra > 4) return null;
  const start = at + 2 + extra;
  const length = extra === 0 ? first : Number(bigOf(bytes.subarray(at + 2, start)));
  const end = start + length;
  return end > bytes.length ? null : { part: { tag, content: bytes.subarray(start, end) }, end };
}

/** "openssh-key-v1", cipher, kdf, options, count, public key, then the private part: check numbers, "ssh-rsa", n, e, d, … */
function openSshNumbers(bytes: Uint8Array): RsaKey | null {
  const magic = "openssh-key-v1\0";
  if (!Array.from(magic).every((character, at) => bytes[at] === character.charCodeAt(0))) return null;
  const outer = fields(bytes, magic.length, [4, 4, 4, 0, 4, 4]);
  const cipher = outer?.[0];
  const inner = outer?.[5] && fields(outer[5], 8, [4, 4, 4, 4]);
  if (!cipher || new TextDecoder().decode(cipher) !== "none" || !inner) return null;
  const [kind, modulus, , exponent] = inner;
  if (!kind || new TextDecoder().decode(kind) !== "ssh-rsa" || !modulus || !exponent) return null;
  return { modulus: bigOf(modulus), exponent: bigOf(exponent) };
}

/** Strings with a length of four bytes before them; 0 stands for a bare number of four bytes. */
function fields(bytes: Uint8Array, start: number, kinds: readonly (0 | 4)[]): readonly Uint8Array[] | null {
  const found: Uint8Array[] = [];
  let at = start;
  for (const kind of kinds) {
    const length = kind === 0 ? 4 : Number(bigOf(bytes.subarray(at, at + 4)));
    const from = at + kind;
    if (from + length > bytes.length) return null;
    found.push(bytes.subarray(from, from + length));
    at = from + length;
  }
  return found;
}
