/** What a server serves, and what is told to it while it runs. */

import type { Identity } from "./identity.ts";
import type { ReloadResults } from "./reload.ts";
import type { ListenAddress, Tls } from "./settings.ts";
import type { GatewayState, StateProblem } from "./state.ts";

/** What the server reads anew for every request. */
export interface Served {
  readonly state: GatewayState;
  /** Null: nobody can sign in. */
  readonly identity: Identity | null;
  readonly problems: readonly StateProblem[];
  readonly reloads: ReloadResults;
}

export interface RunningGateway {
  /** With the real port. */
  readonly address: ListenAddress;
  readonly adminAddress: ListenAddress | null;
  /** For connections from now on. */
  setTls(tls: Tls): void;
  /** The state was exchanged: other apps have their health checked. */
  stateChanged(): void;
  /** Finishes what is active, for as long as the limits say. A second call ends at once. */
  stop(): Promise<void>;
}
