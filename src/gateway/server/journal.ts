/** What is counted and logged of requests. */

import type { Socket } from "node:net";
import { requestEntry } from "./access-log.ts";
import type { Exchange } from "./exchange.ts";
import type { Metrics } from "./metrics.ts";
import type { Log } from "./settings.ts";

export class Journal {
  readonly #metrics: Metrics;
  readonly #accessLog: boolean;
  readonly #log: Log;

  constructor(metrics: Metrics, accessLog: boolean, log: Log) {
    this.#metrics = metrics;
    this.#accessLog = accessLog;
    this.#log = log;
  }

  finished(exchange: Exchange, status: number, { bytesWritten }: Pick<Socket, "bytesWritten">): void {
    const { told, started, bytesBefore, counts } = exchange;
    const seconds = (performance.now() - started) / 1_000;
    if (counts) this.#metrics.request(told?.outcome ?? "none", status, status === 101 ? null : seconds);
    if (this.#accessLog) this.#log(requestEntry(exchange, { status, bytes: bytesWritten - bytesBefore, seconds }));
  }

  malformed(error: Error & { readonly code?: string }): void {
    this.#metrics.malformed();
    this.#log({ event: "malformed-request", reason: error.code ?? error.message });
  }

  upstreamFailed({ told }: Exchange, error: Error & { readonly code?: string }): void {
    this.#log({ event: "upstream-failed", target: told?.facts.target, reason: error.code ?? error.message });
  }

  /** Ours: the request is denied. */
  broken(error: unknown, { told }: Exchange): void {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#log({ event: "internal-error", target: told?.facts.target, message });
  }
}
