/** Programs that others made for the same files. Those in Go are built outside of what is under version control. */

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

const binaries = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), ".cache"), "templatecheck-bench");

export interface GoPeer {
  readonly name: string;
  readonly program: string;
  /** For `go install`, pinned. */
  readonly module: string;
  readonly version: string;
}

export const tflint: GoPeer = {
  name: "tflint",
  program: path.join(binaries, "tflint"),
  module: "github.com/terraform-linters/tflint",
  version: "0.64.0",
};

/** What `terraform validate` and `plan` need. */
export const coderProvider: GoPeer = {
  name: "terraform-provider-coder",
  program: path.join(binaries, "terraform-provider-coder"),
  module: "github.com/coder/terraform-provider-coder/v2",
  version: "2.20.0",
};

export const notBuilt = "not installed: `npm run bench -- install-peers` builds it, with Go";
/** `go install` takes no module with `replace`. */
export const noPreview = "not installed: `coder-preview` on the PATH, built in a clone (its module replaces others)";

export function isThere(program: string): boolean {
  return program.includes("/") ? existsSync(program) : spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}

export function install({ module, version }: GoPeer): void {
  mkdirSync(binaries, { recursive: true });
  const env = { ...process.env, GOBIN: binaries };
  execFileSync("go", ["install", `${module}@v${version}`], { env, stdio: "inherit" });
}

/** Null where it can't be built. */
export function buildHclparse(): string | null {
  const output = path.join(binaries, "hclparse");
  mkdirSync(binaries, { recursive: true });
  const built = spawnSync("go", ["build", "-o", output, "."], { cwd: "bench/peers/hclparse", stdio: "pipe" });
  return built.status === 0 ? output : null;
}
