/** What a traversal names in its module. */

import type { ScopeTraversal } from "../hcl/tree.ts";
import type { Span } from "../source.ts";

export type Name =
  | { readonly kind: "variable" | "local" | "module"; readonly name: string }
  /** `coder_app.x`, `data.coder_parameter.y`, `ephemeral.t.n` */
  | { readonly kind: "resource"; readonly name: string }
  /** Of the module that a call leads to. */
  | { readonly kind: "output"; readonly call: string; readonly name: string };

export interface Use {
  readonly name: Name;
  /** Of the steps that name it: `local.x` in `local.x.port`. */
  readonly span: Span;
}

/** What a traversal names; for an output the call first, then the output. */
export function namesOf(traversal: ScopeTraversal): readonly Use[] {
  const [root, ...steps] = traversal.steps;
  const names = steps.map((step) => (step.kind === "attr" ? step.name : null));
  const until = (count: number): Span => ({ start: root.start, end: steps[count - 1]?.end ?? root.end });
  const [first, second] = names;
  if (first === undefined || first === null) return [];
  switch (root.name) {
    case "var":
      return [{ name: { kind: "variable", name: first }, span: until(1) }];
    case "local":
      return [{ name: { kind: "local", name: first }, span: until(1) }];
    case "module": {
      const call: Use = { name: { kind: "module", name: first }, span: until(1) };
      const at = names.findIndex((name, index) => index > 0 && name !== null);
      const output = names[at];
      if (!output) return [call];
      const step = steps[at];
      const span = { start: step?.start ?? root.start, end: step?.end ?? root.end };
      return [call, { name: { kind: "output", call: first, name: output }, span }];
    }
    case "data":
    case "ephemeral":
      return second ? [{ name: { kind: "resource", name: `${root.name}.${first}.${second}` }, span: until(2) }] : [];
    case "each":
    case "count":
    case "self":
    case "path":
    case "terraform":
      return [];
    default:
      return [{ name: { kind: "resource", name: `${root.name}.${first}` }, span: until(1) }];
  }
}
