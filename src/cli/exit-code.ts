/** The same for every command (product.md). */
export const exitCode = {
  clean: 0,
  /** Findings at or above `--fail-level`, or a `--check` that differs. */
  findings: 1,
  /** Usage, configuration, nothing to do, and what the system refuses to open or to write. */
  usage: 2,
  /** templatecheck itself failed. */
  internal: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** What ends the run with one line for the user. The command line's own channel: nothing of the compiler throws it. */
export class CommandFailure extends Error {
  readonly exitCode: ExitCode;
  /** What to try instead; printed on a line of its own. */
  readonly hint: string | null;

  constructor(message: string, hint: string | null = null, code: ExitCode = exitCode.usage) {
    super(message);
    this.exitCode = code;
    this.hint = hint;
  }
}

/** Nobody reads the output any more: the run ends quietly. */
export class BrokenPipe extends Error {
  readonly brokenPipe = true;
}

// The commands' part of the built program has classes of its own, so these look at what is in an error.

export function isCommandFailure(error: unknown): error is CommandFailure {
  return error instanceof Error && "exitCode" in error && "hint" in error;
}

export function isBrokenPipe(error: unknown): error is BrokenPipe {
  return error instanceof Error && "brokenPipe" in error;
}
