/** `templatecheck gateway`: the reference server, until it is told to end. */

import { startDecider } from "../../gateway/server/decide-only.ts";
import type { RunningGateway } from "../../gateway/server/served.ts";
import { startGateway } from "../../gateway/server/server.ts";
import type { ServerSettings } from "../../gateway/server/settings.ts";
import { openSources, type Sources } from "../../gateway/server/sources.ts";
import { problemText } from "../../gateway/server/state.ts";
import { TrustedPeers } from "../../gateway/server/trusted-peers.ts";
import type { Arguments } from "../arguments.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import { fileReader } from "../gateway-files.ts";
import { deploymentOf } from "../gateway-inputs.ts";
import { logTo } from "../gateway-log.ts";
import { adminListenOf, identityOf, limitsOf, listenOf, signInOf, tlsFilesOf } from "../gateway-options.ts";
import type { Program } from "../program.ts";
import { systemReason } from "../system-error.ts";

export async function gateway(given: Arguments, program: Program): Promise<number> {
  const text = (name: string): string | null => {
    const value = given.options.findLast((option) => option.name === name)?.value;
    return value === undefined || value === true ? null : value;
  };
  const flag = (name: string): boolean => given.options.some((option) => option.name === name);
  const sources = sourcesOf(given.operands, text, program);
  const log = logTo(program.stdout);
  const settings: Omit<ServerSettings, "tls"> = {
    listen: listenOf(text),
    adminListen: adminListenOf(text),
    signIn: signInOf(text),
    limits: limitsOf(text),
    accessLog: !flag("no-access-log"),
    log: log.write,
  };
  const decideOnly = flag("decide-only");
  const trusted = trustedPeersOf(given);
  if (decideOnly && settings.adminListen !== null) {
    throw new CommandFailure("--admin-listen has nothing to tell with --decide-only: it is all at --listen");
  }
  const opening = await openSources(sources, log.write);
  if (!opening.ok) throw new CommandFailure(`nothing is served: ${problemText(opening.problem)}`);
  const { served } = opening;
  let running: RunningGateway;
  try {
    const all: ServerSettings = { ...settings, tls: served.tls, trusted };
    running = await (decideOnly ? startDecider(all, served, trusted) : startGateway(all, served));
  } catch (error) {
    throw new CommandFailure(`cannot listen${listenedAt(error)}: ${systemReason(error)}`);
  }
  served.changed = (part) => {
    if (part === "state") running.stateChanged();
    if (part === "tls" && served.tls !== null) running.setTls(served.tls);
  };
  served.watch();
  const { address, adminAddress } = running;
  const { workspaces, manifests } = served.state;
  log.write({
    event: "listening",
    scheme: served.tls === null ? "http" : "https",
    ...address,
    ...(decideOnly && { decideOnly }),
    ...(adminAddress !== null && { admin: adminAddress }),
    manifests: manifests.length,
    workspaces: workspaces.length,
    signIn: served.identity !== null,
  });
  log.flush();
  await untilStopped(running, () => void served.reload(), log.write);
  served.close();
  log.write({ event: "stopped" });
  log.close();
  return exitCode.clean;
}

function sourcesOf(manifests: readonly string[], text: (name: string) => string | null, program: Program): Sources {
  const deployment = deploymentOf(text);
  const workspaces = text("workspaces");
  if (workspaces === null) throw new CommandFailure("gateway needs --workspaces: the workspaces that it serves");
  const { readJson, readText } = fileReader(program.cwd);
  return {
    files: { manifests, workspaces },
    deployment,
    readJson,
    readText,
    identity: identityOf(text, program.env, deployment),
    tls: tlsFilesOf(text),
  };
}

function trustedPeersOf({ options }: Arguments): TrustedPeers {
  const networks = options.flatMap(({ name, value }) => (name === "trusted-peer" && value !== true ? [value] : []));
  const read = TrustedPeers.of(networks);
  if ("peers" in read) return read.peers;
  throw new CommandFailure(`--trusted-peer ${JSON.stringify(read.wrong)} is no address or network, like 10.0.0.0/8`);
}

/** The first signal lets what is active finish, the second doesn't wait. */
function untilStopped(running: RunningGateway, reload: () => void, log: ServerSettings["log"]): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (signal: string): void => {
      log({ event: "stopping", signal });
      running.stop().then(done, reject);
    };
    const done = (): void => {
      for (const signal of ["SIGTERM", "SIGINT"]) process.off(signal, stop);
      process.off("SIGHUP", reload);
      resolve();
    };
    for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, stop);
    process.on("SIGHUP", reload);
  });
}

/** Node names the address in the error: there may be two that were asked for. */
function listenedAt(error: unknown): string {
  if (!(error instanceof Error && "address" in error && "port" in error)) return "";
  const { address, port } = error;
  return ` at ${String(address).includes(":") ? `[${address}]` : address}:${port}`;
}
