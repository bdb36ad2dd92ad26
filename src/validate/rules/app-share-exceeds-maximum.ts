/** A share that is wider than the template's maximum. */

import { effectiveShare } from "../../routing/share.ts";
import { appRule, writtenAt } from "../app-rule.ts";
import { problem } from "../problem.ts";

export const appShareExceedsMaximum = appRule("shares above the template's maximum", (app, report, context) => {
  const { profile, templateMaximum, alone } = context;
  if (alone || !app.share || !app.method || app.kind === "external") return;
  const { declared } = app.share;
  if (declared === "organization") return;
  const { pathAppSharing } = profile;
  const clamped = effectiveShare({ declared, method: app.method, pathAppSharing, templateMaximum, appShare: "clamp" });
  if (!clamped.limitedBy.includes("template-maximum")) return;
  const clamps = profile.appShare === "clamp";
  report(
    problem("app-share-exceeds-maximum", "warning", writtenAt(app.facts.instance, "share"), {
      headline: `${app.facts.address} declares the share "${declared}", above the template's maximum "${templateMaximum}"`,
      notes: [
        clamps
          ? `the manifest says "${clamped.effective}", and a gateway that reads it enforces that (\`appShare: clamp\`)`
          : `the profile says \`appShare: exempt\`, so the manifest leaves it at "${app.share.effective}"`,
        `Coder itself applies its maximum to shares of ports only: there this app is open at "${declared}"`,
      ],
      help: `declare "${clamped.effective}" at most, or raise the template's maximum`,
    }),
  );
});
