/** What carries tokens of the gateway's own, or of Coder's: none of it reaches an app. */

import { type Identity, isCoderToken, tokensIn } from "./identity.ts";
import type { OwnCarriers } from "./request-headers.ts";
import type { SignInSettings } from "./settings.ts";
import { stateCookie } from "./sign-in.ts";

/** `identity` as it is when it is asked: keys are exchanged. */
export function ownCarriers({ cookie }: SignInSettings, identity: () => Identity | null): OwnCarriers {
  return {
    cookies: [cookie, stateCookie("http"), stateCookie("https")],
    isOwnToken: (authorization) =>
      tokensIn(authorization).some((token) => isCoderToken(token) || identity()?.isOwn(token) === true),
  };
}
