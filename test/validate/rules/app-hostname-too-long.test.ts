import { cases } from "../cases/app-hostname-too-long.ts";
import { testCases } from "../rule-case.ts";

testCases("app-hostname-too-long", cases);
