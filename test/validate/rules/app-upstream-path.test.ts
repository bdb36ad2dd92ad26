import { cases } from "../cases/app-upstream-path.ts";
import { testCases } from "../rule-case.ts";

testCases("app-upstream-path", cases);
