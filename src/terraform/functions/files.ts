/** What functions that read files share: paths as Go cleans them, and what can't be read. */

import type { FunctionEnvironment, FunctionRefusal, FunctionResult } from "../../hcl/scope.ts";
import { stringType } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { unknownValue } from "../../hcl/values.ts";
import { answer, refuse } from "./answers.ts";
import { cleanPath } from "./go/path.ts";

export type FileRead =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  /** The file is beyond what is looked at: its content isn't known. */
  | { readonly kind: "unknown"; readonly value: Value; readonly unread?: string }
  | { readonly kind: "refused"; readonly refusal: FunctionRefusal };

/** `argument` is what is to blame when there is no such file. */
export function readForFunction(environment: FunctionEnvironment, path: string, argument: number | null): FileRead {
  const home = homePath(path);
  if (home) return "ok" in home ? { kind: "refused", refusal: home } : { kind: "unknown", value: home };
  const result = environment.readFile(cleanPath(path));
  if (result.ok) return { kind: "bytes", bytes: result.bytes };
  switch (result.code) {
    case "outside":
    case "denied":
    case "too-large": {
      const reason = `the content of ${JSON.stringify(path)}: ${result.reason}`;
      return {
        kind: "unknown",
        value: unknownValue(stringType, reason, { notNull: true }),
        unread: unread(path, result.reason),
      };
    }
    default:
      return { kind: "refused", refusal: refuse(`${JSON.stringify(path)} can't be read: ${result.reason}`, argument) };
  }
}

/** For a warning. */
export function unread(path: string, reason: string): string {
  return `${JSON.stringify(path)}: ${reason}`;
}

/** What a function answers that isn't told a file's content. */
export function answerUnread({ value, unread: why }: Extract<FileRead, { kind: "unknown" }>): FunctionResult {
  return why === undefined ? answer(value) : { ok: true, value, unread: why };
}

/** Of paths that begin with a tilde: what they mean depends on who runs Terraform. */
export function homePath(path: string): Value | FunctionRefusal | null {
  if (!path.startsWith("~")) return null;
  if (path.length > 1 && path[1] !== "/" && path[1] !== "\\") {
    return refuse(`${JSON.stringify(path)} names another user's home directory, which Terraform doesn't look up`);
  }
  return unknownValue(stringType, "it depends on the home directory of who runs Terraform", { notNull: true });
}
