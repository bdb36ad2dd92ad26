/** A slug that only the apply knows: a push takes the resource's label in its place, and that has to be a legal slug, too. */

import type { Diagnostic } from "../../diagnostic.ts";
import type { DecidedApp } from "../../routes/decide.ts";
import { isAppSlug } from "../../routing/names.ts";
import { appRule, writtenAt } from "../app-rule.ts";
import { type Claim, clashes } from "../clashes.ts";
import { problem } from "../problem.ts";
import type { TemplateRule } from "../rule.ts";
import { instancesOf, listed, nameOf, otherPlaces } from "../told.ts";

/** Known to no plan; what only templatecheck doesn't know is in the ledger. */
function comesLate({ facts }: DecidedApp): boolean {
  const slug = facts.values.slug;
  return slug?.kind === "unknown" && slug.applyTime === true && !slug.fromError;
}

export const appSlugUnknown: TemplateRule = appRule("slugs that only the apply knows", (app, report) => {
  if (!comesLate(app)) return;
  const { instance } = app.facts;
  const label = instance.config.name;
  const legal = isAppSlug(label);
  const depends = app.facts.values.slug?.kind === "unknown" ? app.facts.values.slug.dependsOn : [];
  report(
    problem("app-slug-unknown", legal ? "warning" : "error", writtenAt(instance, "slug"), {
      headline: legal
        ? `the slug of ${app.facts.address} is known only after apply`
        : `the slug of ${app.facts.address} is known only after apply, and its label "${label}" can't stand in for it`,
      secondary: legal ? [] : [{ ...nameOf(instance), text: "not a legal slug" }],
      notes: [
        `when the template is pushed, Coder takes the resource's label "${label}" for the slug${legal ? "" : ", and refuses it"}`,
        ...(depends.length > 0 ? [`it depends on ${depends.join(", ")}`] : []),
      ],
      help: "give a slug that is known before apply",
    }),
  );
});

/** Told under the same rule, where labels that stand in for slugs clash. */
export const appSlugUnknownClash: TemplateRule = {
  kind: "template",
  name: "labels that stand in for slugs, and clash",
  check: (context) => {
    if (!context.apps.some(({ cases }) => cases.numbered.some((items) => items.some(comesLate)))) return [];
    return clashes(
      context.apps.map(({ cases }) => cases.map((items) => items.flatMap(claim))),
      tell,
    );
  },
};

function claim(app: DecidedApp): readonly Claim<DecidedApp>[] {
  const key = comesLate(app) ? app.facts.instance.config.name : app.slug;
  if (key === null || !isAppSlug(key) || app.facts.uncertain) return [];
  return [{ key, id: app.facts.address, item: app }];
}

function tell(key: string, apps: readonly DecidedApp[]): Diagnostic | null {
  const late = apps.findLast(comesLate);
  if (!late) return null;
  const place = writtenAt(late.facts.instance, "slug");
  return problem("app-slug-unknown", "error", place, {
    headline: `the slug of ${late.facts.address} is known only after apply, and in its place "${key}" clashes with another app's`,
    secondary: otherPlaces(instancesOf(apps), "slug", place),
    notes: [
      `when the template is pushed, Coder takes the resource's label for the slug, and then ${listed(apps.map(({ facts }) => facts.address))} have the same`,
    ],
    help: "give a slug that is known before apply, or another label",
  });
}
