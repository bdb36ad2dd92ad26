import { cases } from "../cases/app-open-in-value.ts";
import { testCases } from "../rule-case.ts";

testCases("app-open-in-value", cases);
