/** How the first label of a hostname is used up, in words. */

import type { LabelBudget } from "../routing/hostname.ts";
import { maxLabelLength, wildcardTail } from "../routing/hostname.ts";

/** The least that the names of a workspace and its owner can have together. */
export const leastNames = 2;

export interface LabelPieces {
  readonly slug: string | null;
  /** Null where the form has none. */
  readonly agent: string | null;
  readonly wildcard: string | null | undefined;
}

/** `slug 11 + agent 4 + separators 6 + "--apps" 6 = 27 of 63 characters`. */
export function arithmetic(label: LabelBudget, { slug, agent, wildcard }: LabelPieces): string {
  const suffix = suffixOf(wildcard);
  const separators = (agent === null ? 2 : 3) * 2;
  const pieces = [
    slug === null ? "longest port 6" : `slug ${slug.length}`,
    ...(agent === null ? [] : [`agent ${agent.length}`]),
    `separators ${separators}`,
    ...(suffix === "" ? [] : [`"${suffix}" of the wildcard ${suffix.length}`]),
  ];
  return `${pieces.join(" + ")} = ${label.fixed} of ${maxLabelLength} characters, ${left(label)}`;
}

function left({ budget }: LabelBudget): string {
  return budget < 0 ? `${-budget} too many before any name` : `${budget} left for workspace and owner`;
}

export function suffixOf(wildcard: string | null | undefined): string {
  return wildcard ? (wildcardTail(wildcard).split(".", 1)[0] ?? "") : "";
}

/** What a label without a known suffix leaves open. */
export function suffixNote(wildcard: string | null | undefined): readonly string[] {
  return wildcard === undefined
    ? ["the deployment's wildcard isn't stated: a suffix such as `--apps` counts on top of this"]
    : [];
}
