/** Which texts Coder accepts as names (v2.35: `provisioner/regexes.go`, `codersdk/name.go`). */

import { byteLength, isAsciiSpace } from "./go-strings.ts";

const appSlug = /^[a-z0-9](-?[a-z0-9])*$/;
// Go's `(?i)` folds U+017F and U+212A too, and so does the flag `u`.
const agentName = /^[a-z0-9](-?[a-z0-9])*$/iu;
const name = /^[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*$/;
const versionName = /^[a-zA-Z0-9]+(?:[_.-][a-zA-Z0-9]+)*$/;

const maxNameBytes = 32;
const reservedNames: readonly string[] = ["new", "create"];

export function isAppSlug(text: string): boolean {
  return appSlug.test(text);
}

export function isAgentName(text: string): boolean {
  return agentName.test(text);
}

/** A piece of an app's hostname: a name without a limit of length. */
export function isNamePiece(text: string): boolean {
  return name.test(text);
}

/** Why it can't be the name of a user, a workspace or a template; null when it can. */
export function nameError(text: string): string | null {
  if (text === "") return "a name has at least 1 character";
  const bytes = byteLength(text);
  if (bytes > maxNameBytes) return `a name has at most ${maxNameBytes} bytes, this one has ${bytes}`;
  return nameFormError(text);
}

function nameFormError(text: string): string | null {
  if (reservedNames.includes(text)) return `"${text}" is reserved`;
  if (!name.test(text)) return "a name is made of letters and digits, with single hyphens between them";
  return null;
}

export interface NameVerdicts {
  readonly agentName: boolean;
  readonly appSlug: boolean;
  /** User and workspace names. */
  readonly name: boolean;
  readonly nameError: string | null;
  readonly groupName: boolean;
  readonly displayName: boolean;
  readonly templateVersionName: boolean;
  /** The name that Coder makes of a login or an address; null where it invents one. */
  readonly usernameFrom: string | null;
}

export function nameVerdicts(text: string): NameVerdicts {
  const error = nameError(text);
  const bytes = byteLength(text);
  return {
    agentName: isAgentName(text),
    appSlug: isAppSlug(text),
    name: error === null,
    nameError: error,
    groupName: text !== "" && bytes <= 255 && nameFormError(text) === null,
    displayName: isDisplayName(text),
    templateVersionName: bytes <= 64 && versionName.test(text),
    usernameFrom: usernameFrom(text),
  };
}

function isDisplayName(text: string): boolean {
  if (text === "") return true;
  if (byteLength(text) > 64) return false;
  return !isAsciiSpace(text.charAt(0)) && !isAsciiSpace(text.charAt(text.length - 1)) && !text.includes("\n");
}

function usernameFrom(text: string): string | null {
  if (nameError(text) === null) return text;
  const local = (text.split("@")[0] ?? "").replace(/[^a-zA-Z0-9-]+/g, "");
  return nameError(local) === null ? local : null;
}
