/** The machine's Chromium, with nothing of its own on the network. */

import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const executable = "/usr/bin/chromium";

export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  if (!existsSync(executable)) throw new Error("install Chromium: scripts/real-programs.sh does");
  return await chromium.launch({
    executablePath: executable,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...args,
    ],
  });
}
