import { cases } from "../cases/app-no-target.ts";
import { testCases } from "../rule-case.ts";

testCases("app-no-target", cases);
