/** The process that we are. Descriptors are used directly: Node's streams cost more at start-up than a whole check. */

import { fstatSync, readSync, statSync, writeSync } from "node:fs";
import { BrokenPipe, CommandFailure } from "./exit-code.ts";
import type { Input, Output, Program } from "./program.ts";
import { errorCode, systemReason } from "./system-error.ts";

export function thisProcess(): Program {
  return {
    argv: process.argv.slice(2),
    stdin: standardInput(),
    stdout: output(1, "standard output"),
    stderr: output(2, "standard error"),
    cwd: process.cwd(),
    env: process.env,
    get threadFile() {
      return new URL("thread.js", import.meta.url);
    },
    get rulePages() {
      return new URL("rules/", import.meta.url);
    },
    get builtFiles() {
      return new URL("./", import.meta.url);
    },
  };
}

function output(descriptor: 1 | 2, name: string): Output {
  return {
    write(text) {
      const bytes = new TextEncoder().encode(text);
      for (let done = 0; done < bytes.length; ) {
        try {
          done += writeSync(descriptor, bytes, done);
        } catch (error) {
          const code = errorCode(error);
          if (code === "EAGAIN") wait();
          else if (code === "EPIPE" || code === "EOF") throw new BrokenPipe();
          else throw new CommandFailure(`cannot write to ${name}: ${systemReason(error)}`);
        }
      }
    },
    get isTTY() {
      return isCharacterDevice(descriptor) && terminal(descriptor).isTTY === true;
    },
    get columns() {
      return this.isTTY ? terminal(descriptor).columns : undefined;
    },
  };
}

/** Asking for the stream loads Node's terminal code, so only when there may be a terminal. */
function terminal(descriptor: 1 | 2): { readonly isTTY?: boolean; readonly columns?: number } {
  return descriptor === 1 ? process.stdout : process.stderr;
}

/** What is thrown away is a device, too, and no terminal. */
function isCharacterDevice(descriptor: number): boolean {
  try {
    const file = fstatSync(descriptor);
    return file.isCharacterDevice() && file.rdev !== statSync("/dev/null", { throwIfNoEntry: false })?.rdev;
  } catch {
    return false;
  }
}

function standardInput(): Input {
  return {
    read(limit) {
      const chunks: Uint8Array[] = [];
      let size = 0;
      for (;;) {
        const chunk = new Uint8Array(65_536);
        const count = readSome(chunk);
        if (count === 0) return joined(chunks, size);
        size += count;
        if (size > limit) return "too-large";
        chunks.push(chunk.subarray(0, count));
      }
    },
  };
}

function readSome(chunk: Uint8Array): number {
  for (;;) {
    try {
      return readSync(0, chunk);
    } catch (error) {
      const code = errorCode(error);
      // Windows answers the end of a pipe with EOF.
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw new CommandFailure(`cannot read standard input: ${systemReason(error)}`);
      wait();
    }
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** The other end of a non-blocking pipe is slow. */
function wait(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}
