/** The module calls through which something comes, from the root inwards. */

import type { SourceFile, Span } from "../source.ts";
import type { ModuleNode } from "../terraform/config.ts";
import type { EvaluatedModule } from "../terraform/evaluated.ts";

export interface CallStep {
  /** With instance keys: `module.ide["x"]`. */
  readonly call: string;
  readonly file: SourceFile;
  readonly span: Span;
}

export function callChain(module: EvaluatedModule): readonly CallStep[] {
  const steps: CallStep[] = [];
  for (let at: EvaluatedModule | null = module; at?.parent; at = at.parent) {
    const { call } = at.node;
    if (call) steps.push({ call: at.address, file: call.file, span: call.header });
  }
  return steps.reverse();
}

/** Whether an instance of it can be one of several: a call on the way has `count` or `for_each`. */
export function countedCall(node: ModuleNode): ModuleNode | null {
  for (let at: ModuleNode | null = node; at; at = at.parent) {
    if (at.call && (at.call.count || at.call.forEach)) return at;
  }
  return null;
}
