/** The gateway's log: lines of JSON, written together. */

import type { Entry, Log } from "../gateway/server/settings.ts";
import { isBrokenPipe } from "./exit-code.ts";
import type { Output } from "./program.ts";

export interface GatewayLog {
  readonly write: Log;
  flush(): void;
  close(): void;
}

/** Milliseconds that a line waits for others, and characters that don't wait. */
const interval = 100;
const mostWaiting = 65_536;

export function logTo(output: Output, now: () => Date = () => new Date()): GatewayLog {
  let waiting = "";
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const text = waiting;
    waiting = "";
    try {
      if (text !== "") output.write(text);
    } catch (error) {
      // Nobody reads the log any more: that is no reason to serve nobody.
      if (!isBrokenPipe(error)) throw error;
    }
  };
  const write = (entry: Entry): void => {
    // Copying the entry only to begin with its time would cost as much as writing it.
    waiting += `{"time":"${now().toISOString()}",${JSON.stringify(entry).slice(1)}\n`;
    if (waiting.length >= mostWaiting) flush();
    else timer ??= setTimeout(flush, interval);
  };
  return { write, flush, close: flush };
}
