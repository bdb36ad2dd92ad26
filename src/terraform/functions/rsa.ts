import type { FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { stringType } from "../../hcl/types.ts";
import { answerText, refuse, text, textOf } from "./answers.ts";
import { base64Decode, utf8Text } from "./go/bytes.ts";
import { type RsaKey, readRsaKey } from "./rsa-key.ts";

export const rsaDecryptFunction: FunctionRecord = {
  name: "rsadecrypt",
  description: "The text of an RSA ciphertext in Base64 (PKCS #1 v1.5), with a private key.",
  parameters: [text("ciphertext"), text("privatekey")],
  result: stringType,
  resultNotNull: true,
  call: ([ciphertext, key]) => {
    const bytes = base64Decode(textOf(ciphertext));
    if (!bytes) return refuse("the ciphertext is not Base64", 0);
    const rsa = readRsaKey(textOf(key));
    return typeof rsa === "string" ? refuse(rsa, 1) : decrypt(bytes, rsa);
  },
};

const failed: FunctionResult = refuse("the ciphertext can't be decrypted with this key");

function decrypt(bytes: Uint8Array, { modulus, exponent }: RsaKey): FunctionResult {
  const size = Math.ceil(modulus.toString(16).length / 2);
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  if (bytes.length > size || value >= modulus) return failed;
  const plain = power(value, exponent, modulus)
    .toString(16)
    .padStart(size * 2, "0");
  const block = Uint8Array.from({ length: size }, (_, at) => Number.parseInt(plain.slice(at * 2, at * 2 + 2), 16));
  // 00 02, at least eight bytes that aren't zero, 00, the text.
  const end = block.indexOf(0, 2);
  if (block[0] !== 0 || block[1] !== 2 || end < 10) return failed;
  const decoded = utf8Text(block.subarray(end + 1));
  return decoded === null ? refuse("the decrypted bytes are not UTF-8") : answerText(decoded);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let factor = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * factor) % modulus;
    factor = (factor * factor) % modulus;
  }
  return result;
}
