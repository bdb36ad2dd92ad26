import { cases } from "../cases/app-icon-url.ts";
import { testCases } from "../rule-case.ts";

testCases("app-icon-url", cases);
