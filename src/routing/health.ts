/** How an agent checks the health of an app (Coder v2.35, `agent/apphealth.go`). Times are whole seconds. */

import { parseGoUrl } from "./go-url.ts";

export interface HealthCheck {
  readonly url: string;
  /** Seconds. */
  readonly interval: number;
  readonly threshold: number;
}

export type HealthState = "disabled" | "initializing" | "healthy" | "unhealthy";

/** The state in which a build leaves an app: a check with a url starts as `initializing`, even when it never runs. */
export function initialHealth(check: HealthCheck | null): HealthState {
  return check !== null && check.url !== "" ? "initializing" : "disabled";
}

export function isEverChecked(check: HealthCheck): boolean {
  return check.url !== "" && check.interval > 0 && check.threshold > 0;
}

/** The first check comes after one interval; null: never. */
export function firstCheckAtSecond(check: HealthCheck): number | null {
  return isEverChecked(check) ? check.interval : null;
}

/** From the start until an app that never answers is called unhealthy: one failure more than `threshold`. Null: never. */
export function secondsUntilUnhealthy(check: HealthCheck): number | null {
  return isEverChecked(check) ? check.interval * (check.threshold + 1) : null;
}

/** What a check met: the status after redirects, or null when there was none. */
export type HealthAnswer = number | null;

export interface HealthReport {
  readonly afterChecks: number;
  readonly health: HealthState;
  readonly seconds: number;
}

export interface HealthCourse {
  readonly everChecked: boolean;
  readonly firstCheckAtSecond: number | null;
  /** Only changes are reported. */
  readonly reports: readonly HealthReport[];
  readonly stateAfter: string;
}

/** The columns of the table `healthcheck`. */
export function healthCourse(check: HealthCheck, stateAtStart: string, answers: readonly HealthAnswer[]): HealthCourse {
  const everChecked = isEverChecked(check) && stateAtStart !== "disabled";
  if (!everChecked) return { everChecked, firstCheckAtSecond: null, reports: [], stateAfter: stateAtStart };
  const reachable = isCheckable(check.url);
  const reports: HealthReport[] = [];
  let count: HealthCount = { health: stateAtStart, failures: 0 };
  for (const [at, answer] of answers.entries()) {
    const before = count.health;
    count = afterCheck(count, check.threshold, reachable ? answer : null);
    if (count.health !== before && isReported(count.health)) {
      reports.push({ afterChecks: at + 1, health: count.health, seconds: (at + 1) * check.interval });
    }
  }
  const stateAfter = count.health;
  return { everChecked, firstCheckAtSecond: check.interval, reports, stateAfter };
}

export interface HealthCount {
  readonly health: string;
  /** In a row; none is counted beyond the threshold. */
  readonly failures: number;
}

/** One answer is enough to be healthy; `threshold` failures in a row are forgiven. */
export function afterCheck({ health, failures }: HealthCount, threshold: number, answer: HealthAnswer): HealthCount {
  if (answer !== null && answer < 500) return { health: "healthy", failures: 0 };
  return failures < threshold ? { health, failures: failures + 1 } : { health: "unhealthy", failures };
}

function isReported(health: string): health is HealthState {
  return health === "healthy" || health === "unhealthy";
}

/** A URL that Go's HTTP client requests at all; other checks run and always fail. */
function isCheckable(url: string): boolean {
  const read = parseGoUrl(url);
  return read.ok && (read.url.scheme === "http" || read.url.scheme === "https") && read.url.host !== "";
}
