/** A module that is called several times is wrong at one place: told once for what is the same in all calls. */

import type { Diagnostic } from "../diagnostic.ts";
import { isCall, sameSpan } from "./calls.ts";
import { placeKey } from "./settle.ts";

/** At one place the first says it, with the calls of all that say the same; what comes through other calls only says it itself. */
export function joinCalls(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const byPlace = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const key = placeKey(diagnostic);
    const known = byPlace.get(key);
    if (!known) {
      byPlace.set(key, [diagnostic]);
      continue;
    }
    const labels = known.flatMap((other) => other.labels);
    const calls = diagnostic.labels.filter((label) => isCall(label) && !labels.some((other) => sameSpan(other, label)));
    if (calls.length === 0) continue;
    const at = known.findIndex((other) => saysTheSame(other, diagnostic));
    const same = known[at];
    if (same) known[at] = { ...same, labels: [...same.labels, ...calls] };
    else known.push(diagnostic);
  }
  return [...byPlace.values()].flat();
}

function saysTheSame(a: Diagnostic, b: Diagnostic): boolean {
  const witness = ({ witness: choice }: Diagnostic): string => JSON.stringify(choice ?? {});
  return a.severity === b.severity && withoutModules(a) === withoutModules(b) && witness(a) === witness(b);
}

function withoutModules({ headline }: Diagnostic): string {
  return headline.replace(/\bmodule\.[\p{L}\p{N}_-]+(?:\[[^\]]*\])?\./gu, "");
}
