import { constants, generateKeyPairSync, publicEncrypt } from "node:crypto";
import { describe, expect, it } from "vitest";
import { stringValue } from "../../../src/hcl/values.ts";
import { terraformFunctions } from "../../../src/terraform/functions/table.ts";
import { environment } from "./console.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
const ciphertext = publicEncrypt(
  { key: publicKey, padding: constants.RSA_PKCS1_PADDING },
  Buffer.from("hélló"),
).toString("base64");

function decrypt(text: string, key: string): unknown {
  return terraformFunctions.get("rsadecrypt")?.call(
    [stringValue(text), stringValue(key)],
    environment("/nowhere/", () => true),
  );
}

describe("rsadecrypt", () => {
  it.each(["pkcs1", "pkcs8"] as const)("takes a key in %s", (type) => {
    const key = privateKey.export({ type, format: "pem" }).toString();
    expect(decrypt(ciphertext, key)).toMatchObject({ ok: true, value: { value: "hélló" } });
  });

  it("refuses what was encrypted for another key", () => {
    const other = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
    expect(decrypt(ciphertext, other.export({ type: "pkcs1", format: "pem" }).toString())).toMatchObject({
      ok: false,
      argument: null,
    });
  });

  it("refuses keys with a passphrase, and what is no key", () => {
    const locked = privateKey
      .export({ type: "pkcs8", format: "pem", cipher: "aes-128-cbc", passphrase: "x" })
      .toString();
    expect(decrypt(ciphertext, locked)).toMatchObject({
      ok: false,
      argument: 1,
      message: "the private key has a passphrase",
    });
    expect(decrypt(ciphertext, "x")).toMatchObject({ ok: false, argument: 1 });
    expect(decrypt("x", "y")).toMatchObject({ ok: false, argument: 0 });
  });
});
