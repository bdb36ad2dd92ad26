import { cases } from "../cases/app-healthcheck-other-port.ts";
import { testCases } from "../rule-case.ts";

testCases("app-healthcheck-other-port", cases);
