import { cases } from "../cases/app-without-agent.ts";
import { testCases } from "../rule-case.ts";

testCases("app-without-agent", cases);
