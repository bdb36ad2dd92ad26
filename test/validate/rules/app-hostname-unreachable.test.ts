import { cases } from "../cases/app-hostname-unreachable.ts";
import { testCases } from "../rule-case.ts";

testCases("app-hostname-unreachable", cases);
