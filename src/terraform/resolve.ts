/** Terraform's names: what `var.x`, `local.x`, `module.m.out`, `data.t.n`, `t.n`, `each.key`, … stand for. */

import type { ScopeTraversal } from "../hcl/tree.ts";
import { dynamicType } from "../hcl/types.ts";
import type { UnknownValue, Value } from "../hcl/value.ts";
import { boolValue, errorValue, objectValue, stringValue, tupleValue, unknownValue } from "../hcl/values.ts";
import type { InstanceKey } from "./address.ts";
import { join } from "./address.ts";
import type { ModuleCallConfig } from "./config.ts";
import type { EvaluatedModule, Repetition } from "./evaluated.ts";
import type { Expansion } from "./expansion.ts";
import { LazyEntries } from "./lazy-entries.ts";

export interface Resolved {
  readonly value: Value;
  readonly consumed: number;
}

/** Names that aren't declared have been told by `static-check.ts`; here they are an unknown that follows from an error. */
export function resolve(
  module: EvaluatedModule,
  repetition: Repetition,
  self: Value | null,
  traversal: ScopeTraversal,
): Resolved {
  const [root, second] = traversal.steps;
  const name = second?.kind === "attr" ? second.name : null;
  switch (root.name) {
    case "var": {
      const config = name === null ? undefined : module.node.config.variables.get(name);
      return config ? { value: module.variable(config).value, consumed: 2 } : undeclared;
    }
    case "local": {
      const cell = name === null ? null : module.local(name);
      return cell ? { value: cell.value, consumed: 2 } : undeclared;
    }
    case "module":
      return name === null ? undeclared : moduleCall(module, name, traversal);
    case "data":
    case "ephemeral":
      return resource(module, root.name, traversal, 1);
    case "resource":
      return resource(module, "managed", traversal, 1);
    case "each":
      return given(name === "key" ? repetition.eachKey : name === "value" ? repetition.eachValue : undefined);
    case "count":
      return given(name === "index" ? repetition.countIndex : undefined);
    case "self":
      return self ? { value: self, consumed: 1 } : undeclared;
    case "path":
      return path(module, name);
    case "terraform":
      return terraform(module, name);
    default:
      return resource(module, "managed", traversal, 0);
  }
}

const undeclared: Resolved = { value: errorValue(), consumed: Number.POSITIVE_INFINITY };

function given(value: (() => Value) | undefined): Resolved {
  return value ? { value: value(), consumed: 2 } : undeclared;
}

function path(module: EvaluatedModule, name: string | null): Resolved {
  const { engine } = module;
  switch (name) {
    case "module":
      return { value: stringValue(engine.relativeDirectory(module.node.config.directory)), consumed: 2 };
    case "root":
      return { value: stringValue("."), consumed: 2 };
    case "cwd":
      return {
        value: unknownValue({ kind: "string" }, "the directory where the workspace is built", {
          dependsOn: ["path.cwd"],
          notNull: true,
        }),
        consumed: 2,
      };
    default:
      return undeclared;
  }
}

function terraform(module: EvaluatedModule, name: string | null): Resolved {
  switch (name) {
    case "workspace":
      return { value: stringValue(module.engine.terraformWorkspace), consumed: 2 };
    case "applying":
      return { value: { ...boolValue(false), marks: { ephemeral: true } }, consumed: 2 };
    default:
      return undeclared;
  }
}

function resource(
  module: EvaluatedModule,
  mode: "managed" | "data" | "ephemeral",
  traversal: ScopeTraversal,
  from: number,
): Resolved {
  const type = traversal.steps[from];
  const name = traversal.steps[from + 1];
  if (!type || type.kind === "index" || name?.kind !== "attr") return undeclared;
  const address = `${mode === "managed" ? "" : `${mode}.`}${type.name}.${name.name}`;
  const config = module.node.config.resources.get(address);
  if (!config) return undeclared;
  const consumed = from + 2;
  if (module.engine.mode === "validate") {
    return {
      value: unknownValue(dynamicType, "known only when it is planned", { dependsOn: [join(module.address, address)] }),
      consumed,
    };
  }
  const expansion = module.resourceExpansion(config).value;
  return instances(
    expansion,
    traversal,
    consumed,
    (key) => module.resource(config, key).object,
    config.forEach !== null,
  );
}

function moduleCall(module: EvaluatedModule, name: string, traversal: ScopeTraversal): Resolved {
  const call = module.node.config.calls.get(name);
  const child = module.node.children.get(name);
  if (!call || !child) return undeclared;
  if (module.engine.mode === "validate")
    return {
      value: unknownValue(dynamicType, "known only when it is planned", { dependsOn: [`module.${name}`] }),
      consumed: 2,
    };
  if (!child.loaded) {
    const address = join(module.address, `module.${name}`);
    const fromError = child.why === "absent" || child.why === "invalid" || child.why === "cycle";
    const value: UnknownValue = {
      kind: "unknown",
      type: dynamicType,
      reason: `module "${name}" is not loaded`,
      dependsOn: [address],
      ...(fromError ? { fromError } : {}),
    };
    return { value, consumed: 2 };
  }
  const expansion = module.callExpansion(call).value;
  return instances(expansion, traversal, 2, (key) => outputs(module, call, key), call.forEach !== null);
}

function outputs(module: EvaluatedModule, call: ModuleCallConfig, key: InstanceKey): Value {
  const child = module.child(call, key);
  if (!child) return errorValue();
  const names = new Set([...child.node.config.outputs.keys()].sort());
  return { kind: "object", entries: new LazyEntries(names, (name) => child.output(name)?.value ?? errorValue()) };
}

/** The object itself, or the tuple or map of its instances; the one that an index names, when it is written as a constant. */
function instances(
  expansion: Expansion,
  traversal: ScopeTraversal,
  consumed: number,
  instance: (key: InstanceKey) => Value,
  each: boolean,
): Resolved {
  switch (expansion.kind) {
    case "single":
      return { value: instance(null), consumed };
    case "unknown": {
      if (expansion.unknown.fromError) return { value: expansion.unknown, consumed };
      // Whichever instance is meant, its attributes are those of the one that stands for all.
      const step = traversal.steps[consumed];
      if (step?.kind === "index") return { value: instance(undefined), consumed: consumed + 1 };
      if (each && step?.kind === "attr") return { value: instance(undefined), consumed: consumed + 1 };
      const { reason, dependsOn, applyTime } = expansion.unknown;
      return {
        value: {
          kind: "unknown",
          type: dynamicType,
          reason,
          dependsOn,
          notNull: true,
          ...(applyTime ? { applyTime } : {}),
        },
        consumed,
      };
    }
    case "count": {
      const step = traversal.steps[consumed];
      if (step?.kind === "index" && step.key.type !== "bool" && step.key.type !== "null") {
        const index = Number(step.key.value);
        if (Number.isInteger(index) && index >= 0 && index < expansion.count)
          return { value: instance(index), consumed: consumed + 1 };
      }
      return { value: tupleValue(Array.from({ length: expansion.count }, (_, index) => instance(index))), consumed };
    }
    case "each":
      return { value: objectOf(expansion.entries, instance), consumed };
  }
}

function objectOf(entries: ReadonlyMap<string, Value>, instance: (key: InstanceKey) => Value): Value {
  if (entries.size === 0) return objectValue(new Map());
  return { kind: "object", entries: new LazyEntries(new Set([...entries.keys()].sort()), instance) };
}
