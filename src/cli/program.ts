/** What a run gets from its surroundings: the process's own in `process.ts`, made up ones in tests. */

export interface Program {
  /** Without the runtime and the script. */
  readonly argv: readonly string[];
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What a thread of its own runs (`work/thread.ts`); absent where there is none, as in tests. */
  readonly threadFile?: URL;
  /** The directory of the rules' pages that the package brings; absent where there is none, as in tests. */
  readonly rulePages?: URL;
  /** The directory of the built program; absent where there is none, as in tests. */
  readonly builtFiles?: URL;
}

export interface Input {
  /** All of it, or "too-large" when it is more than so many bytes. */
  read(limit: number): Uint8Array | "too-large";
}

export interface Output {
  /** Returns when everything is written; throws `BrokenPipe`, or `CommandFailure` when the system refuses. */
  write(text: string): void;
  readonly isTTY: boolean;
  /** Of the terminal; undefined without one. */
  readonly columns: number | undefined;
}
