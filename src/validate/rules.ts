/** All rules, in an order chosen for reading: what the provider refuses, what Coder does, what can't be reached, who can open it. */

import type { Rule } from "./rule.ts";
import { schemaShape } from "./rules/schema-shape.ts";
import { schemaValues } from "./rules/schema-values.ts";

export const rules: readonly Rule[] = [schemaShape, schemaValues];
