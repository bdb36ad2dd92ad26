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
  let stateAfter = stateAtStart;
  let failures = 0;
  for (const [at, answer] of answers.entries()) {
    const healthy = reachable && answer !== null && answer < 500;
    const before = stateAfter;
    if (healthy) {
      failures = 0;
      stateAfter = "healthy";
    } else if (failures < check.threshold) {
      failures++;
    } else {
      stateAfter = "unhealthy";
    }
    if (stateAfter !== before) {
      const health: HealthState = healthy ? "healthy" : "unhealthy";
      reports.push({ afterChecks: at + 1, health, seconds: (at + 1) * check.interval });
    }
  }
  return { everChecked, firstCheckAtSecond: check.interval, reports, stateAfter };
}

/** A URL that Go's HTTP client requests at all; other checks run and always fail. */
function isCheckable(url: string): boolean {
  const read = parseGoUrl(url);
  return read.ok && (read.url.scheme === "http" || read.url.scheme === "https") && read.url.host !== "";
}
