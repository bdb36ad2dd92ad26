import type { FunctionEnvironment, FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { stringType } from "../../hcl/types.ts";
import { unknownValue } from "../../hcl/values.ts";
import { answer, answerText, intOf, notInt, number, refuse, text, textOf } from "./answers.ts";
import { answerUnread, readForFunction } from "./files.ts";
import { base64Encode, hexBytes, utf8Bytes } from "./go/bytes.ts";

type Algorithm = Parameters<FunctionEnvironment["digest"]>[0];
type Encode = (hex: string) => string;

const asHex: Encode = (hex) => hex;
const asBase64: Encode = (hex) => base64Encode(hexBytes(hex));

function ofText(name: string, algorithm: Algorithm, encode: Encode, what: string): FunctionRecord {
  return {
    name,
    description: `The ${what} of a text.`,
    parameters: [text("str")],
    result: stringType,
    resultNotNull: true,
    call: ([value], environment) => answerText(encode(environment.digest(algorithm, utf8Bytes(textOf(value))))),
  };
}

function ofFile(name: string, algorithm: Algorithm, encode: Encode, what: string): FunctionRecord {
  return {
    name,
    description: `The ${what} of a file.`,
    parameters: [text("path")],
    result: stringType,
    resultNotNull: true,
    call: ([path], environment) => {
      const file = readForFunction(environment, textOf(path), null);
      if (file.kind !== "bytes") return file.kind === "refused" ? file.refusal : answerUnread(file);
      return answerText(encode(environment.digest(algorithm, file.bytes)));
    },
  };
}

export const hashFunctions: readonly FunctionRecord[] = [
  ofText("md5", "md5", asHex, "MD5 hash in hexadecimal"),
  ofText("sha1", "sha1", asHex, "SHA1 hash in hexadecimal"),
  ofText("sha256", "sha256", asHex, "SHA256 hash in hexadecimal"),
  ofText("sha512", "sha512", asHex, "SHA512 hash in hexadecimal"),
  ofText("base64sha256", "sha256", asBase64, "SHA256 hash in Base64"),
  ofText("base64sha512", "sha512", asBase64, "SHA512 hash in Base64"),
  ofFile("filemd5", "md5", asHex, "MD5 hash in hexadecimal"),
  ofFile("filesha1", "sha1", asHex, "SHA1 hash in hexadecimal"),
  ofFile("filesha256", "sha256", asHex, "SHA256 hash in hexadecimal"),
  ofFile("filesha512", "sha512", asHex, "SHA512 hash in hexadecimal"),
  ofFile("filebase64sha256", "sha256", asBase64, "SHA256 hash in Base64"),
  ofFile("filebase64sha512", "sha512", asBase64, "SHA512 hash in Base64"),
  {
    name: "uuidv5",
    description: "The UUID of a name in a namespace, of version 5.",
    parameters: [text("namespace"), text("name")],
    result: stringType,
    resultNotNull: true,
    call: ([namespace, name], environment) => uuidV5(textOf(namespace), textOf(name), environment),
  },
  {
    name: "bcrypt",
    description: "A hash of the text for storing passwords; differs from run to run.",
    parameters: [text("str")],
    variadic: number("cost"),
    result: stringType,
    resultNotNull: true,
    call: ([value, costValue, ...more]) => {
      const cost = costValue ? intOf(costValue) : 10;
      const bytes = utf8Bytes(textOf(value)).length;
      if (cost === null) return refuse(notInt);
      if (more.length > 0) return refuse("at most two arguments are taken");
      if (cost > 31) return refuse(`cost ${cost} is beyond 31`);
      if (bytes > 72) return refuse(`the text has ${bytes} bytes; bcrypt takes at most 72`);
      return answer(unknownValue(stringType, "bcrypt's result differs from run to run", { notNull: true }));
    },
  },
];

const namespaces: ReadonlyMap<string, string> = new Map([
  ["dns", "6ba7b8109dad11d180b400c04fd430c8"],
  ["url", "6ba7b8119dad11d180b400c04fd430c8"],
  ["oid", "6ba7b8129dad11d180b400c04fd430c8"],
  ["x500", "6ba7b8149dad11d180b400c04fd430c8"],
]);

function uuidV5(namespace: string, name: string, environment: FunctionEnvironment): FunctionResult {
  const digits = namespaces.get(namespace) ?? uuidDigits(namespace);
  if (!digits) return refuse(`${JSON.stringify(namespace)} is neither dns, url, oid or x500 nor a UUID`);
  const space = hexBytes(digits);
  const bytes = utf8Bytes(name);
  const input = new Uint8Array(space.length + bytes.length);
  input.set(space);
  input.set(bytes, space.length);
  const hash = environment.digest("sha1", input);
  const variant = ((Number.parseInt(hash.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return answerText(
    `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-${variant}${hash.slice(18, 20)}-${hash.slice(20, 32)}`,
  );
}

/** Plain, with `urn:uuid:`, between two characters (braces), or without hyphens: as Google's uuid package reads them. */
function uuidDigits(source: string): string | null {
  const bare = source.length === 45 && /^urn:uuid:/i.test(source) ? source.slice(9) : source;
  const inner = bare.length === 38 ? bare.slice(1, 37) : bare;
  const hyphened = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i.exec(inner);
  if (hyphened) return hyphened.slice(1).join("").toLowerCase();
  return /^[0-9a-f]{32}$/i.test(source) ? source.toLowerCase() : null;
}
