/** Text encodings by their IANA names, those that Terraform has: Unicode's, single-byte ones, and those of East Asia. */

import { asianEncodings } from "./asian-encodings.ts";
import { singleByteTables } from "./encoding-tables.ts";
import { utf8Bytes, utf8Text } from "./go/bytes.ts";
import type { TextEncoding } from "./text-encoding.ts";

let encodings: ReadonlyMap<string, TextEncoding> | undefined;

/** Case and white space around the name don't matter. */
export function findEncoding(name: string): TextEncoding | undefined {
  encodings ??= allEncodings();
  return encodings.get(name.trim().toLowerCase());
}

function allEncodings(): ReadonlyMap<string, TextEncoding> {
  const found = new Map<string, TextEncoding>();
  const add = (names: string, encoding: TextEncoding): void => {
    for (const name of names.split(" ")) found.set(name, encoding);
  };
  add("utf-8 csutf8", { name: "UTF-8", encode: utf8Bytes, decode: utf8Text });
  add("utf-16be csutf16be", utf16("UTF-16BE", false, false));
  add("utf-16le csutf16le", utf16("UTF-16LE", true, false));
  add("utf-16 csutf16", utf16("UTF-16", false, true));
  add(
    "us-ascii iso-ir-6 ansi_x3.4-1968 ansi_x3.4-1986 iso_646.irv:1991 iso646-us us ibm367 cp367 csascii",
    singleByte("US-ASCII", "\ufffd".repeat(128)),
  );
  for (const { name, names, characters } of singleByteTables) add(names, singleByte(name, characters));
  for (const { names, encoding } of asianEncodings()) add(names, encoding);
  return found;
}

function firstCodes(count: number): string {
  return String.fromCharCode(...Array.from({ length: count }, (_, code) => code));
}

function singleByte(name: string, characters: string): TextEncoding {
  const table = characters.length === 256 ? characters : firstCodes(256 - characters.length) + characters;
  const codes = new Map<string, number>();
  for (let code = 255; code >= 0; code--) codes.set(table.charAt(code), code);
  codes.delete("\ufffd");
  return {
    name,
    encode: (text) => {
      const bytes: number[] = [];
      for (const character of text) {
        const code = codes.get(character);
        if (code === undefined) return null;
        bytes.push(code);
      }
      return Uint8Array.from(bytes);
    },
    decode: (bytes) => Array.from(bytes, (byte) => table.charAt(byte)).join(""),
  };
}

/** With `mark`, a byte order mark is written, and read in either order. */
function utf16(name: string, littleEndian: boolean, mark: boolean): TextEncoding {
  return {
    name,
    encode: (text) => {
      const whole = mark ? `\ufeff${text}` : text;
      const view = new DataView(new ArrayBuffer(whole.length * 2));
      for (let at = 0; at < whole.length; at++) view.setUint16(at * 2, whole.charCodeAt(at), littleEndian);
      return new Uint8Array(view.buffer);
    },
    decode: (bytes) => {
      const swapped = mark && bytes[0] === 0xff && bytes[1] === 0xfe;
      return new TextDecoder(littleEndian || swapped ? "utf-16le" : "utf-16be", { ignoreBOM: !mark }).decode(bytes);
    },
  };
}
