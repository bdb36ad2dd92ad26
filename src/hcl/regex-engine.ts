/** Regular expressions in RE2 syntax, matched in linear time: what functions ask of the one who brings the library. */

export interface RegexEngine {
  compile(pattern: string): RegexAnswer;
}

export type RegexAnswer =
  | { readonly ok: true; readonly regex: Regex }
  /** One clause for people. */
  | { readonly ok: false; readonly problem: string };

export interface Regex {
  /** Names of the capture groups in order; "" for one without. */
  readonly groups: readonly string[];
  /** Instructions of the program: work is this times the length of the text. */
  readonly size: number;
  /** The leftmost match from `from` on, a UTF-16 offset; what precedes it still counts for `^` and `\\b`. */
  match(text: string, from: number): RegexMatch | null;
}

/** The whole match, then every group; null for a group that took no part. Half-open UTF-16 offsets. */
export type RegexMatch = readonly [readonly [number, number], ...(readonly [number, number] | null)[]];
