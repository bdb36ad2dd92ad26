import { cases } from "../cases/app-upstream-url.ts";
import { testCases } from "../rule-case.ts";

testCases("app-upstream-url", cases);
