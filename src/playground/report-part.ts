import type { Unresolved } from "../check-types.ts";
import { ledgerPart } from "../html/findings.ts";
import { markup } from "../html/markup.ts";
import type { ReportModel } from "../html/model.ts";
import { banner, routeSections, withinLimit } from "../html/page.ts";
import type { Answer } from "./answer.ts";

/** The report without what the page around it shows already: its title and its findings. */
export function reportPart(model: ReportModel, unresolved: readonly Unresolved[]): Answer["report"] {
  let shown = model;
  const html = withinLimit(model, (smaller, omitted) => {
    shown = smaller;
    return markup`${banner(smaller, omitted)}${routeSections(smaller)}<section id="ledger" aria-labelledby="ledger-title"><h2 id="ledger-title">Undecided</h2>
${ledgerPart(unresolved, () => null)}</section>
`.html;
  });
  return { model: shown, html };
}
