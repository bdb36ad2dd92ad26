import type { FunctionRecord } from "../../hcl/scope.ts";
import { stringType } from "../../hcl/types.ts";
import { any, everything, refuse } from "./answers.ts";

export const typeFunction: FunctionRecord = {
  name: "type",
  description: "The value's type; only in Terraform's console.",
  parameters: [any("value", everything)],
  result: stringType,
  call: () => refuse("`type` works only in Terraform's console, as the whole expression"),
};
