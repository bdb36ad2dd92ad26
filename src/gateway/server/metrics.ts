/** What is counted, in the text format of Prometheus (version 0.0.4). */

import { version } from "../../version.ts";
import type { HealthReading } from "./health-checks.ts";
import type { ReloadResults } from "./reload.ts";

/** Upper bounds in seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

export interface Gauges {
  readonly ready: boolean;
  readonly activeRequests: number;
  readonly openWebSockets: number;
  readonly connections: number;
  readonly workspaces: number;
  readonly manifests: number;
  readonly problems: number;
  readonly reloads: ReloadResults;
  readonly health: readonly HealthReading[];
}

export class Metrics {
  readonly #requests = new Map<string, number>();
  readonly #durations = new Array<number>(buckets.length).fill(0);
  #durationCount = 0;
  #durationSum = 0;
  #rejectedConnections = 0;
  #malformed = 0;

  /** `seconds` until the answer was complete; null for what isn't an answer, as a tunnel. */
  request(outcome: string, status: number, seconds: number | null): void {
    const key = `outcome="${outcome}",status="${status}"`;
    this.#requests.set(key, (this.#requests.get(key) ?? 0) + 1);
    if (seconds === null) return;
    this.#durationCount++;
    this.#durationSum += seconds;
    const at = buckets.findIndex((bound) => seconds <= bound);
    if (at !== -1) this.#durations[at] = (this.#durations[at] ?? 0) + 1;
  }

  connectionRefused(): void {
    this.#rejectedConnections++;
  }

  /** What Node's parser didn't take for a request. */
  malformed(): void {
    this.#malformed++;
  }

  text(gauges: Gauges): string {
    const lines: string[] = [];
    const family = (name: string, type: string, help: string, values: readonly (readonly [string, number])[]): void => {
      lines.push(`# HELP templatecheck_${name} ${help}`, `# TYPE templatecheck_${name} ${type}`);
      for (const [labels, value] of values) lines.push(`templatecheck_${name}${labels} ${value}`);
    };
    family("build_info", "gauge", "The version that runs.", [[`{version="${version}"}`, 1]]);
    family("ready", "gauge", "Whether requests are taken.", [["", gauges.ready ? 1 : 0]]);
    const requests = [...this.#requests].map(([labels, count]) => [`{${labels}}`, count] as const);
    family("requests_total", "counter", "Requests by what was decided and answered.", requests);
    let sum = 0;
    const counted = buckets.map((bound, at) => {
      sum += this.#durations[at] ?? 0;
      return [`_bucket{le="${bound}"}`, sum] as const;
    });
    family("request_duration_seconds", "histogram", "Time until an answer was complete.", [
      ...counted,
      [`_bucket{le="+Inf"}`, this.#durationCount],
      ["_sum", this.#durationSum],
      ["_count", this.#durationCount],
    ]);
    family("active_requests", "gauge", "Requests that aren't answered completely.", [["", gauges.activeRequests]]);
    family("open_websockets", "gauge", "Open WebSockets.", [["", gauges.openWebSockets]]);
    family("open_connections", "gauge", "Open connections of clients.", [["", gauges.connections]]);
    family("refused_connections_total", "counter", "Connections over the limit of their client.", [
      ["", this.#rejectedConnections],
    ]);
    family("malformed_requests_total", "counter", "What isn't a request of HTTP/1.1.", [["", this.#malformed]]);
    family("manifests", "gauge", "Manifests that are served.", [["", gauges.manifests]]);
    family("workspaces", "gauge", "Workspaces that are served.", [["", gauges.workspaces]]);
    family("reloads_total", "counter", "Files that were read again.", [
      ['{result="taken"}', gauges.reloads.taken],
      ['{result="refused"}', gauges.reloads.refused],
    ]);
    family("files_refused", "gauge", "What is wrong now, and served as it was before.", [["", gauges.problems]]);
    const health = gauges.health.map(
      ({ owner, workspace, app, state }) =>
        [
          `{owner="${escaped(owner)}",workspace="${escaped(workspace)}",app="${escaped(app)}",state="${state}"}`,
          state === "healthy" ? 1 : 0,
        ] as const,
    );
    family("app_healthy", "gauge", "Apps with a health check, 1 for those that are healthy.", health);
    return `${lines.join("\n")}\n`;
  }
}

function escaped(label: string): string {
  return label.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
