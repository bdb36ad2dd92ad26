import { cases } from "../cases/agent-name-duplicate.ts";
import { testCases } from "../rule-case.ts";

testCases("agent-name-duplicate", cases);
