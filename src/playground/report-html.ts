import type { Unresolved } from "../check-types.ts";
import { ledgerPart } from "../html/findings.ts";
import { type Markup, markup } from "../html/markup.ts";
import type { ReportModel } from "../html/model.ts";
import { banner, routeSections } from "../html/page.ts";

/** The report without what the page around it shows already: its title and its findings. */
export function reportHtml(model: ReportModel, unresolved: readonly Unresolved[]): Markup {
  return markup`${banner(model, 0)}${routeSections(model)}<section id="ledger" aria-labelledby="ledger-title"><h2 id="ledger-title">Undecided</h2>
${ledgerPart(unresolved, () => null)}</section>
`;
}
