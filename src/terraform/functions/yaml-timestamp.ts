import { formatTimestamp, parseTimestamp } from "./go/time.ts";

const pattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:([Tt ])(\d{1,2}):(\d{1,2}):(\d{1,2})((?:[.,]\d+)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/** As RFC 3339; null for what isn't one. A zone goes with a "T", none with a blank. */
export function yamlTimestamp(text: string): string | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const [, year = "", month = "", day = "", separator, hour = "0", minute = "0", second = "0", fraction = "", zone] =
    match;
  if (separator !== undefined && (separator === " ") !== (zone === undefined)) return null;
  const two = (part: string): string => part.padStart(2, "0");
  const full = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${fraction}${zone ?? "Z"}`;
  const moment = parseTimestamp(full, true);
  return typeof moment === "string" ? null : formatTimestamp(moment);
}
