/** What a traversal names, by its first steps. */

import type { AttrStep, IndexStep, ScopeTraversal } from "../hcl/tree.ts";
import type { ResourceMode } from "./config.ts";

export type Reference =
  | { readonly kind: "variable" | "local" | "module"; readonly name: string; readonly consumed: 2 }
  | {
      readonly kind: "resource";
      readonly mode: ResourceMode;
      readonly type: string;
      readonly name: string;
      readonly address: string;
      readonly consumed: number;
    }
  | { readonly kind: "each" | "count" | "path" | "terraform"; readonly name: string; readonly consumed: 2 }
  | { readonly kind: "self"; readonly consumed: 1 }
  /** Too short to name anything: `var`, `data.x`, `coder_agent`. */
  | { readonly kind: "incomplete"; readonly root: string }
  /** An index where a name must stand: `var["x"]`. */
  | { readonly kind: "indexed"; readonly root: string; readonly step: IndexStep };

export function referenceOf(traversal: ScopeTraversal): Reference {
  const [root, ...rest] = traversal.steps;
  switch (root.name) {
    case "var":
      return named("variable", root.name, rest[0]);
    case "local":
    case "module":
    case "each":
    case "count":
    case "path":
    case "terraform":
      return named(root.name, root.name, rest[0]);
    case "self":
      return { kind: "self", consumed: 1 };
    case "data":
    case "ephemeral":
      return resource(root.name, root.name, rest[0], rest[1], 3);
    case "resource":
      return resource("managed", root.name, rest[0], rest[1], 3);
    default:
      return resource(
        "managed",
        root.name,
        { kind: "attr", name: root.name, start: root.start, end: root.end },
        rest[0],
        2,
      );
  }
}

type Step = AttrStep | IndexStep | undefined;

function named(
  kind: "variable" | "local" | "module" | "each" | "count" | "path" | "terraform",
  root: string,
  step: Step,
): Reference {
  if (!step) return { kind: "incomplete", root };
  return step.kind === "index" ? { kind: "indexed", root, step } : { kind, name: step.name, consumed: 2 };
}

function resource(mode: ResourceMode, root: string, type: Step, name: Step, consumed: number): Reference {
  if (type?.kind === "index") return { kind: "indexed", root, step: type };
  if (name?.kind === "index") return { kind: "indexed", root, step: name };
  if (!type || !name) return { kind: "incomplete", root };
  const address = `${mode === "managed" ? "" : `${mode}.`}${type.name}.${name.name}`;
  return { kind: "resource", mode, type: type.name, name: name.name, address, consumed };
}
