/** Moments and durations as Go writes and reads them. */

export interface Moment {
  /** Since 1970, in Coordinated Universal Time. */
  readonly seconds: number;
  readonly nanoseconds: number;
  /** Of the zone that it was written in, seconds east. */
  readonly offset: number;
}

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

const timestampPattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{1,2}):(\d{2}):(\d{2})(?:([.,])(\d+))?(Z|([+-])(\d{2}):(\d{2}))$/;

/**
 * RFC 3339, or a clause that says what is wrong. `lenient` is what Go's own `time.Parse` takes besides
 * (`timecmp`): hours of one digit, a comma, offsets of 24 hours or 60 minutes.
 */
export function parseTimestamp(text: string, lenient: boolean): Moment | string {
  const match = timestampPattern.exec(text);
  if (!match) return "not a timestamp of the form 2006-01-02T15:04:05Z";
  const [, yearText, monthText, dayText, hourText = "", minuteText, secondText, mark, fraction = "", zone] = match;
  const year = Number(yearText);
  const month = Number(monthText);
  const day = Number(dayText);
  if (month < 1 || month > 12) return `month ${monthText} is not one of 01 to 12`;
  if (day < 1 || day > daysIn(year, month)) return `day ${dayText} is not one of that month`;
  if (Number(hourText) > 23) return `hour ${hourText} is not one of 00 to 23`;
  if (hourText.length !== 2 && !lenient) return "the hour must have two digits";
  if (Number(minuteText) > 59) return `minute ${minuteText} is not one of 00 to 59`;
  if (Number(secondText) > 59) return `second ${secondText} is not one of 00 to 59`;
  if (mark === "," && !lenient) return "fractions of a second follow a period";
  const offset = zone === "Z" ? 0 : zoneOffset(match[10] ?? "", match[11] ?? "", match[12] ?? "", lenient);
  if (typeof offset === "string") return offset;
  const seconds =
    daysSince1970(year, month, day) * 86400 + Number(hourText) * 3600 + Number(minuteText) * 60 + Number(secondText);
  return { seconds: seconds - offset, nanoseconds: Number(fraction.slice(0, 9).padEnd(9, "0")), offset };
}

function zoneOffset(sign: string, hours: string, minutes: string, lenient: boolean): number | string {
  if (Number(hours) > (lenient ? 24 : 23)) return `offset hour ${hours} is not one of 00 to 23`;
  if (Number(minutes) > (lenient ? 60 : 59)) return `offset minute ${minutes} is not one of 00 to 59`;
  const offset = Number(hours) * 3600 + Number(minutes) * 60;
  return sign === "-" && offset !== 0 ? -offset : offset;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Of the proleptic Gregorian calendar; years begin in March here, so that the leap day is their last. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** In the zone of the moment. */
export function civilOf(moment: Moment): Civil {
  const local = moment.seconds + moment.offset;
  const days = Math.floor(local / 86400);
  const rest = local - days * 86400;
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

/** Without fractions of a second. */
export function formatTimestamp(moment: Moment): string {
  const { year, month, day, hour, minute, second } = civilOf(moment);
  const yearText = year < 0 ? `-${String(-year).padStart(4, "0")}` : String(year).padStart(4, "0");
  const zone = moment.offset === 0 ? "Z" : formatOffset(moment.offset, ":");
  return `${yearText}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}${zone}`;
}

export function formatOffset(offset: number, separator: string): string {
  const size = Math.abs(offset);
  return `${offset < 0 ? "-" : "+"}${pad(Math.floor(size / 3600))}${separator}${pad(Math.floor(size / 60) % 60)}`;
}

function pad(part: number): string {
  return String(part).padStart(2, "0");
}

const nanosecondsIn: ReadonlyMap<string, number> = new Map([
  ["ns", 1],
  ["us", 1e3],
  ["µs", 1e3],
  ["μs", 1e3],
  ["ms", 1e6],
  ["s", 1e9],
  ["m", 60e9],
  ["h", 3600e9],
]);

const longest = (1n << 63n) - 1n;

/** Nanoseconds of `time.ParseDuration`, or a clause that says what is wrong. At most about 292 years. */
export function parseDuration(text: string): bigint | string {
  const unsigned = text.replace(/^[+-]/, "");
  if (unsigned === "0") return 0n;
  if (unsigned === "") return "a duration is numbers with units, such as 1h30m";
  let total = 0n;
  const step = /(\d*)(\.?)(\d*)([^.\d]*)/y;
  while (step.lastIndex < unsigned.length) {
    const match = step.exec(unsigned);
    const [, whole = "", , fraction = "", unit = ""] = match ?? [];
    if (whole === "" && fraction === "") return "a duration is numbers with units, such as 1h30m";
    if (unit === "") return "a number of the duration has no unit; units are ns, us, ms, s, m and h";
    const size = nanosecondsIn.get(unit);
    if (size === undefined) return `unit ${JSON.stringify(unit)} is not one of ns, us, ms, s, m and h`;
    total += BigInt(whole || "0") * BigInt(size) + BigInt(Math.trunc(Number(`0.${fraction || "0"}`) * size));
    if (whole.length > 19 || total > longest + 1n) return "the duration is longer than 292 years";
  }
  if (text.startsWith("-")) return -total;
  return total > longest ? "the duration is longer than 292 years" : total;
}

export function addDuration(moment: Moment, nanoseconds: bigint): Moment {
  const sum = BigInt(moment.nanoseconds) + nanoseconds;
  const rest = ((sum % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  const seconds = moment.seconds + Number((sum - rest) / 1_000_000_000n);
  return { seconds, nanoseconds: Number(rest), offset: moment.offset };
}
