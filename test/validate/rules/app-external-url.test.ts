import { cases } from "../cases/app-external-url.ts";
import { testCases } from "../rule-case.ts";

testCases("app-external-url", cases);
