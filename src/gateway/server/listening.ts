/** Where a server listens. */

import type { Server } from "node:net";
import type { ListenAddress } from "./settings.ts";

/** Rejects with the system's error, and where: Node says that itself, Bun doesn't. */
export function listening(server: Server, { host, port }: ListenAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => reject(Object.assign(error, { address: host, port }));
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      resolve();
    });
  });
}

/** With the real port. */
export function addressOf(server: Server): ListenAddress {
  const address = server.address();
  return typeof address === "object" && address !== null
    ? { host: address.address, port: address.port }
    : { host: "", port: 0 };
}
