/** When to check again. Knows neither files nor time. */

/** What the loop needs of the system. */
export interface WatchHost {
  /** Tells of every change in the directories, and maybe of more; until it is closed. */
  watch(directories: readonly string[], changed: () => void): { close(): void };
  /** Two are equal when nothing in the directories has changed. */
  state(directories: readonly string[]): string;
  sleep(milliseconds: number): Promise<void>;
}

/** An editor writes several files, or one in several steps. */
const quiet = 100;
/** Where nothing ever gets quiet, there is a check all the same. */
const mostWaits = 20;

/**
 * `check` answers with the directories that its result depends on; `initial` are those that the first result may depend
 * on. `ready` is called when every later change will be seen. Ends when `until` does.
 */
export async function watchLoop(
  check: (first: boolean) => Promise<readonly string[]>,
  host: WatchHost,
  until: Promise<void>,
  initial: readonly string[],
  ready: () => void,
): Promise<void> {
  let isOver = false;
  const end = until.then(() => {
    isOver = true;
  });
  let directories = initial;
  for (let first = true; !isOver; first = false) {
    const earlier = host.state(directories);
    const next = await check(first);
    // It may have changed while it was read.
    const isStale = host.state(directories) !== earlier;
    directories = next;
    await changeOf(directories, host, end, isStale, ready);
  }
}

/** Returns when something has changed and it is quiet again, or at the end. `isStale`: something has. */
async function changeOf(
  directories: readonly string[],
  host: WatchHost,
  end: Promise<void>,
  isStale: boolean,
  ready: () => void,
): Promise<void> {
  let isOver = false;
  const over = end.then(() => {
    isOver = true;
  });
  const before = host.state(directories);
  let changes = 0;
  let wake = (): void => undefined;
  const watcher = host.watch(directories, () => {
    changes++;
    wake();
  });
  ready();
  try {
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      // What happened before the watcher was there is a change, too.
      if (!isStale && changes === 0 && host.state(directories) === before) await Promise.race([woken, over]);
      for (let waits = 0, seen = -1; !isOver && waits < mostWaits && seen !== changes; waits++) {
        seen = changes;
        await Promise.race([host.sleep(quiet), over]);
      }
      changes = 0;
      if (isOver || isStale || host.state(directories) !== before) return;
    }
  } finally {
    watcher.close();
  }
}
