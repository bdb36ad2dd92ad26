/** How many templates are done, on a terminal only, and gone when the results come. */

import type { Program } from "./program.ts";

export interface Progress {
  /** One more is done. */
  step(): void;
  /** Leaves nothing behind. */
  end(): void;
}

const silent: Progress = { step: () => {}, end: () => {} };
const fewest = 2;

/** On standard error, so that it never gets into a file or a pipe with the results. */
export function progressOf(total: number, quiet: boolean, { stderr, env }: Program): Progress {
  if (quiet || total < fewest || !stderr.isTTY || env.TERM === "dumb" || env.CI) return silent;
  let done = 0;
  const show = (): void => stderr.write(`\r\u001b[Ktemplatecheck: ${done} of ${total} templates`);
  show();
  return {
    step() {
      // When threads fail, templates are checked again.
      done = Math.min(total, done + 1);
      show();
    },
    end: () => stderr.write("\r\u001b[K"),
  };
}
