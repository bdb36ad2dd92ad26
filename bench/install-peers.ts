/** Builds the peers that are Go modules: `npm run bench -- install-peers`. Takes minutes, and needs Go. */

import { coderProvider, install, isThere, tflint } from "./peers/peers.ts";

for (const peer of [coderProvider, tflint]) {
  if (isThere(peer.program)) console.log(`${peer.name} is there`);
  else install(peer);
}
