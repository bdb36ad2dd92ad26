/** One slug on two apps: Coder's conversion of the plan refuses the template, whatever agents and modules they belong to. */

import type { Diagnostic } from "../../diagnostic.ts";
import type { DecidedApp } from "../../routes/decide.ts";
import { isAppSlug } from "../../routing/names.ts";
import { writtenAt } from "../app-rule.ts";
import { type Claim, clashes } from "../clashes.ts";
import { problem } from "../problem.ts";
import type { TemplateRule } from "../rule.ts";
import { instancesOf, listed, otherPlaces } from "../told.ts";

export const appSlugDuplicate: TemplateRule = {
  kind: "template",
  name: "slugs that several apps have",
  check: (context) =>
    clashes(
      context.apps.map(({ cases }) => cases.map((items) => items.flatMap(claim))),
      tell,
    ),
};

/** A malformed slug is told by itself, and an app that may not exist clashes with nothing for certain. */
function claim(app: DecidedApp): readonly Claim<DecidedApp>[] {
  if (app.slug === null || !isAppSlug(app.slug) || app.facts.uncertain) return [];
  return [{ key: app.slug, id: app.facts.address, item: app }];
}

function tell(slug: string, apps: readonly DecidedApp[]): Diagnostic | null {
  const last = apps.at(-1);
  if (!last) return null;
  const place = writtenAt(last.facts.instance, "slug");
  return problem("app-slug-duplicate", "error", place, {
    headline: `slug "${slug}" is used by ${apps.length} apps: ${listed(apps.map(({ facts }) => facts.address))}`,
    secondary: otherPlaces(instancesOf(apps), "slug", place),
    notes: ["a slug is unique in the whole template, across agents and modules: Coder refuses the template otherwise"],
    help: "give each app a slug of its own",
  });
}
