import type { FunctionRecord } from "../../hcl/scope.ts";
import { dynamicType } from "../../hcl/types.ts";
import { any, refuse } from "./answers.ts";

function removed(name: string, instead: string): FunctionRecord {
  const refusal = refuse(`\`${name}\` was removed in Terraform 0.15; write ${instead}`);
  return {
    name,
    description: `Removed in Terraform 0.15: write ${instead}.`,
    parameters: [],
    variadic: any("vals", { allowNull: true, allowUnknown: true, allowDynamic: true }),
    result: dynamicType,
    check: () => refusal,
    call: () => refusal,
  };
}

/** They are still there, to say what replaces them. */
export const removedFunctions: readonly FunctionRecord[] = [
  removed("list", "tolist([ … ])"),
  removed("map", "tomap({ … })"),
];
