/** Whether a data source is read only after apply, because `depends_on` ties it to objects that are yet to be made. */

import { resourceAddress } from "./address.ts";
import type { DependsOn, ResourceConfig } from "./config.ts";
import type { EvaluatedModule } from "./evaluated.ts";

/** The first managed object (by address in its module) that has to be made before; null when there is none. */
export function dependsOnApply(module: EvaluatedModule, config: ResourceConfig): string | null {
  const seen = new Set<string>();
  const own = pending(module, config.dependsOn, seen);
  if (own) return own;
  for (let inner = module; inner.parent && inner.node.call; inner = inner.parent) {
    const found = pending(inner.parent, inner.node.call.dependsOn, seen);
    if (found) return found;
  }
  return null;
}

function pending(module: EvaluatedModule, dependencies: readonly DependsOn[], seen: Set<string>): string | null {
  for (const { subject } of dependencies) {
    if (subject === null) continue;
    const id = `${module.address}/${subject}`;
    if (seen.has(id)) continue;
    seen.add(id);
    const found = subject.startsWith("module.")
      ? pendingModule(module, subject.slice("module.".length))
      : pendingResource(module, subject, seen);
    if (found) return found;
  }
  return null;
}

function pendingResource(module: EvaluatedModule, subject: string, seen: Set<string>): string | null {
  const config = module.node.config.resources.get(subject);
  if (!config) return null;
  if (config.mode === "managed") return module.instances(config).length > 0 ? subject : null;
  return pending(module, config.dependsOn, seen);
}

function pendingModule(module: EvaluatedModule, name: string): string | null {
  const call = module.node.config.calls.get(name);
  if (!call) return null;
  for (const child of module.children(call)) {
    for (const config of child.node.config.resources.values()) {
      if (config.mode === "managed" && child.instances(config).length > 0)
        return `module.${name}.${resourceAddress(config)}`;
    }
    for (const inner of child.node.config.calls.values()) {
      const found = pendingModule(child, inner.name);
      if (found) return `module.${name}.${found}`;
    }
  }
  return null;
}
