import { cases } from "../cases/app-upstream-shared.ts";
import { testCases } from "../rule-case.ts";

testCases("app-upstream-shared", cases);
