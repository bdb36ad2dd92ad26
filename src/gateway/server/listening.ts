/** Where a server listens. */

import type { Server } from "node:net";
import type { ListenAddress } from "./settings.ts";

/** Rejects with the system's error. */
export function listening(server: Server, { host, port }: ListenAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
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
