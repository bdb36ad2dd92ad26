import { cases } from "../cases/app-healthcheck-never-runs.ts";
import { testCases } from "../rule-case.ts";

testCases("app-healthcheck-never-runs", cases);
