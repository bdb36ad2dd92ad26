/** `required_version` admits releases of Terraform that lack what the module uses. What they answer otherwise, evaluation tells. */

import type { Diagnostic } from "../../diagnostic.ts";
import { type LanguageUse, languageUses, type MinorVersion } from "../../terraform/language-history.ts";
import { checkRequiredVersions, oldestAdmitted } from "../../terraform/required.ts";
import { modules } from "../../terraform/units.ts";
import { problem } from "../problem.ts";
import type { TemplateRule } from "../rule.ts";

export const terraformVersionDiffers: TemplateRule = {
  kind: "template",
  name: "releases of Terraform that the template is for",
  check: ({ root }) => {
    const configs = [...new Set([...modules(root)].map(({ config }) => config))];
    if (checkRequiredVersions(configs).length > 0) return [];
    const oldest = oldestAdmitted(configs.flatMap(({ requiredVersions }) => requiredVersions));
    if (!oldest) return [];
    const found: Diagnostic[] = [];
    for (const config of configs) {
      const [required] = config.requiredVersions;
      if (!required) continue;
      const newer = languageUses(config)
        .filter(({ since }) => isOlder(oldest, since))
        .sort((a, b) => (isOlder(a.since, b.since) ? 1 : isOlder(b.since, a.since) ? -1 : 0));
      const [newest] = newer;
      if (newest) found.push(tooOld(required, oldest, newest, newer));
    }
    return found;
  },
};

function tooOld(
  required: LanguageUse["place"] & { readonly value: string },
  oldest: MinorVersion,
  newest: LanguageUse,
  uses: readonly LanguageUse[],
): Diagnostic {
  return problem("terraform-version-differs", "info", required, {
    headline: `"${required.value}" admits Terraform ${oldest.join(".")}, which lacks ${newest.what}: it came with ${newest.since.join(".")}`,
    secondary: uses.slice(0, 4).map(({ place, since }) => ({ ...place, text: `since Terraform ${since.join(".")}` })),
    help: `require \`>= ${newest.since.join(".")}\``,
  });
}

function isOlder(a: MinorVersion, b: MinorVersion): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}
