/** A host's digests, at once: the browser's own make one wait, and evaluation doesn't. */

import type { Host } from "../../host.ts";
import { md5 } from "./md5.ts";
import { sha1 } from "./sha1.ts";
import { sha256, sha512 } from "./sha2.ts";

export const digest: Host["digest"] = (algorithm, bytes) => {
  switch (algorithm) {
    case "md5":
      return md5(bytes);
    case "sha1":
      return sha1(bytes);
    case "sha256":
      return sha256(bytes);
    case "sha512":
      return sha512(bytes);
  }
};
