/** What a server is told: by the command line, or by the program that embeds it. */

import type { TrustedPeers } from "./trusted-peers.ts";

export interface Limits {
  /** Bytes of a request's line and headers. */
  readonly headerBytes: number;
  readonly headerCount: number;
  /** Characters of path and query. */
  readonly urlLength: number;
  /** Milliseconds in which all headers have to be there. */
  readonly headerTimeout: number;
  /** Milliseconds in which nothing of a body arrives, or nothing of an answer is taken. */
  readonly idleTimeout: number;
  /** Milliseconds until an app has accepted a connection. */
  readonly connectTimeout: number;
  /** Open connections of one address; 0 for as many as there are. */
  readonly connectionsPerClient: number;
  /** Milliseconds for what is active when the server is told to end. */
  readonly shutdownTimeout: number;
}

export const defaultLimits: Limits = {
  headerBytes: 32_768,
  headerCount: 200,
  urlLength: 16_384,
  headerTimeout: 15_000,
  idleTimeout: 60_000,
  connectTimeout: 10_000,
  connectionsPerClient: 1_000,
  shutdownTimeout: 10_000,
};

export interface ListenAddress {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

export interface Tls {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

export interface SignInSettings {
  /** Name of the session's cookie. */
  readonly cookie: string;
  /** Where people sign in, with `{redirect}` for the way back; null for Coder's own addresses. */
  readonly url: string | null;
}

export interface Entry {
  readonly event: string;
  readonly [field: string]: unknown;
}

/** Takes what is worth a line of the log; the time is added by who writes it. */
export type Log = (entry: Entry) => void;

export interface ServerSettings {
  readonly listen: ListenAddress;
  /** Where metrics and details are told to everybody who can connect; null: on `listen`, to this machine only. */
  readonly adminListen: ListenAddress | null;
  readonly tls: Tls | null;
  readonly signIn: SignInSettings;
  readonly limits: Limits;
  readonly accessLog: boolean;
  /** Proxies whose word for the client's address is taken; without it, nobody's. */
  readonly trusted?: TrustedPeers;
  readonly log: Log;
}
