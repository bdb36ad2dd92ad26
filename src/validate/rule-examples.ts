/** Written from the cases of test/rules by scripts/rule-pages.mjs. Large: loaded only by what explains a rule. */

import type { RuleId } from "../rule-ids.ts";
import type { RuleExample } from "./rule-example.ts";
import written from "./rule-examples.json" with { type: "json" };

export const ruleExamples: Readonly<Record<RuleId, RuleExample>> = written;
