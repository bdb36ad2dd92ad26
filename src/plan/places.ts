/**
 * Places in a plan's JSON: where a resource's address stands. What else is in it may be secret and isn't shown: the
 * text that findings quote has blanks in its place.
 */

import type { SourceFile } from "../source.ts";
import type { PlanResource } from "./document.ts";
import type { PlanPlace } from "./resource.ts";

export interface PlanPlaces {
  readonly file: SourceFile;
  /** The file's beginning. */
  readonly whole: PlanPlace;
  of(resource: PlanResource): PlanPlace;
}

const addressPattern = /"address"\s*:\s*("(?:[^"\\]|\\.)*")/g;

export function placesOf(name: string, text: string, resources: readonly PlanResource[]): PlanPlaces {
  const wanted = new Map(resources.map(({ address }) => [JSON.stringify(address), address]));
  const spans = new Map<string, { readonly start: number; readonly end: number }>();
  let shown = "";
  for (const match of text.matchAll(addressPattern)) {
    const [all, quoted = ""] = match;
    const address = wanted.get(quoted) ?? decoded(quoted, wanted);
    if (address === undefined || spans.has(address)) continue;
    const end = match.index + all.length;
    const start = end - quoted.length;
    spans.set(address, { start, end });
    shown += blank(text.slice(shown.length, start)) + quoted;
  }
  const file: SourceFile = { name, text: shown + blank(text.slice(shown.length)) };
  const whole: PlanPlace = { file, span: { start: 0, end: 0 } };
  return {
    file,
    whole,
    of: ({ address }) => {
      const span = spans.get(address);
      return span ? { file, span } : whole;
    },
  };
}

/** Terraform escapes some characters that `JSON.stringify` leaves. */
function decoded(quoted: string, wanted: ReadonlyMap<string, string>): string | undefined {
  if (!quoted.includes("\\u")) return undefined;
  try {
    return wanted.get(JSON.stringify(JSON.parse(quoted)));
  } catch {
    return undefined;
  }
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
