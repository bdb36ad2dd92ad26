import { cases } from "../cases/agent-name-case.ts";
import { testCases } from "../rule-case.ts";

testCases("agent-name-case", cases);
