/** A gateway and its apps in this process, on ports of their own; everything ends with the test. */

import http, { type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import net, { type AddressInfo } from "node:net";
import { SignJWT } from "jose";
import { onTestFinished } from "vitest";
import { WebSocketServer } from "ws";
import { createGateway } from "../../../src/gateway/decide.ts";
import { createIdentity } from "../../../src/gateway/server/identity.ts";
import type { RunningGateway, Served } from "../../../src/gateway/server/served.ts";
import { startGateway } from "../../../src/gateway/server/server.ts";
import { defaultLimits, type Entry, type Limits, type ServerSettings } from "../../../src/gateway/server/settings.ts";
import type { GatewayState } from "../../../src/gateway/server/state.ts";
import type { WorkspaceRecord } from "../../../src/gateway/viewer.ts";
import type { Manifest } from "../../../src/manifest/types.ts";
import { type AppGiven, accessUrl, app, manifest, workspace } from "../setting.ts";

export const issuer = accessUrl;
export const audience = "templatecheck";
const secret = new TextEncoder().encode("a secret of thirty-two bytes, at least");

const aliceId = workspace().owner.id;

export interface Claims {
  readonly [claim: string]: unknown;
}

/** As the control plane would sign it. */
export async function tokenOf(username: string, claims: Claims = {}, key: Uint8Array = secret): Promise<string> {
  const full = {
    iss: issuer,
    aud: audience,
    sub: username === "alice" ? aliceId : `id-of-${username}`,
    exp: Math.floor(Date.now() / 1_000) + 3_600,
    username,
    organizations: ["default"],
    ...claims,
  };
  return await new SignJWT(JSON.parse(JSON.stringify(full))).setProtectedHeader({ alg: "HS256" }).sign(key);
}

export interface Echo {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface App {
  readonly port: number;
  /** Requests that reached it, with the raw names of their headers. */
  readonly seen: { readonly method: string; readonly url: string; readonly rawHeaders: readonly string[] }[];
}

export type Handler = (request: IncomingMessage, response: http.ServerResponse) => void;

export const echo: Handler = (request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { method = "", url = "", headers } = request;
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }));
  });
};

/** Answers with what it was asked, and echoes WebSockets. */
export async function startApp(handler: Handler = echo): Promise<App> {
  const seen: App["seen"] = [];
  const note = ({ method = "", url = "", rawHeaders }: IncomingMessage): void => {
    seen.push({ method, url, rawHeaders });
  };
  const server = http.createServer((request, response) => {
    note(request);
    handler(request, response);
  });
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket, request) => {
    note(request);
    socket.on("error", () => {});
    socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
  });
  return { port: await listen(server), seen };
}

export async function listen(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const open = new Set<net.Socket>();
  server.on("connection", (socket) => {
    open.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => open.delete(socket));
  });
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

export interface Given {
  readonly apps?: readonly AppGiven[];
  readonly manifests?: readonly Manifest[];
  readonly changes?: Partial<Manifest>;
  readonly workspaces?: readonly WorkspaceRecord[];
  readonly limits?: Partial<Limits>;
  readonly settings?: Partial<ServerSettings>;
  readonly identity?: Served["identity"];
}

export interface Running {
  readonly port: number;
  readonly gateway: RunningGateway;
  readonly log: readonly Entry[];
  readonly served: { -readonly [Key in keyof Served]: Served[Key] };
}

export function stateOf(manifests: readonly Manifest[], workspaces: readonly WorkspaceRecord[]): GatewayState {
  const made = createGateway(manifests, workspaces);
  if (!made.ok) throw new Error(JSON.stringify(made));
  return { gateway: made.gateway, manifests, workspaces };
}

export async function startServer(given: Given): Promise<Running> {
  const manifests = given.manifests ?? [manifest((given.apps ?? []).map(app), given.changes)];
  const workspaces = given.workspaces ?? [workspace()];
  const log: Entry[] = [];
  const served = {
    state: stateOf(manifests, workspaces),
    identity:
      given.identity === undefined
        ? createIdentity({ issuer, audience, key: { kind: "secret", secret } })
        : given.identity,
    problems: [],
    reloads: { taken: 0, refused: 0 },
  };
  const settings: ServerSettings = {
    listen: { host: "127.0.0.1", port: 0 },
    adminListen: null,
    tls: null,
    signIn: { cookie: "templatecheck_session", url: null },
    accessLog: true,
    log: (entry) => log.push(entry),
    ...given.settings,
    limits: { ...defaultLimits, shutdownTimeout: 50, ...given.limits },
  };
  const gateway = await startGateway(settings, served);
  onTestFinished(() => gateway.stop());
  return { port: gateway.address.port, gateway, log, served };
}

/** An app with one gateway before it; `web` is of the owner alice, in the workspace `dev`. */
export async function startBoth(
  given: Given & { readonly handler?: Handler; readonly app?: Partial<AppGiven> } = {},
): Promise<Running & { readonly app: App }> {
  const served = await startApp(given.handler);
  const web: AppGiven = {
    slug: "web",
    share: "public",
    upstream: { scheme: "http", port: served.port, path: "/", query: null },
    ...given.app,
  };
  const running = await startServer({ ...given, apps: [web, ...(given.apps ?? [])] });
  return { ...running, app: served };
}

export function hostOf(slug = "web", name = "dev", owner = "alice"): string {
  return `${slug}--${name}--${owner}--apps.corp.test`;
}

export interface Request {
  readonly host?: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
  readonly token?: string;
  readonly cookie?: string;
  readonly agent?: http.Agent;
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

export function ask(port: number, given: Request = {}): Promise<Answer> {
  const { host = hostOf(), path = "/", method = "GET", headers = {}, body, token, cookie, agent } = given;
  const sent = {
    host,
    ...headers,
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(cookie !== undefined && { cookie }),
  };
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, path, method, headers: sent, agent: agent ?? false };
    const request = http.request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          rawHeaders: response.rawHeaders,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}

export function echoed(answer: Answer): Echo {
  if (answer.status !== 200) throw new Error(`answered with ${answer.status}: ${answer.body}`);
  return JSON.parse(answer.body) as Echo;
}

/** Bytes as they are, and all that comes back until the other side closes, or nothing comes for a while. */
export function raw(port: number, text: string, patience = 150): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    let received = "";
    let timer = setTimeout(() => socket.destroy(), patience * 5);
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      clearTimeout(timer);
      timer = setTimeout(() => socket.destroy(), patience);
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(received);
    });
    socket.write(text, "latin1");
  });
}

/** The status lines in what `raw` received. */
export function statuses(received: string): readonly number[] {
  return [...received.matchAll(/HTTP\/1\.1 ([0-9]{3})/g)].map(([, status]) => Number(status));
}
