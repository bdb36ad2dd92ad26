/** Reads a manifest and guesses nothing: what isn't known or doesn't fit together is refused. */

import { jsonExcess } from "../json-budget.ts";
import { consistencyProblem } from "./consistency.ts";
import { manifestShape } from "./manifest-shape.ts";
import { isObject, type ShapeProblem, shapeProblem } from "./shape.ts";
import { type Manifest, manifestVersion } from "./types.ts";

export type ManifestReading =
  | { readonly ok: true; readonly manifest: Manifest }
  /** `path` is a JSON pointer to the wrong place, "" for the whole; `error` one clause for people. */
  | { readonly ok: false; readonly path: string; readonly error: string };

export function readManifest(text: string): ManifestReading {
  const excess = jsonExcess(text);
  if (excess !== null) return { ok: false, path: "", error: excess };
  const json = parseJson(text);
  if (!json.ok) return { ok: false, path: "", error: `not JSON: ${json.error}` };
  const { value } = json;
  const version = versionProblem(value);
  if (version) return { ok: false, ...version };
  if (!hasManifestShape(value)) {
    return { ok: false, ...(shapeProblem(value, manifestShape()) ?? { path: "", error: "not a manifest" }) };
  }
  const inconsistency = consistencyProblem(value);
  return inconsistency ? { ok: false, ...inconsistency } : { ok: true, manifest: value };
}

/** The one place where unchecked data becomes a manifest. */
function hasManifestShape(value: unknown): value is Manifest {
  return shapeProblem(value, manifestShape()) === null;
}

/** Told before anything else: the fields of another version aren't known. */
function versionProblem(value: unknown): ShapeProblem | null {
  if (!isObject(value) || !("manifestVersion" in value)) return null;
  const version = value.manifestVersion;
  if (version === manifestVersion) return null;
  const error = `manifest version ${JSON.stringify(version)} is not known, only ${manifestVersion} is`;
  return { path: "/manifestVersion", error };
}

type Json = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };

function parseJson(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message.replaceAll(/\s+/g, " ") : "unreadable" };
  }
}
