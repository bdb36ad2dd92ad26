import { cases } from "../cases/agent-name-format.ts";
import { testCases } from "../rule-case.ts";

testCases("agent-name-format", cases);
