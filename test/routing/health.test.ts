import { expect, it } from "vitest";
import { type HealthCheck, healthCourse, initialHealth, secondsUntilUnhealthy } from "../../src/routing/health.ts";
import { disagreements, readTable } from "../tables.ts";

interface Row extends HealthCheck {
  readonly stateAtStart: string;
  readonly answers: readonly (number | "connection refused" | "302 to itself" | "302 to a page that answers 200")[];
}

it("follows an app's health as Coder's agent does", () => {
  const rows = readTable<Row>("healthcheck");
  const different = disagreements(rows, ({ url, interval, threshold, stateAtStart, answers, ...expected }) => {
    const met = answers.map((answer) => {
      if (typeof answer === "number") return answer;
      return answer === "302 to a page that answers 200" ? 200 : null;
    });
    return { expected, actual: healthCourse({ url, interval, threshold }, stateAtStart, met) };
  });
  expect(different).toEqual([]);
  expect(rows.length).toBe(119);
});

it("starts apps in the state in which Coder starts them", () => {
  const rows = readTable<{ readonly healthcheck: HealthCheck | null; readonly initialState: string }>(
    "healthcheck-initial",
  );
  const different = disagreements(rows, ({ healthcheck, initialState }) => ({
    expected: initialState,
    actual: initialHealth(healthcheck),
  }));
  expect(different).toEqual([]);
  expect(rows.length).toBe(41);
});

it("counts one failure more than the threshold", () => {
  expect(secondsUntilUnhealthy({ url: "http://localhost:3000", interval: 10, threshold: 30 })).toBe(310);
  expect(secondsUntilUnhealthy({ url: "http://localhost:3000", interval: 0, threshold: 30 })).toBeNull();
});
