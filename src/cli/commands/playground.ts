/** `templatecheck playground`: the page, served on this machine until it is told to end, or written for another server. */

import path from "node:path";
import type { Arguments } from "../arguments.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import { type PageFiles, pageFiles } from "../playground/files.ts";
import { type RunningPage, servePage } from "../playground/serve.ts";
import type { Program } from "../program.ts";
import { systemReason } from "../system-error.ts";
import { makeDirectory, writeFileAtomically } from "../write.ts";

/** Always the same, so that what a browser keeps for the address is found again. */
const usualPort = 4880;

export async function playground({ options }: Arguments, program: Program): Promise<number> {
  const text = (name: string): string | null => {
    const value = options.findLast((option) => option.name === name)?.value;
    return value === undefined || value === true ? null : value;
  };
  const [output, port] = [text("output"), portOf(text("port"))];
  if (output !== null && port !== null) throw new CommandFailure("--port is for serving, --output for writing");
  const files = pageFiles(program.builtFiles);
  if (output !== null) {
    writePage(files, path.resolve(program.cwd, output), output);
    program.stdout.write(`wrote ${files.size} files to ${output}\n`);
    return exitCode.clean;
  }
  const running = await started(files, port ?? usualPort);
  try {
    const signal = untilStopped();
    program.stdout.write(`http://127.0.0.1:${running.port}/\n`);
    await signal;
  } finally {
    await running.stop();
  }
  return exitCode.clean;
}

function portOf(given: string | null): number | null {
  if (given === null) return null;
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (port <= 65_535) return port;
  throw new CommandFailure(
    `--port ${JSON.stringify(given)} is no port: a number from 0 to 65535, 0 for any that is free`,
  );
}

async function started(files: PageFiles, port: number): Promise<RunningPage> {
  try {
    return await servePage(files, port);
  } catch (error) {
    throw new CommandFailure(
      `cannot listen at 127.0.0.1:${port}: ${systemReason(error)}`,
      "--port 0 takes any port that is free.",
    );
  }
}

/** The page comes last: it never names a file that isn't there. */
function writePage(files: PageFiles, directory: string, shown: string): void {
  makeDirectory(directory, shown);
  const names = [...files.keys()].filter((name) => name !== "index.html");
  for (const name of [...names, "index.html"]) {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(files.get(name));
    writeFileAtomically(path.join(directory, name), text, `${shown}/${name}`);
  }
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
    const stop = (): void => {
      for (const signal of signals) process.off(signal, stop);
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
  });
}
