/** Encodings with more than one byte a character. The tables are the host's, asked once by decoding all there is. */

import type { TextEncoding } from "./text-encoding.ts";

interface Named {
  readonly names: string;
  readonly encoding: TextEncoding;
}

type Codes = ReadonlyMap<string, readonly number[]>;

export function asianEncodings(): readonly Named[] {
  const jis = once(() => pairCodes("euc-jp", [0xa1, 0xfe], [[0xa1, 0xfe]], []));
  const supplementaryJis = once(() => pairCodes("euc-jp", [0xa1, 0xfe], [[0xa1, 0xfe]], [0x8f]));
  const gbk = once(() => pairCodes("gbk", [0x81, 0xfe], [[0x40, 0xfe]], []));
  return [
    {
      names: "extended_unix_code_packed_format_for_japanese cseucpkdfmtjapanese euc-jp",
      encoding: tabled("EUC-JP", "euc-jp", () => {
        const kana = Array.from({ length: 63 }, (_, at): [string, number[]] => [
          String.fromCharCode(0xff61 + at),
          [0x8e, 0xa1 + at],
        ]);
        return new Map([...supplementaryJis(), ...jis(), ...kana]);
      }),
    },
    {
      names: "shift_jis ms_kanji csshiftjis",
      encoding: tabled("Shift_JIS", "shift_jis", () => {
        const kana = Array.from({ length: 63 }, (_, at): [string, number[]] => [
          String.fromCharCode(0xff61 + at),
          [0xa1 + at],
        ]);
        return new Map([...Array.from(jis(), shifted), ...kana]);
      }),
    },
    { names: "iso-2022-jp csiso2022jp", encoding: escaped("ISO-2022-JP", "iso-2022-jp", jis) },
    {
      names: "euc-kr cseuckr",
      encoding: tabled("EUC-KR", "euc-kr", () => pairCodes("euc-kr", [0x81, 0xfe], [[0x41, 0xfe]], [])),
    },
    {
      names: "gbk cp936 ms936 windows-936 csgbk",
      encoding: tabled("GBK", "gbk", () => new Map([...gbk(), ["€", [0x80]]])),
    },
    {
      names: "gb18030 csgb18030",
      encoding: tabled("GB18030", "gb18030", () => new Map([...fourByteCodes(), ...gbk()]), astralCode),
    },
    { names: "hz-gb-2312", encoding: tilde("HZ-GB-2312", gbk) },
    {
      names: "big5 csbig5",
      encoding: tabled("Big5", "big5", big5Codes),
    },
  ];
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The codes of two bytes (after a prefix) that are one character; of characters with several codes the first. */
function pairCodes(
  label: string,
  leads: readonly [number, number],
  trails: readonly (readonly [number, number])[],
  prefix: readonly number[],
): Codes {
  const decoder = new TextDecoder(label);
  const codes = new Map<string, readonly number[]>();
  for (let lead = leads[0]; lead <= leads[1]; lead++) {
    for (const [low, high] of trails) {
      for (let trail = low; trail <= high; trail++) {
        const bytes = [...prefix, lead, trail];
        const text = decoder.decode(Uint8Array.from(bytes));
        if (isOneCharacter(text) && !codes.has(text)) codes.set(text, bytes);
      }
    }
  }
  return codes;
}

/** Hosts fill gaps with characters of the private area, which Terraform's tables don't have. */
function isOneCharacter(text: string): boolean {
  return (
    !/[\ufffd\ue000-\uf8ff]/.test(text) &&
    (text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff))
  );
}

/** Characters that Big5 has twice, of which Terraform's table takes the code of the Hong Kong supplement or another. */
const twiceInBig5 = "═╞╡╪╭╮╯╰〃倩偽包十卄卅卿婷幵彘撐晴杞沜渝港煮瑜瓩砉";

function big5Codes(): Codes {
  const trails: readonly (readonly [number, number])[] = [
    [0x40, 0x7e],
    [0xa1, 0xfe],
  ];
  const codes = new Map(pairCodes("big5", [0x81, 0xfe], trails, []));
  for (const character of twiceInBig5) codes.delete(character);
  return codes;
}

/** Shift_JIS has the rows of EUC-JP two to a lead byte. */
function shifted([character, [lead = 0, trail = 0]]: readonly [string, readonly number[]]): [
  string,
  readonly number[],
] {
  const row = lead - 0xa1;
  const cell = trail - 0xa1 + (row % 2) * 94;
  const first = Math.floor(row / 2);
  return [character, [first + (first < 0x1f ? 0x81 : 0xc1), cell + (cell < 0x3f ? 0x40 : 0x41)]];
}

function fourBytes(linear: number): readonly number[] {
  return [
    0x81 + Math.floor(linear / 12600),
    0x30 + (Math.floor(linear / 1260) % 10),
    0x81 + (Math.floor(linear / 10) % 126),
    0x30 + (linear % 10),
  ];
}

const fourByteCount = 39420;

/** Of the basic plane: what has no code of two bytes, in order. */
function fourByteCodes(): Codes {
  const decoder = new TextDecoder("gb18030");
  const codes = new Map<string, readonly number[]>();
  for (let linear = 0; linear < fourByteCount; linear++) {
    const bytes = fourBytes(linear);
    const text = decoder.decode(Uint8Array.from(bytes));
    if (isOneCharacter(text)) codes.set(text, bytes);
  }
  return codes;
}

function astralCode(character: string): readonly number[] | null {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? fourBytes(189000 + code - 0x10000) : null;
}

function tabled(
  name: string,
  label: string,
  makeCodes: () => Codes,
  other: (character: string) => readonly number[] | null = () => null,
): TextEncoding {
  const codes = once(makeCodes);
  return {
    name,
    partial: true,
    encode: (text) => {
      const bytes: number[] = [];
      for (const character of text) {
        const code = character < "\u0080" ? [character.charCodeAt(0)] : (codes().get(character) ?? other(character));
        if (!code) return null;
        for (const byte of code) bytes.push(byte);
      }
      return Uint8Array.from(bytes);
    },
    decode: (bytes) => new TextDecoder(label).decode(bytes),
  };
}

/** Switches between ASCII, half-width Katakana and JIS X 0208 by escape sequences. */
function escaped(name: string, label: string, jis: () => Codes): TextEncoding {
  return {
    name,
    encode: (text) => {
      const bytes: number[] = [];
      let mode = "B";
      const enter = (wanted: string, sequence: readonly number[]): void => {
        if (mode !== wanted) bytes.push(...sequence);
        mode = wanted;
      };
      for (const character of text) {
        const unit = character.charCodeAt(0);
        const pair = jis().get(character);
        if (unit < 0x80) {
          enter("B", [0x1b, 0x28, 0x42]);
          bytes.push(unit);
        } else if (pair) {
          enter("J", [0x1b, 0x24, 0x42]);
          bytes.push(...pair.map((byte) => byte - 0x80));
        } else if (unit >= 0xff61 && unit <= 0xff9f) {
          enter("K", [0x1b, 0x28, 0x49]);
          bytes.push(unit - 0xff40);
        } else {
          return null;
        }
      }
      enter("B", [0x1b, 0x28, 0x42]);
      return Uint8Array.from(bytes);
    },
    decode: (bytes) => new TextDecoder(label).decode(bytes),
  };
}

/** `~{` and `~}` around pairs of GB 2312. */
function tilde(name: string, gbk: () => Codes): TextEncoding {
  return {
    name,
    encode: (text) => {
      const bytes: number[] = [];
      let inside = false;
      for (const character of text) {
        const plain = character < "\u0080";
        const pair = plain ? undefined : gbk().get(character);
        if (!plain && !pair?.every((byte) => byte >= 0xa1)) return null;
        if (plain === inside) bytes.push(0x7e, inside ? 0x7d : 0x7b);
        inside = !plain;
        if (pair) bytes.push(...pair.map((byte) => byte - 0x80));
        else bytes.push(...(character === "~" ? [0x7e, 0x7e] : [character.charCodeAt(0)]));
      }
      // Go leaves the last pairs open.
      return Uint8Array.from(bytes);
    },
    decode: decodeTilde,
  };
}

function decodeTilde(bytes: Uint8Array): string | null {
  const decoder = new TextDecoder("gbk");
  let text = "";
  let inside = false;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    const next = bytes[at + 1];
    if (byte >= 0x80) return null;
    if (byte === 0x7e) {
      if (next === 0x7b) inside = true;
      else if (next === 0x7d) inside = false;
      else if (next === 0x7e) text += "~";
      else if (next !== 0x0a) return null;
      at += 2;
    } else if (inside) {
      if (next === undefined) return null;
      text += decoder.decode(Uint8Array.of(byte + 0x80, next + 0x80));
      at += 2;
    } else {
      text += String.fromCharCode(byte);
      at += 1;
    }
  }
  return text;
}
