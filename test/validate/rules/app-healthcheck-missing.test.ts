import { cases } from "../cases/app-healthcheck-missing.ts";
import { testCases } from "../rule-case.ts";

testCases("app-healthcheck-missing", cases);
