import type { FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { numberType, stringType } from "../../hcl/types.ts";
import { unknownValue } from "../../hcl/values.ts";
import { answer, answerNumber, answerText, refuse, text, textOf } from "./answers.ts";
import { formatDate } from "./date-format.ts";
import { addDuration, formatTimestamp, parseDuration, parseTimestamp } from "./go/time.ts";

function differsBetweenRuns(name: string, reason: string, description: string): FunctionRecord {
  const value = unknownValue(stringType, reason, { notNull: true });
  return { name, description, parameters: [], result: stringType, resultNotNull: true, call: () => answer(value) };
}

export const dateFunctions: readonly FunctionRecord[] = [
  differsBetweenRuns("timestamp", "`timestamp` differs from run to run", "The current time; differs from run to run."),
  differsBetweenRuns(
    "plantimestamp",
    "`plantimestamp` differs from run to run",
    "The time of the plan; differs from run to run.",
  ),
  differsBetweenRuns("uuid", "`uuid` differs from run to run", "A random UUID; differs from run to run."),
  {
    name: "formatdate",
    description: "A timestamp in another form.",
    parameters: [text("format"), text("time")],
    result: stringType,
    resultNotNull: true,
    call: ([format, time]) => {
      const moment = parseTimestamp(textOf(time), false);
      if (typeof moment === "string") return refuse(`${JSON.stringify(textOf(time))}: ${moment}`, 1);
      const formatted = formatDate(textOf(format), moment);
      return formatted.ok ? answerText(formatted.text) : refuse(formatted.problem, 0);
    },
  },
  {
    name: "timeadd",
    description: "A timestamp with a duration added.",
    parameters: [text("timestamp"), text("duration")],
    result: stringType,
    call: ([timestamp, duration]) => timeAdd(textOf(timestamp), textOf(duration)),
  },
  {
    name: "timecmp",
    description: "-1, 0 or 1, as a timestamp is before, at or after another.",
    parameters: [text("timestamp_a"), text("timestamp_b")],
    result: numberType,
    resultNotNull: true,
    call: ([a, b]) => {
      const first = parseTimestamp(textOf(a), true);
      if (typeof first === "string") return refuse(`${JSON.stringify(textOf(a))}: ${first}`, 0);
      const second = parseTimestamp(textOf(b), true);
      if (typeof second === "string") return refuse(`${JSON.stringify(textOf(b))}: ${second}`, 1);
      return answerNumber(Math.sign(first.seconds - second.seconds || first.nanoseconds - second.nanoseconds));
    },
  },
];

function timeAdd(timestamp: string, duration: string): FunctionResult {
  const moment = parseTimestamp(timestamp, false);
  if (typeof moment === "string") return refuse(`${JSON.stringify(timestamp)}: ${moment}`);
  const nanoseconds = parseDuration(duration);
  if (typeof nanoseconds === "string") return refuse(`${JSON.stringify(duration)}: ${nanoseconds}`);
  return answerText(formatTimestamp(addDuration(moment, nanoseconds)));
}
