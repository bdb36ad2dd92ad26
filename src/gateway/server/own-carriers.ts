/** What carries tokens of the gateway's own, or of Coder's: none of it reaches an app. */

import { type Identity, isCoderToken, tokensIn } from "./identity.ts";
import type { OwnCarriers } from "./request-headers.ts";
import type { SignInSettings } from "./settings.ts";
import { stateCookie } from "./sign-in.ts";

/** Of a JSON Web Token. */
const signedForm = /^[^.]+\.[^.]+\.[^.]*$/;
/** Each is decoded: thousands in one header would hold up all others. */
const mostCandidates = 8;

/** `identity` as it is when it is asked: keys are exchanged. */
export function ownCarriers({ cookie }: SignInSettings, identity: () => Identity | null): OwnCarriers {
  return {
    cookies: [cookie, stateCookie("http"), stateCookie("https")],
    isOwnToken: (authorization) => {
      const candidates = tokensIn(authorization).filter((text) => isCoderToken(text) || signedForm.test(text));
      if (candidates.length > mostCandidates) return true;
      return candidates.some((token) => isCoderToken(token) || identity()?.isOwn(token) === true);
    },
  };
}
