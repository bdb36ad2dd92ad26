import { cases } from "../cases/app-hostname-budget.ts";
import { testCases } from "../rule-case.ts";

testCases("app-hostname-budget", cases);
