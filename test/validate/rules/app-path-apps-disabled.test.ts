import { cases } from "../cases/app-path-apps-disabled.ts";
import { testCases } from "../rule-case.ts";

testCases("app-path-apps-disabled", cases);
