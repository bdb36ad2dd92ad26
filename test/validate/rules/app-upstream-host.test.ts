import { cases } from "../cases/app-upstream-host.ts";
import { testCases } from "../rule-case.ts";

testCases("app-upstream-host", cases);
