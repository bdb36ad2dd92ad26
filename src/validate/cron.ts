/** Cron expressions as robfig/cron v3 reads them, which the coder provider uses. */

export interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

const seconds: CronField = { name: "second", min: 0, max: 59, names: [] };
const minutes: CronField = { name: "minute", min: 0, max: 59, names: [] };
const hours: CronField = { name: "hour", min: 0, max: 23, names: [] };
const days: CronField = { name: "day of month", min: 1, max: 31, names: [] };
const months: CronField = {
  name: "month",
  min: 1,
  max: 12,
  names: ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
};
const weekdays: CronField = {
  name: "day of week",
  min: 0,
  max: 6,
  names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
};

const descriptors = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

/** Null when it is valid; otherwise what is wrong, one clause. `fields`: 6 with seconds, 5 without; the day of week may be left out. */
export function cronProblem(text: string, fields: 5 | 6): string | null {
  if (text.length === 0) return "is empty";
  let spec = text;
  if (spec.startsWith("TZ=") || spec.startsWith("CRON_TZ=")) {
    const blank = spec.indexOf(" ");
    if (blank === -1) return "has a time zone and no schedule";
    spec = spec.slice(blank).trim();
  }
  if (spec.startsWith("@")) return descriptorProblem(spec);
  const parts = spec.split(/[\t\n\v\f\r \u0085\u00a0]+/).filter((part) => part !== "");
  const places =
    fields === 6 ? [seconds, minutes, hours, days, months, weekdays] : [minutes, hours, days, months, weekdays];
  if (parts.length < places.length - 1 || parts.length > places.length) {
    return `has ${parts.length} field${parts.length === 1 ? "" : "s"}, expected ${places.length - 1} to ${places.length}: ${places.map((place) => place.name).join(", ")}`;
  }
  for (const [index, part] of parts.entries()) {
    const place = places[index];
    const wrong = place ? fieldProblem(part, place) : null;
    if (wrong) return wrong;
  }
  return null;
}

function descriptorProblem(spec: string): string | null {
  if (descriptors.includes(spec)) return null;
  const every = "@every ";
  if (spec.startsWith(every))
    return isDuration(spec.slice(every.length)) ? null : `has no duration after @every: "${spec.slice(every.length)}"`;
  return `has the unknown descriptor "${spec}"`;
}

function isDuration(text: string): boolean {
  return text === "0" || /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text);
}

function fieldProblem(field: string, place: CronField): string | null {
  for (const range of field.split(",")) {
    if (range === "") continue;
    const wrong = rangeProblem(range, place);
    if (wrong) return wrong;
  }
  return null;
}

function rangeProblem(range: string, place: CronField): string | null {
  const shown = `has "${range}" as ${place.name}`;
  const steps = range.split("/");
  const bounds = (steps[0] ?? "").split("-");
  if (steps.length > 2) return `${shown}: too many slashes`;
  let low: number | null;
  let high: number | null;
  if (bounds[0] === "*" || bounds[0] === "?") {
    low = place.min;
    high = place.max;
  } else {
    if (bounds.length > 2) return `${shown}: too many hyphens`;
    low = numberOf(bounds[0] ?? "", place);
    high = bounds.length === 2 ? numberOf(bounds[1] ?? "", place) : low;
    if (steps.length === 2 && bounds.length === 1) high = place.max;
  }
  if (low === null || high === null) return `${shown}: not a number`;
  const step = steps.length === 2 ? wholeNumber(steps[1] ?? "") : 1;
  if (step === null) return `${shown}: the step isn't a number`;
  if (low < place.min) return `${shown}: below ${place.min}`;
  if (high > place.max) return `${shown}: above ${place.max}`;
  if (low > high) return `${shown}: the range ends before it begins`;
  return step === 0 ? `${shown}: the step is 0` : null;
}

function numberOf(text: string, place: CronField): number | null {
  const named = place.names.indexOf(text.toLowerCase());
  return text !== "" && named !== -1 ? named : wholeNumber(text);
}

function wholeNumber(text: string): number | null {
  return /^\+?\d+$/.test(text) ? Number(text) : null;
}
