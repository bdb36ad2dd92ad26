/** Whether two prebuild schedules overlap, as the coder provider decides it (2.17, `helpers/schedule_validation.go`). */

export type Overlap =
  | { readonly kind: "apart" }
  | { readonly kind: "overlap" }
  /** One of them has what the comparison can't read, though a schedule alone may have it: names, steps. */
  | { readonly kind: "unreadable"; readonly field: string };

/** Five cron fields each. The minutes aren't compared. */
export function schedulesOverlap(left: string, right: string): Overlap {
  const [, hour1, day1, month1, weekday1] = fieldsOf(left);
  const [, hour2, day2, month2, weekday2] = fieldsOf(right);
  if (weekday1 === undefined || weekday2 === undefined) return { kind: "apart" };
  const months = compare(month1, month2, 12);
  if (months.kind !== "overlap") return months;
  const days = daysOverlap(day1, weekday1, day2, weekday2);
  if (days.kind !== "overlap") return days;
  return compare(hour1, hour2, 23);
}

function fieldsOf(schedule: string): string[] {
  return schedule.split(/\s+/).filter((field) => field !== "");
}

/** A star in either's day of the month leaves it to the weekdays, and the reverse; otherwise one of them is enough. */
function daysOverlap(day1 = "", weekday1 = "", day2 = "", weekday2 = ""): Overlap {
  if (day1 === "*" || day2 === "*") return compare(weekday1, weekday2, 6);
  if (weekday1 === "*" || weekday2 === "*") return compare(day1, day2, 31);
  const days = compare(day1, day2, 31);
  if (days.kind === "unreadable") return days;
  const weekdays = compare(weekday1, weekday2, 6);
  return weekdays.kind === "apart" ? days : weekdays;
}

function compare(left = "", right = "", max: number): Overlap {
  const a = membersOf(left, max);
  if (!a) return { kind: "unreadable", field: left };
  const b = membersOf(right, max);
  if (!b) return { kind: "unreadable", field: right };
  for (const value of a) if (b.has(value)) return { kind: "overlap" };
  return { kind: "apart" };
}

/** Only stars, numbers and ranges between commas; null for anything else. */
function membersOf(field: string, max: number): ReadonlySet<number> | null {
  const members = new Set<number>();
  if (field === "*") return new Set(Array.from({ length: max + 1 }, (_, value) => value));
  for (const part of field.split(",")) {
    const bounds = part.split("-");
    const low = numberOf(bounds[0]);
    const high = bounds.length > 1 ? numberOf(bounds[1]) : low;
    if (low === null || high === null || low < 0 || high > max || low > high) return null;
    for (let value = low; value <= high; value++) members.add(value);
  }
  return members;
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\+?\d{1,9}$/.test(text) ? Number(text) : null;
}
