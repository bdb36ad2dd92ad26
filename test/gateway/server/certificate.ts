/** A certificate that signs itself, for the tests of TLS: DER by hand, since Node only reads it. */

import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import type { Tls } from "../../../src/gateway/server/settings.ts";

function der(tag: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part)));
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const ed25519 = sequence(der(0x06, "\x2b\x65\x70"));

export function selfSigned(commonName: string): Tls {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const name = sequence(der(0x31, sequence(der(0x06, "\x55\x04\x03"), der(0x0c, commonName))));
  const time = (year: number): Buffer => der(0x18, `${year}0101000000Z`);
  const toSign = sequence(
    der(0xa0, der(0x02, "\x02")),
    der(0x02, "\x01"),
    ed25519,
    name,
    sequence(time(2020), time(2090)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = der(0x03, "\0", sign(null, toSign, privateKey));
  const pem = sequence(toSign, ed25519, signature).toString("base64").replace(/.{64}/g, "$&\n");
  const cert = `-----BEGIN CERTIFICATE-----\n${pem}\n-----END CERTIFICATE-----\n`;
  return {
    cert,
    key: createPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" }))
      .export({ type: "pkcs8", format: "pem" })
      .toString(),
  };
}
