/** Which branches of a conditional are ever taken. */

import { evaluate } from "../hcl/evaluate.ts";
import type { Expression } from "../hcl/tree.ts";
import { variables } from "../hcl/walk.ts";
import type { SourceFile } from "../source.ts";
import type { ModuleNode } from "../terraform/config.ts";
import { exploreAll } from "../terraform/explore.ts";
import { moduleInstances } from "../terraform/units.ts";
import type { RuleContext } from "./context.ts";

export type Branches = (condition: Expression, file: SourceFile, node: ModuleNode) => readonly boolean[];

const both: readonly boolean[] = [true, false];

/** In any instance of the module, under any choice. */
export function branchesOf({ engine, started, inputs }: RuleContext): Branches {
  return (condition, file, node) => {
    // What differs between instances of a resource, or in a loop, isn't known here.
    const local = variables(condition).some(({ steps }) => ["each", "count", "self"].includes(steps[0].name));
    if (local) return both;
    const compute = (): readonly boolean[] => {
      const taken = new Set<boolean>();
      for (const instance of moduleInstances(engine, node)) {
        const value = evaluate(condition, instance.scope(file));
        if (value.kind === "bool") taken.add(value.value);
        else if (value.kind === "string" && /^(?:true|false)$/.test(value.value)) taken.add(value.value === "true");
        else return both;
      }
      return [...taken];
    };
    const cell = engine.cell<readonly boolean[]>("condition", compute, () => both);
    const cases = exploreAll(engine.choices, cell, started, inputs.maxChoices);
    // Beyond the limit it may be either.
    return cases ? [...new Set([...cases.each].flatMap(({ value }) => value))] : both;
  };
}
