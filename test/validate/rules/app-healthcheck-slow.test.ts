import { cases } from "../cases/app-healthcheck-slow.ts";
import { testCases } from "../rule-case.ts";

testCases("app-healthcheck-slow", cases);
