import { cases } from "../cases/comparison-always-false.ts";
import { testCases } from "../rule-case.ts";

testCases("comparison-always-false", cases);
