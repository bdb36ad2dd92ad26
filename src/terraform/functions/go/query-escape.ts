import { utf8Bytes } from "./bytes.ts";

/** `url.QueryEscape`: everything but ASCII letters, digits and `-_.~` as percent sequences, a blank as a plus sign. */
export function queryEscape(text: string): string {
  return text.replace(/[^A-Za-z0-9\-_.~]+/g, (run) =>
    Array.from(utf8Bytes(run), (byte) => (byte === 0x20 ? "+" : percent(byte))).join(""),
  );
}

function percent(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
