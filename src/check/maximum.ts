/** The widest level that a template may share: the profile's, what a `coderd_template` says, or the edition's default. */

import type { Profile } from "../check-types.ts";
import { defaultTemplateMaximum, isShareLevel, type ShareLevel } from "../routing/share.ts";
import type { Engine } from "../terraform/engine.ts";
import { OtherResource } from "../terraform/other-resource.ts";
import { resourceUnits } from "../terraform/units.ts";

export function templateMaximum(engine: Engine, profile: Profile): ShareLevel {
  if (profile.maxShareLevel !== undefined) return profile.maxShareLevel;
  for (const unit of resourceUnits(engine)) {
    if (unit.config.mode !== "managed" || unit.config.type !== "coderd_template") continue;
    for (const instance of unit.instances()) {
      if (!(instance instanceof OtherResource)) continue;
      const level = instance.attribute("max_port_share_level");
      if (level.kind === "string" && isShareLevel(level.value)) return level.value;
    }
  }
  return defaultTemplateMaximum(profile.edition);
}
