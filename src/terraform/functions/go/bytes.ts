/** Texts as bytes and back; Base64 of RFC 4648, section 4, as Go reads and writes it. */

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function utf8Bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Null when the bytes aren't UTF-8. */
export function utf8Text(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export function base64Encode(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(0x3d);
  let filled = 0;
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    codes[filled] = alphabet.charCodeAt(bits >> 18);
    codes[filled + 1] = alphabet.charCodeAt((bits >> 12) & 63);
    if (left > 1) codes[filled + 2] = alphabet.charCodeAt((bits >> 6) & 63);
    if (left > 2) codes[filled + 3] = alphabet.charCodeAt(bits & 63);
    filled += 4;
  }
  return decoder.decode(codes);
}

/** Line breaks anywhere are passed over; padding is required. Null for anything else. */
export function base64Decode(text: string): Uint8Array | null {
  const plain = text.replace(/[\r\n]+/g, "");
  if (!base64Pattern.test(plain)) return null;
  const padding = plain.endsWith("==") ? 2 : plain.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((plain.length / 4) * 3 - padding);
  let filled = 0;
  for (let at = 0; at < plain.length; at += 4) {
    let bits = 0;
    for (let index = at; index < at + 4; index++) bits = (bits << 6) | sextet(plain.charCodeAt(index));
    for (let shift = 16; shift >= 0 && filled < bytes.length; shift -= 8) bytes[filled++] = (bits >> shift) & 255;
  }
  return bytes;
}

function sextet(code: number): number {
  if (code >= 0x61) return code - 0x61 + 26;
  if (code >= 0x41) return code - 0x41;
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 52;
  return code === 0x2b ? 62 : code === 0x2f ? 63 : 0;
}

/** Of lower-case hexadecimal digits. */
export function hexBytes(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16);
  return bytes;
}
