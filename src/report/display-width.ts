/** How many columns a terminal gives to a character, and characters that must not reach one. */

const wideBlocks: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];

/** Columns of one character (a code point as text): 0, 1 or 2. */
export function characterWidth(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  // The vowels and final consonants of Hangul's letters join the leading one.
  if (/^[\p{Mn}\p{Me}\u1160-\u11ff\ud7b0-\ud7ff\u200c-\u200d]$/u.test(character)) return 0;
  if (code < 0x1100) return 1;
  return wideBlocks.some(([first, last]) => code >= first && code <= last) ||
    /^\p{Emoji_Presentation}$/u.test(character)
    ? 2
    : 1;
}

let segmenter: Intl.Segmenter | undefined;

/** What is seen as one character each (UAX #29): letters with their marks, families and flags. */
export function clustersOf(text: string): readonly string[] {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Several code points that are one emoji, two columns wide. */
export function wideEmoji(cluster: string): boolean {
  return (
    /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|^[0-9#*]\ufe0f?\u20e3$/u.test(cluster) &&
    cluster.search(unsafe()) === -1
  );
}

// Controls, direction marks and overrides (Trojan Source, CVE-2021-42574), invisible characters, halves of surrogate pairs.
// Made when it is needed: such classes take time.
function unsafe(): RegExp {
  return /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e007f}\p{Cs}]/gu;
}
/** Whether all characters are visible ASCII: one column each. */
export function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

/** A character that could move the cursor, hide or reorder text: as the escape that HCL would write; others as they are. */
export function visible(character: string): string {
  return character.search(unsafe()) !== -1 ? escaped(character) : character;
}

/** Text of a template, safe to print on one line of a terminal or a CI log. */
export function neutralised(text: string): string {
  return isPlain(text) ? text : text.replaceAll(unsafe(), escaped);
}

function escaped(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

/** JSON text with unsafe characters written as JSON's escapes: the same document. Its own line breaks stay. */
export function neutralisedJson(json: string): string {
  return json.replaceAll(unsafe(), (character) =>
    character === "\n"
      ? character
      : Array.from({ length: character.length }, (_, unit) => `\\u${hex(character.charCodeAt(unit), 4)}`).join(""),
  );
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
