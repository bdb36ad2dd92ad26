import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** The installed package's, else that of the last build. */
export const program = process.env.TEMPLATECHECK_BIN ?? path.resolve("dist/bin.js");

export interface Run {
  readonly cwd: string;
  readonly input?: string | Uint8Array;
}

/** A bare environment: nothing of the test runner's reaches the program. */
export function templatecheck(argv: readonly string[], { cwd, input = "" }: Run): SpawnSyncReturns<string> {
  const env = { PATH: process.env.PATH ?? "" };
  return spawnSync(program, argv, { cwd, input, env, encoding: "utf8", maxBuffer: 100 * 1024 * 1024 });
}

/** The same by a shell, for pipes: `"$0"` is the program. */
export function inShell(script: string, cwd: string): SpawnSyncReturns<string> {
  const env = { PATH: process.env.PATH ?? "" };
  return spawnSync("bash", ["--norc", "-c", script, program], { cwd, env, encoding: "utf8" });
}

/** A directory that is gone after the test. */
export function directoryWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(path.join(tmpdir(), "templatecheck-blackbox-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  return root;
}

export const template = `terraform {
  required_providers {
    coder = {
      source  = "coder/coder"
      version = "~> 2.20"
    }
  }
}

data "coder_workspace" "me" {}

data "coder_parameter" "port" {
  name    = "port"
  type    = "number"
  default = "3000"
  option {
    name  = "main"
    value = "3000"
  }
  option {
    name  = "other"
    value = "4000"
  }
}

resource "coder_agent" "dev" {
  os   = "linux"
  arch = "amd64"
}

resource "coder_app" "web" {
  agent_id  = coder_agent.dev.id
  slug      = "web"
  url       = "http://localhost:\${data.coder_parameter.port.value}"
  subdomain = true
}

resource "docker_container" "workspace" {
  count = data.coder_workspace.me.start_count
  image = "node:20"
  env   = ["CODER_AGENT_TOKEN=\${coder_agent.dev.token}"]
}
`;
