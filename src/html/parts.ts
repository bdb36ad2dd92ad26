/** The parts of the page that follow the reader's choice, by the name of their place. The page and a playground write them again. */

import { accessPart, everyChoicePart } from "./access.ts";
import { mapPart } from "./map.ts";
import type { Markup } from "./markup.ts";
import type { ReportModel, View } from "./model.ts";
import { namesPart } from "./names.ts";
import { waysPart } from "./ways.ts";

export const partNames = ["access", "every", "names", "ways", "map"] as const;
export type PartName = (typeof partNames)[number];

export function renderPart(part: PartName, model: ReportModel, view: View): Markup {
  switch (part) {
    case "access":
      return accessPart(model, view);
    case "every":
      return everyChoicePart(model, view);
    case "names":
      return namesPart(model, view);
    case "ways":
      return waysPart(model, view);
    case "map":
      return mapPart(model, view);
  }
}
