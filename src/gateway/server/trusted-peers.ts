/** Proxies in front of the gateway, and whom they ask for. */

import { BlockList, isIP } from "node:net";
import { isLoopback } from "./loopback.ts";

/** The proxies that are believed: those in the networks that are named. */
export class TrustedPeers {
  readonly #list = new BlockList();

  /** Null where a text is neither an address nor a network (`10.0.0.0/8`); the text is then in `wrong`. */
  static of(networks: readonly string[]): { readonly peers: TrustedPeers } | { readonly wrong: string } {
    const peers = new TrustedPeers();
    for (const network of networks) if (!peers.#add(network)) return { wrong: network };
    return { peers };
  }

  #add(network: string): boolean {
    const [, address = "", digits] = /^([0-9a-fA-F.:]+)(?:\/([0-9]{1,3}))?$/.exec(network) ?? [];
    const family = isIP(address);
    const longest = family === 4 ? 32 : 128;
    const length = digits === undefined ? longest : Number(digits);
    if (family === 0 || length > longest) return false;
    this.#list.addSubnet(address, length, family === 4 ? "ipv4" : "ipv6");
    return true;
  }

  /** Also for this machine. */
  hasOrIsLocal(address: string): boolean {
    return isLoopback(address) || this.has(address);
  }

  has(address: string): boolean {
    const family = isIP(address);
    return family !== 0 && this.#list.check(address, family === 4 ? "ipv4" : "ipv6");
  }
}

/**
 * The client behind `peer`: the last address in `X-Forwarded-For` that isn't a trusted proxy's. What stands before it
 * anybody can have written. `Forwarded` isn't read: a proxy that knows one of the two passes the other on as it came.
 */
export function clientBehind(peer: string, forwardedFor: string, trusted: TrustedPeers): string {
  if (!trusted.has(peer)) return peer;
  let client = peer;
  for (const text of forwardedFor.split(",").reverse()) {
    const address = bareAddress(text.trim());
    if (isIP(address) === 0) return client;
    client = address;
    if (!trusted.has(address)) return client;
  }
  return client;
}

/** Some proxies write the port, too. */
function bareAddress(text: string): string {
  const bracketed = /^\[([^\]]*)\](?::[0-9]+)?$/.exec(text)?.[1];
  if (bracketed !== undefined) return bracketed;
  return text.replace(/^([0-9.]+):[0-9]+$/, "$1").replace(/^::ffff:(?=[0-9.]+$)/i, "");
}
